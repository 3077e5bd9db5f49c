-- :checkhealth inkling. It looks for what really goes wrong, and says what to do about each.
local binary = require("inkling.binary")
local client = require("inkling.client")
local config = require("inkling.config")
local switch = require("inkling.switch")
local version = require("inkling.version")

local M = {}

local WAIT_MS = 20000 -- for a backend that does not answer

---@param command string[]
---@return vim.SystemCompleted?
local function run(command)
  local ok, done = pcall(function() return vim.system(command, { text = true, timeout = WAIT_MS }):wait() end)
  return ok and done or nil
end

local function neovim()
  local own = tostring(vim.version())
  if vim.fn.has("nvim-0.10") == 0 then return vim.health.error("Neovim " .. own .. " is too old; 0.10 is needed") end
  vim.health.ok("Neovim " .. own)
end

---@return string[]? command
local function program()
  local command, fault = binary.find(config.options.cmd)
  if not command then
    vim.health.error(fault --[[@as string]], {
      "Build it: cmake --preset release && cmake --build --preset release",
      'Put build/release/src/app/inkling on your PATH, or name it: setup({ cmd = "/path/to/inkling" })',
    })
    return nil
  end
  local done = run({ command[1], "--version" })
  local found = done and done.code == 0 and (done.stdout or ""):match("^inkling (%S+)")
  if not found then
    vim.health.error(('"%s --version" does not answer as inkling does'):format(command[1]))
    return nil
  end
  if found == version then
    vim.health.ok(("%s, version %s"):format(command[1], found))
  else
    vim.health.warn(("%s is version %s, this plugin %s"):format(command[1], found, version), "Update both together.")
  end
  return command
end

local LEVELS = { ok = vim.health.ok, warn = vim.health.warn, fail = vim.health.error }

--- What the daemon says about its configuration and its backend; it asks the backend itself.
---@param command string[]
local function backend(command)
  local arguments = { command[1], "doctor", "--json" }
  local server = config.options.server
  if server.backends then
    return vim.health.info("The backend is configured in setup(): inkling doctor cannot see that. Its state is below.")
  end
  if type(server.backend) == "string" then vim.list_extend(arguments, { "--backend", server.backend }) end
  local done = run(arguments)
  local ok, told = pcall(vim.json.decode, done and done.stdout or "")
  if not ok or type(told.checks) ~= "table" then
    return vim.health.error("inkling doctor gave no answer", { "Look at what it says: :Inkling doctor" })
  end
  for _, check in ipairs(told.checks) do
    local advice = check.advice ~= "" and { check.advice } or nil
    local say = LEVELS[check.level] or vim.health.info
    say(("%s: %s"):format(check.check, check.said), advice)
  end
end

local function options()
  for _, fault in ipairs(config.faults) do vim.health.warn("setup(): " .. fault) end
  if #config.faults == 0 then vim.health.ok("The options of setup() are right") end
end

--- What a person did, and may have forgotten.
local function switched()
  if not switch.enabled() then vim.health.warn("Nothing is offered: switched off", ":Inkling enable") end
  local minutes = math.ceil(switch.snoozed_for() / 60)
  if minutes > 0 then
    vim.health.warn(("Nothing is offered for %d more minutes"):format(minutes), ":Inkling snooze 0 ends that")
  end
end

---@param server inkling.Server
local function running(server)
  local where = server.root or "files of no project"
  if server.fault then return vim.health.error(("%s: %s"):format(where, server.fault), "Try :Inkling restart") end
  if not server.client then return vim.health.warn(where .. ": not started yet") end
  local status
  client.execute(server, "status", {}, function(result) status = result or false end)
  vim.wait(2000, function() return status ~= nil end, 10)
  if type(status) ~= "table" then
    return vim.health.error(where .. ": the daemon does not answer", "Look at its log: :Inkling log")
  end
  local line = ("%s: %s, by %s"):format(where, status.state, status.model or status.backend or status.source)
  if status.state == "trouble" then return vim.health.warn(line, { status.message }) end
  vim.health.ok(line)
end

local function daemons()
  if next(client.servers) == nil then
    return vim.health.info("No daemon runs: it starts with the first insert mode in a file")
  end
  for _, server in pairs(client.servers) do running(server) end
end

local function keys()
  if not config.options.keymaps then return vim.health.info("keymaps = false: the keys are yours to set") end
  local key = config.options.keymaps.accept
  if not key or not package.loaded["inkling.events"] then return end
  local mapping = vim.fn.maparg(key, "i", false, true)
  if (mapping.desc or ""):find("^inkling") then return vim.health.ok(key .. " accepts") end
  vim.health.warn(("%s is mapped by something else: %s"):format(key, mapping.desc or mapping.rhs or "a function"), {
    'Choose another key: setup({ keymaps = { accept = "<C-l>" } })',
    'or call it in that mapping: if require("inkling").accept() then return end',
  })
end

--- Others that draw ghost text. Each is fine; two at once are not.
---@return string[]
local function others()
  local found = {}
  local loaded = {
    ["copilot.lua"] = package.loaded["copilot"],
    ["copilot.vim"] = vim.g.loaded_copilot and not package.loaded["copilot"],
    ["supermaven-nvim"] = package.loaded["supermaven-nvim"],
    ["codeium/windsurf"] = package.loaded["codeium"] or package.loaded["neocodeium"] or vim.g.loaded_codeium,
    ["minuet-ai.nvim"] = package.loaded["minuet"],
    ["llama.vim"] = vim.g.loaded_llama or vim.fn.exists("*llama#init") == 1,
  }
  for name, here in pairs(loaded) do
    if here then found[#found + 1] = name end
  end
  table.sort(found)
  return found
end

local function coexistence()
  local found = others()
  for _, name in ipairs(found) do
    vim.health.warn(name .. " is loaded: two ghost texts at one place, and two takers of <Tab>", "Disable one of them.")
  end
  for _, one in ipairs(vim.lsp.get_clients({ name = "inkling" })) do
    if not one.config.handlers or not one.config.handlers["inkling/refresh"] then
      found[#found + 1] = one.name
      vim.health.warn("a second inkling runs: your own vim.lsp.config of it", "Take one of them out of your init.lua.")
    end
  end
  if #found == 0 then vim.health.ok("Nobody else draws ghost text") end
end

function M.check()
  vim.health.start("inkling: the editor")
  neovim()
  options()
  switched()
  keys()
  coexistence()
  vim.health.start("inkling: the daemon")
  local command = program()
  if command then backend(command) end
  daemons()
end

return M
