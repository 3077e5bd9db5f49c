-- How long to wait before a server that ended is started again, and when to stop trying. Pure: the time is passed in.
local M = {}
M.__index = M

local DELAYS_MS = { 200, 1000, 5000, 30000, 30000 }
local CRASHES_MAX = 5
local WINDOW_MS = 3 * 60 * 1000

---@class inkling.Backoff
---@field ends integer[] when it ended, ms, the oldest first
---@return inkling.Backoff
function M.new() return setmetatable({ ends = {} }, M) end

--- It has ended by itself.
---@param now integer ms of any steady clock
---@return integer? delay_ms nil: that was once too often, give up
function M:ended(now)
  local recent = vim.tbl_filter(function(at) return now - at < WINDOW_MS end, self.ends)
  recent[#recent + 1] = now
  self.ends = recent
  return #recent < CRASHES_MAX and DELAYS_MS[#recent] or nil
end

return M
