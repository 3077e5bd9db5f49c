-- Whether anything is wanted now: switched off and on, paused, excepted by file type or buffer, or in the way of a
-- macro. The answer to "may I?", in one place.
local config = require("inkling.config")

local M = {}

---@type boolean? nil: as configured
local enabled
local snoozed_until = 0 -- seconds of os.time()

---@return boolean
function M.enabled()
  if enabled ~= nil then return enabled end
  return config.options.enabled
end

---@param on boolean
function M.enable(on) enabled = on end

---@param minutes number 0 ends a pause
function M.snooze(minutes) snoozed_until = os.time() + math.ceil(minutes * 60) end

---@return number seconds that a pause lasts yet; 0 or less: there is none
function M.snoozed_for() return snoozed_until - os.time() end

--- What a daemon that has just started has to hear.
---@return { command: string, arguments: any[] }[]
function M.wishes()
  local wishes = {}
  if not M.enabled() then wishes[1] = { command = "disable", arguments = {} } end
  local seconds = M.snoozed_for()
  if seconds > 0 then wishes[#wishes + 1] = { command = "snooze", arguments = { math.ceil(seconds / 60) } } end
  return wishes
end

--- Whether a buffer is one to be served at all: a file, of a type that is wanted, not excepted by hand.
---@param buf integer
---@return boolean
function M.serves(buf)
  if vim.bo[buf].buftype ~= "" or not vim.bo[buf].modifiable then return false end
  local name = vim.api.nvim_buf_get_name(buf)
  if name == "" or name:find("^%a[%w+.-]+://") then return false end
  local own = vim.b[buf].inkling_enabled
  if own ~= nil then return own ~= false and own ~= 0 end
  return config.wants(vim.bo[buf].filetype)
end

--- The cursor stands where no text is yet ('virtualedit'): what is typed there comes behind spaces.
---@return boolean
local function beyond_text() return vim.fn.getcurpos()[4] > 0 end

--- Whether something may be asked for and shown in the current buffer now. A macro must do the same wherever it
--- runs, so there is nothing while one is recorded or executed.
---@param buf integer
---@return boolean
function M.allows(buf)
  return M.enabled()
    and M.snoozed_for() <= 0
    and vim.fn.reg_recording() == ""
    and vim.fn.reg_executing() == ""
    and vim.api.nvim_get_mode().mode:sub(1, 1) == "i"
    and not beyond_text()
    and M.serves(buf)
end

return M
