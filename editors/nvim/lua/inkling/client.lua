-- The daemon as this editor has it: one for each project, started, started again when it ends by itself, and told
-- what a person wants. Whoever has something to ask gets a vim.lsp.Client from here; see session.lua.
local Backoff = require("inkling.backoff")
local binary = require("inkling.binary")
local compat = require("inkling.compat")
local config = require("inkling.config")
local switch = require("inkling.switch")

local M = {}

---@class inkling.Server
---@field root? string          nil: files of no project
---@field bufs table<integer, true>
---@field client? vim.lsp.Client  ready to be asked; nil while there is none
---@field client_id? integer    started, ready or not
---@field status? table         its last word: inkling/status
---@field process integer      counts those that were started
---@field backoff inkling.Backoff
---@field fault? string         why there is none
---@field given_up boolean

---@type table<string, inkling.Server> by root; "" is that of no project
M.servers = {}

---@class inkling.Listener  who hears of it; session.lua
---@field ready fun(server: inkling.Server, buf: integer)
---@field refresh fun(client_id: integer, params: table)
M.listener = { ready = function() end, refresh = function() end }

---@param buf integer
---@return string?
local function root_of(buf)
  local found = vim.fs.root(buf, config.options.root_markers)
  if found then return vim.fs.normalize(found) end
  local folder = vim.fs.dirname(vim.fs.normalize(vim.api.nvim_buf_get_name(buf)))
  for root in pairs(M.servers) do
    if root ~= "" and vim.startswith(folder .. "/", root .. "/") then return root end
  end
  -- All of a home folder is no project.
  local too_much = folder == "/" or folder == vim.fs.normalize("~")
  return not too_much and folder or nil
end

--- Status lines and whoever listens shall look again.
function M.announce()
  vim.api.nvim_exec_autocmds("User", { pattern = "InklingStatus", modeline = false })
  vim.cmd.redrawstatus()
end

---@param server inkling.Server
---@param fault string
---@param notify fun(message: string, level: integer)
local function give_up(server, fault, notify)
  server.given_up, server.fault = true, fault
  M.announce()
  notify(("inkling: %s (:checkhealth inkling)"):format(fault), vim.log.levels.WARN)
end

---@param server inkling.Server
---@param process integer
local function ended(server, process)
  if process ~= server.process then return end -- Neovim has started the next one: `:lsp restart`
  server.client, server.client_id, server.status = nil, nil, nil
  if vim.v.exiting ~= vim.NIL or next(server.bufs) == nil then return end
  local delay = server.backoff:ended(vim.uv.now())
  if not delay then
    local fault = "the daemon ended five times in three minutes; it stays off until :Inkling restart"
    return give_up(server, fault, vim.notify)
  end
  vim.defer_fn(function() M.start(server) end, delay)
end

--- Starts the process, and keeps Neovim's own words about its end from the person: there is one when we give up.
---@param server inkling.Server
---@param command string[]
---@return fun(dispatchers: vim.lsp.rpc.Dispatchers): vim.lsp.rpc.PublicClient
local function transport(server, command)
  return function(dispatchers)
    local process = server.process + 1
    server.process = process
    local ours = vim.tbl_extend("force", dispatchers, {
      on_exit = function()
        dispatchers.on_exit(0, 0)
        vim.schedule(function() ended(server, process) end)
      end,
    })
    return vim.lsp.rpc.start(command, ours)
  end
end

---@param server inkling.Server
---@return table<string, lsp.Handler>
local function handlers(server)
  return {
    ["inkling/refresh"] = function(_, params, context) M.listener.refresh(context.client_id, params) end,
    ["inkling/status"] = function(_, params)
      server.status = params
      M.announce()
    end,
  }
end

