-- Where the daemon is: as configured, else on PATH, else built in the checkout that this plugin lies in.
local M = {}

local BUILT = "build/release/src/app/inkling"

--- The folder of the checkout that the plugin is used from, if it is.
---@return string?
local function checkout()
  local here = debug.getinfo(1, "S").source:sub(2)
  local root = vim.fs.dirname(vim.uv.fs_realpath(here) or here)
  for _ = 1, 4 do -- lua/inkling → editors/nvim → the checkout
    root = vim.fs.dirname(root)
  end
  return vim.uv.fs_stat(vim.fs.joinpath(root, "CMakeLists.txt")) and root or nil
end

--- The command without the words that make it a server.
---@param configured? string|string[]
---@return string[]? command
---@return string? fault what to tell a person, where there is none
function M.find(configured)
  if configured then
    local command = type(configured) == "string" and { configured } or vim.deepcopy(configured)
    command[1] = vim.fs.normalize(command[1]) -- "~" and "$HOME"; expand() would obey 'wildignore'
    if vim.fn.executable(command[1]) == 1 then return command end
    return nil, ('"%s" of the option cmd is no program that can be started'):format(command[1])
  end
  if vim.fn.executable("inkling") == 1 then return { vim.fn.exepath("inkling") } end
  local root = checkout()
  local built = root and vim.fs.joinpath(root, BUILT)
  if built and vim.fn.executable(built) == 1 then return { built } end
  local advice = root and "; build it: cmake --preset release && cmake --build --preset release" or ""
  return nil, 'the program "inkling" is not on PATH' .. advice
end

--- The command line of the server. Options are only taken from an editor that says that they are its person's own.
---@param command string[]
---@param trusted boolean
---@return string[]
function M.server(command, trusted)
  local line = vim.deepcopy(command)
  if not vim.list_contains(line, "lsp") then line[#line + 1] = "lsp" end
  if trusted and not vim.list_contains(line, "--trust-client") then line[#line + 1] = "--trust-client" end
  return line
end

return M
