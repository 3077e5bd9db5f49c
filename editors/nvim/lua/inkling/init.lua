-- What other Lua code may call. Nothing is loaded before it is needed; :help inkling-lua is this file in words.
local M = {}

local started = false

---@param fine boolean
---@param expected string
---@param given any
local function expect(fine, expected, given)
  if not fine then error(('expected %s, not "%s"'):format(expected, given), 0) end
end

--- Optional. Options that are not given, and wrong ones, are at their defaults: :help inkling-options
---@param options? table
function M.setup(options)
  require("inkling.config").setup(options)
end

--- Begins to listen to keys. plugin/inkling.lua calls it when you go into insert mode first.
function M.start()
  if started then return end
  started = true
  require("inkling.events").start()
end

---@return inkling.Session?
local function current() return started and require("inkling.session").current() or nil end

--- Inserts the suggestion that is shown. The three return whether there was one.
---@return boolean
function M.accept() return started and require("inkling.accept").accept("all") end

--- Inserts its first word.
---@return boolean
function M.accept_word() return started and require("inkling.accept").accept("word") end

--- Inserts its first line.
---@return boolean
function M.accept_line() return started and require("inkling.accept").accept("line") end

--- Shows the next of several candidates, and asks for some where there is one.
---@return boolean
function M.next()
  local session = current()
  if session then session:turn(1) end
  return session ~= nil
end

--- Shows the one before.
---@return boolean
function M.previous()
  local session = current()
  if session then session:turn(-1) end
  return session ~= nil
end

--- Asks for a suggestion here and now, whatever rule or delay is configured for what comes by itself.
---@return boolean
function M.trigger()
  local session = current()
  if session then session:ask({ invoked = true }) end
  return session ~= nil
end

--- Takes away what is shown; it is not offered here again by itself.
---@return boolean
function M.dismiss()
  local session = current()
  if not session or not session:visible() then return false end
  session:dismiss()
  return true
end

--- Whether ghost text is on the screen, for mappings of your own.
---@return boolean
function M.is_visible()
  local session = current()
  return session ~= nil and session:visible() ~= nil
end

--- A switch has been turned: what is on the screen follows at once, status lines too.
local function turned()
  if started then require("inkling.events").refresh() end
  require("inkling.client").announce()
end

--- Nothing is offered for so many minutes; 0 ends that.
---@param minutes? number default 5
function M.snooze(minutes)
  minutes = minutes or 5
  expect(type(minutes) == "number" and minutes >= 0 and minutes <= 1440, "minutes from 0 to 1440", minutes)
  require("inkling.switch").snooze(minutes)
  require("inkling.client").execute_all("snooze", { math.ceil(minutes) })
  turned()
  if minutes > 0 then vim.defer_fn(turned, math.ceil(minutes * 60) * 1000) end
end

---@param on boolean
---@param scope? "buffer"
local function enable(on, scope)
  expect(scope == nil or scope == "buffer", '"buffer" or nothing', scope)
  M.start()
  if scope == "buffer" then
    vim.b.inkling_enabled = on
  else
    require("inkling.switch").enable(on)
    require("inkling.client").execute_all(on and "enable" or "disable", {})
  end
  turned()
end

--- Offers suggestions (again): in this Neovim, or in this buffer.
---@param scope? "buffer"
function M.enable(scope) enable(true, scope) end

--- The reverse. A disabled buffer is closed for the daemon: nothing of it is read any more.
---@param scope? "buffer"
function M.disable(scope) enable(false, scope) end

---@param scope? "buffer"
function M.toggle(scope)
  local switch = require("inkling.switch")
  if scope == "buffer" then return enable(not switch.serves(0), scope) end
  enable(not switch.enabled(), scope)
end

--- What the daemon says about itself: docs/PROTOCOL.md, inkling/status.
---@return table
function M.status() return require("inkling.status").of(vim.api.nvim_get_current_buf()) end

--- For a status line: %{v:lua.require'inkling'.statusline()}
---@return string
function M.statusline() return require("inkling.status").line() end

return M
