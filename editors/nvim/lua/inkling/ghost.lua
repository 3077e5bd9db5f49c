-- Draws a suggestion into a window, as extmarks, and takes it away. It knows nothing of servers.
local geometry = require("inkling.geometry")

local M = {}

M.namespace = vim.api.nvim_create_namespace("inkling.ghost")

-- Of several texts at one place that with the least stands first: ours is where the cursor is, before an inlay hint,
-- as what is typed will be.
local PRIORITY = 1

local GROUPS = { ghost = "InklingGhost", hint = "InklingHint", text = "Normal" }

--- Defaults only: a colour scheme or you may say otherwise.
function M.highlights()
  vim.api.nvim_set_hl(0, "InklingGhost", { default = true, link = "NonText" })
  vim.api.nvim_set_hl(0, "InklingHint", { default = true, link = "MoreMsg" })
end

---@param chunks inkling.Chunk[]
---@return [string, string][]
local function highlighted(chunks)
  return vim.tbl_map(function(chunk) return { chunk[1], GROUPS[chunk[2]] } end, chunks)
end

--- What the geometry has to know of the window: measured without our own marks in it.
---@param view inkling.View
---@param rest inkling.Rest
---@return inkling.Surroundings
local function surroundings(view, rest)
  local line = view.line(view.row)
  local info = vim.fn.getwininfo(vim.api.nvim_get_current_win())[1]
  -- virtcol() counts tabs and the inline text of others, too; the cursor may stand behind the last character.
  local column = vim.fn.virtcol({ view.row + 1, view.col + 1 }, true)
  column = view.col >= #line and vim.fn.virtcol({ view.row + 1, "$" }) - 1 or column[1] - 1
  return {
    after = line:sub(view.col + #rest.replaced + 1),
    column = column,
    width = vim.fn.strdisplaywidth,
    right_width = view.col >= #line and 0 or vim.fn.virtcol({ view.row + 1, "$" }) - 1 - column,
    room = vim.wo.wrap and math.max(info.width - info.textoff, 1) or math.huge,
  }
end

---@param buf integer
function M.clear(buf) vim.api.nvim_buf_clear_namespace(buf, M.namespace, 0, -1) end

--- Draws at the cursor of the current window, in place of what was drawn before.
---@param buf integer the current buffer
---@param view inkling.View
---@param rest inkling.Rest
---@param hint? string
function M.draw(buf, view, rest, hint)
  M.clear(buf)
  local plan = geometry.plan(rest, surroundings(view, rest), hint)
  local below = vim.tbl_map(highlighted, plan.below)
  for i, piece in ipairs(plan.pieces) do
    local chunks = { { piece.text, "ghost" } }
    if plan.hint and i == #plan.pieces then chunks[2] = { plan.hint, "hint" } end
    vim.api.nvim_buf_set_extmark(buf, M.namespace, view.row, view.col + piece.at, {
      virt_text = highlighted(chunks),
      virt_text_pos = plan.cover and "overlay" or "inline",
      virt_lines = i == 1 and #below > 0 and below or nil,
      hl_mode = "combine",
      priority = PRIORITY,
      undo_restore = false,
      strict = false,
    })
  end
end

return M
