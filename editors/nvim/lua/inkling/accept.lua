-- Puts what is shown, or its beginning, into the buffer.
--
-- It becomes a part of the insert that is going on, so that `.` repeats it; and it is one undo step of its own.
-- Both want keys: <C-g>u ends an undo step, <Del> is remembered for `.`, and nvim_paste() remembers what it puts.
-- All keys that change the text come from insert(), once for a job: accept() may be called twice by one mapping.
local session = require("inkling.session")
local text = require("inkling.text")

local M = {}

---@class inkling.Acceptance  between the key and its effect
---@field session inkling.Session
---@field piece string
---@field away string what stands right of the cursor and is part of the piece
---@field kind "all"|"line"|"word"
---@field id any

---@type inkling.Acceptance?
local queued

local PIECES = {
  all = function(rest) return rest end,
  line = text.line,
  word = text.word,
}

---@param keys string in Neovim's notation, to be typed before anything else, mapped to nothing
local function feed(keys) vim.api.nvim_feedkeys(vim.keycode(keys), "in", false) end

---@param buf integer
---@return boolean
local function indents_by_itself(buf)
  local options = vim.bo[buf]
  return options.autoindent or options.smartindent or options.cindent or options.indentexpr ~= ""
end

--- Takes what is shown. The text is there when the mapping that called this is over.
---@param kind "all"|"line"|"word"
---@return boolean # false: nothing is shown, do something else
function M.accept(kind)
  local current = session.current()
  local rest = current and current:visible()
  if not current or not rest then return false end
  local piece = PIECES[kind](rest.text)
  local away = rest.replaced:sub(1, text.in_the_way(rest.replaced, rest.text:sub(#piece + 1)))
  kind = piece == rest.text and "all" or kind
  queued = { session = current, piece = piece, away = away, kind = kind, id = rest.item.id }
  feed('<C-g>u<Cmd>lua require("inkling.accept").insert()<CR>')
  return true
end

--- As `.` should type it: Neovim repeats an insert key by key, and where a new line gets its indentation from the
--- editor, ours would come on top of that.
---@param buf integer
---@param piece string
---@return string
local function repeatable(buf, piece)
  return indents_by_itself(buf) and (piece:gsub("\n[ \t]+", "\n")) or piece
end

--- The second half of accept(), called by the keys it feeds.
function M.insert()
  local job = queued
  queued = nil
  local buf = vim.api.nvim_get_current_buf()
  if not job or job.session.buf ~= buf then return end
  local row, col = unpack(vim.api.nvim_win_get_cursor(0))
  pcall(vim.api.nvim_paste, repeatable(buf, job.piece), false, -1) -- a person's own vim.paste() may do anything
  M.make_exact(buf, row - 1, col, job.piece)
  feed(("<Del>"):rep(vim.fn.strcharlen(job.away)) .. "<C-g>u")
  local length = vim.fn.strutf16len(job.piece)
  job.session:tell("didAccept", { id = job.id, kind = job.kind, length = length })
end

--- Whatever pasting made of the text, in the buffer it is to the byte.
---@param buf integer
---@param row integer where it begins
---@param col integer
---@param piece string
function M.make_exact(buf, row, col, piece)
  local lines = vim.split(piece, "\n", { plain = true })
  local end_row, end_col = unpack(vim.api.nvim_win_get_cursor(0))
  local there = vim.api.nvim_buf_get_text(buf, row, col, end_row - 1, end_col, {})
  if vim.deep_equal(there, lines) then return end
  vim.api.nvim_buf_set_text(buf, row, col, end_row - 1, end_col, lines)
  local last = lines[#lines]
  vim.api.nvim_win_set_cursor(0, { row + #lines, #lines == 1 and col + #last or #last })
end

return M
