-- A suggestion: what a server offered at a place, and what is left of it when the text there has changed since.
-- Pure arithmetic on texts. Positions are only believed where the text agrees: that is what makes a late answer,
-- a fast typist and a second plugin harmless.
local text = require("inkling.text")

local M = {}

---@class inkling.View  the text as it is now; rows and columns from 0, columns in bytes
---@field row integer   of the cursor
---@field col integer
---@field line fun(row: integer): string

---@class inkling.Item  one offered text, and where
---@field row integer
---@field before string   what stood left of it in its line
---@field text string     not empty, "\n" between lines
---@field replaced string what of it stood right of it already
---@field after string    what stood right of it, behind what it replaces
---@field id? any         the server's name for it, opaque

---@class inkling.Rest  what is left of an item at the cursor
---@field item inkling.Item
---@field text string      still to come, not empty
---@field replaced string  stands right of the cursor and is part of `text`

---@class inkling.Suggestion
---@field rests inkling.Rest[]  of candidates that still fit, the best first; never empty
---@field index integer         the one to show
---@field invoked boolean       somebody asked for it
---@field chosen boolean        somebody looked for this one among several
---@field along boolean         something of it was typed

---@param item table as LSP has it
---@return string?, any
local function content(item)
  if type(item) ~= "table" or type(item.insertText) ~= "string" then return nil end
  local arguments = type(item.command) == "table" and item.command.arguments
  return text.unix(item.insertText), type(arguments) == "table" and arguments[1] or nil
end

--- An item of an answer, or nil for one that cannot be shown honestly: nothing to see, another line's, or one that
--- would delete what stands left or right of the cursor.
---@param item table as LSP has it
---@param view inkling.View the text that was asked about
---@param column fun(line: string, character: integer): integer  the server's columns in bytes
---@return inkling.Item?
function M.parse(item, view, column)
  local new, id = content(item)
  if not new or not new:find("%S") or new:find("%z") then return nil end
  local line, first, last = view.line(view.row), view.col, view.col
  if type(item.range) == "table" then
    local from, to = item.range.start, item.range["end"]
    if from.line ~= view.row or to.line ~= view.row then return nil end
    first, last = column(line, from.character), column(line, to.character)
  end
  local left, replaced = line:sub(first + 1, view.col), line:sub(view.col + 1, last)
  if first > view.col or last < view.col or not vim.startswith(new, left) then return nil end
  new = new:sub(#left + 1)
  if not new:find("%S") or not text.weave(new, replaced) then return nil end
  return {
    row = view.row,
    before = line:sub(1, view.col),
    text = new,
    replaced = replaced,
    after = line:sub(last + 1),
    id = id,
  }
end

--- What stands between the item's place and the cursor; nil where the cursor left it.
---@param item inkling.Item
---@param view inkling.View
---@return string?
local function typed_since(item, view)
  local col = #item.before
  if view.row < item.row or (view.row == item.row and view.col < col) then return nil end
  local _, lines_of_item = item.text:gsub("\n", "")
  if view.row - item.row > lines_of_item then return nil end
  local first = view.line(item.row)
  if first:sub(1, col) ~= item.before then return nil end
  if view.row == item.row then return first:sub(col + 1, view.col) end
  local lines = { first:sub(col + 1) }
  for row = item.row + 1, view.row - 1 do lines[#lines + 1] = view.line(row) end
  lines[#lines + 1] = view.line(view.row):sub(1, view.col)
  return table.concat(lines, "\n")
end

--- What is left of an item; nil where what was typed since is no part of it, or all of it.
---@param item inkling.Item
---@param view inkling.View
---@return inkling.Rest?
function M.rest(item, view)
  local typed = typed_since(item, view)
  if not typed or not vim.startswith(item.text, typed) then return nil end
  local rest = item.text:sub(#typed + 1)
  local right = view.line(view.row):sub(view.col + 1)
  if rest == "" or not text.ends_with(right, item.after) then return nil end
  local replaced = right:sub(1, #right - #item.after)
  -- Right of the cursor may stand what the item itself replaces, or brackets that a plugin has closed meanwhile.
  local ours = replaced == item.replaced or text.closers_only(replaced) or vim.startswith(rest, replaced)
  local pieces = ours and text.weave(rest, replaced)
  if not pieces or #pieces == 0 then return nil end
  return { item = item, text = rest, replaced = replaced }
end

---@param items inkling.Item[]
---@param view inkling.View
---@param invoked boolean
---@return inkling.Suggestion?
function M.new(items, view, invoked)
  local all = { rests = {}, index = 1, invoked = invoked, chosen = false, along = false }
  for _, item in ipairs(items) do all.rests[#all.rests + 1] = { item = item, text = item.text, replaced = "" } end
  return M.advance(all, view)
end

--- The suggestion for a text that has changed: candidates that fit no more are gone; nil if the shown one is.
---@param suggestion inkling.Suggestion
---@param view inkling.View
---@return inkling.Suggestion?
function M.advance(suggestion, view)
  local rests, index = {}, nil
  for i, old in ipairs(suggestion.rests) do
    local rest = M.rest(old.item, view)
    if rest then rests[#rests + 1] = rest end
    if i == suggestion.index then index = rest and #rests or nil end
  end
  -- Where the shown one does not fit any more, another candidate may: that is what was typed instead.
  if #rests == 0 or not (index or suggestion.invoked) then return nil end
  local shown = rests[index or 1]
  return {
    rests = rests,
    index = index or 1,
    invoked = suggestion.invoked,
    chosen = suggestion.chosen and index ~= nil,
    along = #shown.text < #shown.item.text,
  }
end

---@param suggestion inkling.Suggestion
---@return inkling.Rest
function M.shown(suggestion) return suggestion.rests[suggestion.index] end

--- The same with the candidate `step` further on, round and round.
---@param suggestion inkling.Suggestion
---@param step integer
---@return inkling.Suggestion
function M.turn(suggestion, step)
  local turned = vim.tbl_extend("force", suggestion, { chosen = true })
  turned.index = (suggestion.index - 1 + step) % #suggestion.rests + 1
  return turned
end

---@alias inkling.Occasion
---| "asked"    it answers the question about this very text
---| "refresh"  the same, but the daemon proposed to ask
---| "late"     it answers one about an earlier text

--- What to show when an answer has come. Only the answer to a question of the person's own may take the place of a
--- text that is being typed along or that somebody chose; any answer may go on where that ends.
---@param old inkling.Suggestion?
---@param new inkling.Suggestion
---@param occasion inkling.Occasion
---@return inkling.Suggestion
function M.merge(old, new, occasion)
  if not old or new.invoked then return new end
  local shown, fresh = M.shown(old), M.shown(new)
  if #old.rests > 1 and fresh.text == shown.text then return old end -- with all its other candidates
  if vim.startswith(fresh.text, shown.text) then
    return vim.tbl_extend("force", new, { along = old.along, chosen = old.chosen })
  end
  if old.chosen or occasion == "late" or (occasion == "refresh" and old.along) then return old end
  return new
end

return M
