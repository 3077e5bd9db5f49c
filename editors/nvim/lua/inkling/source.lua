-- What a completion menu gets to show: the suggestion that ghost text would be, as one completion item. The two
-- menus differ in how they ask; see blink.lua and cmp_inkling.
local session = require("inkling.session")

local M = {}

local KIND_TEXT = 1 -- LSP's CompletionItemKind
local PLAIN = 1 -- LSP's InsertTextFormat

--- A suggestion as LSP's CompletionItem. It begins with the word left of the cursor, as menus compare that; columns
--- are in bytes.
---@param view inkling.View
---@param rest inkling.Rest
---@return table
function M.item(view, rest)
  local word = view.line(view.row):sub(1, view.col):match("[%w_\128-\255]*$")
  local text = word .. rest.text
  local from = { line = view.row, character = view.col - #word }
  local to = { line = view.row, character = view.col + #rest.replaced }
  return {
    label = vim.trim((text:gsub("\n.*", " …"))),
    filterText = word .. rest.text:match("^[^\n]*"),
    kind = KIND_TEXT,
    insertTextFormat = PLAIN,
    textEdit = { newText = text, range = { start = from, ["end"] = to } },
    documentation = { kind = "markdown", value = ("```%s\n%s\n```"):format(vim.bo.filetype, text) },
    data = { inkling = rest.item.id },
  }
end

--- Calls back with a list of one item or none, once, maybe at once.
---@param callback fun(items: table[])
function M.items(callback)
  local current = session.of(vim.api.nvim_get_current_buf())
  if not current then return callback({}) end
  current:when_settled(function(rest) callback(rest and current.place and { M.item(current.place, rest) } or {}) end)
end

--- The item was taken from a menu.
---@param item table
function M.accepted(item)
  local current = session.current()
  local id = item.data and item.data.inkling
  if current and id ~= nil then current:tell("didAccept", { id = id, kind = "all" }) end
end

return M
