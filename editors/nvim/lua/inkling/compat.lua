-- What Neovim 0.10 says differently from 0.11 and later. Nothing else in the plugin asks for a version.
local M = {}

local since_0_11 = vim.fn.has("nvim-0.11") == 1

-- Until 0.10 the functions of a client are called with a dot; from 0.11 on they are methods.
---@param name string
---@return fun(client: vim.lsp.Client, ...: any): any
local function method(name)
  if since_0_11 then
    return function(client, ...) return client[name](client, ...) end
  end
  return function(client, ...) return client[name](...) end
end

---@type fun(client: vim.lsp.Client, method: string, params: table, handler: function, buf?: integer): boolean, integer?
M.request = method("request")
---@type fun(client: vim.lsp.Client, method: string, params: table): boolean
M.notify = method("notify")
---@type fun(client: vim.lsp.Client, id: integer): boolean
M.cancel = method("cancel_request")
---@type fun(client: vim.lsp.Client, force?: boolean)
M.stop = method("stop")

--- A column in bytes as the server counts it.
---@param line string
---@param byte integer
---@param encoding "utf-8"|"utf-16"|"utf-32"
---@return integer
function M.to_server(line, byte, encoding)
  if encoding == "utf-8" then return byte end
  if since_0_11 then return vim.str_utfindex(line, encoding, byte, false) end
  local utf32, utf16 = vim.str_utfindex(line, math.min(byte, #line))
  return encoding == "utf-16" and utf16 or utf32
end

--- The reverse; beyond the end of the line is its end.
---@param line string
---@param units integer
---@param encoding "utf-8"|"utf-16"|"utf-32"
---@return integer
function M.from_server(line, units, encoding)
  if encoding == "utf-8" then return math.min(units, #line) end
  if since_0_11 then return vim.str_byteindex(line, encoding, units, false) end
  local ok, byte = pcall(vim.str_byteindex, line, units, encoding == "utf-16")
  return ok and byte or #line
end

return M
