-- A source for blink.cmp, for those who want suggestions in its menu, too:
--
--   sources = {
--     default = { "inkling", … },
--     providers = { inkling = { name = "inkling", module = "inkling.blink", async = true } },
--   }
local M = {}

function M.new() return setmetatable({}, { __index = M }) end

function M:enabled() return true end

function M:get_completions(_, callback)
  local wanted = true
  require("inkling").start()
  require("inkling.source").items(function(items)
    if wanted then callback({ items = items, is_incomplete_forward = true, is_incomplete_backward = true }) end
  end)
  return function() wanted = false end
end

function M:execute(_, item, callback, default_implementation)
  if default_implementation then default_implementation() end
  require("inkling.source").accepted(item)
  callback()
end

return M
