-- What the daemon last said about itself, for a status line and for people.
local M = {}

--- The status of the daemon of a buffer: what inkling/status told, or why there is none.
---@param buf integer
---@return table { state: string, message?: string, ... }
function M.of(buf)
  local switch = require("inkling.switch")
  if not switch.enabled() then return { state = "disabled", message = "Switched off: :Inkling enable" } end
  if not switch.serves(buf) then return { state = "off", message = "Nothing is offered in this buffer." } end
  if switch.snoozed_for() > 0 then
    return { state = "snoozed", message = ("Paused for %d more minutes."):format(math.ceil(switch.snoozed_for() / 60)) }
  end
  local session = require("inkling.session").all()[buf]
  if not session then return { state = "idle", message = "The daemon starts with the first insert mode." } end
  local server = session.server
  if server.fault then return { state = "stopped", message = server.fault } end
  if not server.client then return { state = "starting", message = "The daemon is about to start." } end
  return server.status or { state = "ready", message = "" }
end

local WORDS = {
  ready = "inkling",
  idle = "",
  off = "",
  disabled = "inkling off",
  snoozed = "inkling zz",
  trouble = "inkling !",
  stopped = "inkling x",
  starting = "inkling …",
}

--- A word or two for the status line of the current buffer; empty where there is nothing to say.
---@return string
function M.line()
  if not package.loaded["inkling.session"] then return "" end
  local state = M.of(vim.api.nvim_get_current_buf()).state
  return WORDS[state] or ("inkling " .. tostring(state))
end

return M
