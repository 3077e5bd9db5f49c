-- How a suggestion looks: which text is drawn where. Pure: widths are asked of a function that is passed in.
--
--   foo(█)              one line: pieces between what stands there already, nothing is covered
--   foo(a, b)
--
--   if x {█}            several lines, and something stands right of the cursor: it is covered, and written
--   if x {              again where it will stand
--     return█
--   }
local text = require("inkling.text")

local M = {}

---@class inkling.Chunk
---@field [1] string
---@field [2] "ghost"|"text"|"hint"  text: as the buffer's own

---@class inkling.Plan
---@field pieces inkling.Piece[]        inside of the cursor's line, `at` bytes right of the cursor
---@field cover boolean                 the first piece lies over what stands right of the cursor
---@field below inkling.Chunk[][]       lines below it

---@class inkling.Surroundings
---@field after string                  what stands right of the cursor and of what is replaced
---@field column integer                the cursor's display column in its line
---@field width fun(s: string, column: integer): integer  cells that `s` takes from this display column on
---@field right_width integer           cells that the text right of the cursor takes
---@field room integer                  cells of a screen line, or math.huge where lines do not wrap

--- Tabs as the spaces that they take: virtual text knows no tab stops.
---@param s string
---@param column integer
---@param width fun(s: string, column: integer): integer
---@return string
function M.expand(s, column, width)
  if not s:find("\t", 1, true) then return s end
  local out, at = {}, column
  for run, tab in s:gmatch("([^\t]*)(\t?)") do
    out[#out + 1] = run
    at = at + width(run, at)
    if tab ~= "" then
      local cells = width("\t", at)
      out[#out + 1] = (" "):rep(cells)
      at = at + cells
    end
  end
  return table.concat(out)
end

--- A line below, in as many screen lines as it takes: Neovim would cut it off.
---@param chunks inkling.Chunk[]
---@param around inkling.Surroundings
---@return inkling.Chunk[][]
function M.wrap(chunks, around)
  local rows, row, at = {}, {}, 0
  for _, chunk in ipairs(chunks) do
    local run = ""
    for _, character in ipairs(text.characters(chunk[1])) do
      local cells = around.width(character, 0)
      if at + cells > around.room and at > 0 then
        row[#row + 1] = { run, chunk[2] }
        rows[#rows + 1] = row
        row, at, run = {}, 0, ""
      end
      run, at = run .. character, at + cells
    end
    row[#row + 1] = { run, chunk[2] }
  end
  rows[#rows + 1] = row
  return rows
end

---@param rest inkling.Rest
---@param lines string[]
---@param around inkling.Surroundings
---@param plan inkling.Plan
local function first_line(rest, lines, around, plan)
  if #lines == 1 then
    plan.pieces = text.weave(lines[1], rest.replaced)
    return
  end
  plan.pieces = { { at = 0, text = lines[1] } }
  if around.right_width == 0 then return end
  local cells = around.width(lines[1], around.column)
  plan.cover = around.column + math.max(cells, around.right_width) <= around.room
  if plan.cover then
    plan.pieces[1].text = lines[1] .. (" "):rep(around.right_width - cells)
  end
end

---@param rest inkling.Rest
---@param around inkling.Surroundings
---@param hint? string behind the end, such as " (2/3)"
---@return inkling.Plan
function M.plan(rest, around, hint)
  local lines = vim.split(rest.text, "\n", { plain = true })
  lines[1] = M.expand(lines[1], around.column, around.width)
  ---@type inkling.Plan
  local plan = { pieces = {}, cover = false, below = {}, hint = nil }
  first_line(rest, lines, around, plan)
  for i = 2, #lines do
    local chunks = { { M.expand(lines[i], 0, around.width), "ghost" } }
    if i == #lines then
      if plan.cover then chunks[2] = { around.after, "text" } end
      if hint then chunks[#chunks + 1] = { hint, "hint" } end
    end
    vim.list_extend(plan.below, M.wrap(chunks, around))
  end
  if #lines == 1 and hint then plan.hint = hint end
  return plan
end

return M