---@param server inkling.Server
---@param command string[]
---@return vim.lsp.ClientConfig
local function client_config(server, command)
  local options = config.options.server
  local capabilities = vim.lsp.protocol.make_client_capabilities()
  capabilities.textDocument.inlineCompletion = { dynamicRegistration = false }
  return {
    name = "inkling",
    cmd = transport(server, binary.server(command, next(options) ~= nil)),
    root_dir = server.root,
    capabilities = capabilities,
    flags = { debounce_text_changes = 0 }, -- the text goes out with the key: work begins there
    init_options = { inkling = vim.tbl_deep_extend("force", options, { refresh = true, status = true }) },
    handlers = handlers(server),
    on_init = function(client)
      -- Neovim 0.12 has a client for this of its own, for all servers. Ours is asked by us, and by nobody else.
      client.server_capabilities.inlineCompletionProvider = nil
      server.client, server.client_id, server.fault = client, client.id, nil
      M.announce()
      for _, wish in ipairs(switch.wishes()) do M.execute(server, wish.command, wish.arguments) end
    end,
    on_attach = function(_, buf) M.listener.ready(server, buf) end,
  }
end

--- Starts the daemon of a server unless it runs, and gives it its buffers.
---@param server inkling.Server
function M.start(server)
  if server.given_up or next(server.bufs) == nil then return end
  local command, fault = binary.find(config.options.cmd)
  if not command then return give_up(server, fault --[[@as string]], vim.notify_once) end -- not for each project
  local start = client_config(server, command)
  for buf in pairs(server.bufs) do
    if not vim.api.nvim_buf_is_loaded(buf) then
      server.bufs[buf] = nil
    elseif server.client_id then
      vim.lsp.buf_attach_client(buf, server.client_id)
    else
      local options = { bufnr = buf, silent = true, reuse_client = function() return false end }
      server.client_id = vim.lsp.start(start, options)
      if not server.client_id then return ended(server, server.process) end
    end
  end
end

--- Whether a daemon runs for the project of a buffer already.
---@param buf integer
---@return boolean
function M.knows(buf) return M.servers[root_of(buf) or ""] ~= nil end

--- The server of the project that a buffer belongs to, started or not.
---@param buf integer
---@return inkling.Server
function M.server_of(buf)
  local root = root_of(buf)
  local server = M.servers[root or ""]
  if not server then
    server = { root = root, bufs = {}, process = 0, backoff = Backoff.new(), given_up = false }
    M.servers[root or ""] = server
  end
  return server
end

--- Has a buffer served; the listener hears when that is so, which may be before this returns.
---@param server inkling.Server
---@param buf integer
function M.attach(server, buf)
  server.bufs[buf] = true
  if server.client_id then
    vim.lsp.buf_attach_client(buf, server.client_id)
  elseif #server.backoff.ends == 0 then -- else it is about to be started again
    M.start(server)
  end
end

---@param server inkling.Server
---@param buf integer
function M.detach(server, buf)
  server.bufs[buf] = nil
  if server.client_id and vim.lsp.buf_is_attached(buf, server.client_id) then
    vim.lsp.buf_detach_client(buf, server.client_id)
  end
end

--- A command of the daemon; `reply` gets its result, or nil where it could not be had.
---@param server inkling.Server
---@param command string without "inkling.server."
---@param arguments any[]
---@param reply? fun(result: any)
function M.execute(server, command, arguments, reply)
  if not server.client then return reply and reply(nil) end
  local params = { command = "inkling.server." .. command, arguments = arguments }
  compat.request(server.client, "workspace/executeCommand", params, function(_, result)
    if reply then reply(result) end
  end)
end

--- The same for all daemons that run.
---@param command string
---@param arguments any[]
function M.execute_all(command, arguments)
  for _, server in pairs(M.servers) do M.execute(server, command, arguments) end
end

--- Starts all daemons anew, those that were given up, too, with the options of now.
function M.restart()
  for _, server in pairs(M.servers) do
    server.given_up, server.fault, server.backoff = false, nil, Backoff.new()
    if server.client then
      compat.stop(server.client, true) -- its end starts it again
    else
      M.start(server)
    end
  end
end

return M
