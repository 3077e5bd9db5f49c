-- A source for nvim-cmp, for those who want suggestions in its menu, too:
--
--   require("cmp").register_source("inkling", require("cmp_inkling").new())
--   require("cmp").setup({ sources = { { name = "inkling" }, … } })
local M = {}

function M.new() return setmetatable({}, { __index = M }) end

function M:get_debug_name() return "inkling" end

function M:get_position_encoding_kind() return "utf-8" end

function M:complete(_, callback)
  require("inkling").start()
  require("inkling.source").items(function(items) callback({ items = items, isIncomplete = true }) end)
end

function M:execute(item, callback)
  require("inkling.source").accepted(item)
  callback(item)
end

return M
