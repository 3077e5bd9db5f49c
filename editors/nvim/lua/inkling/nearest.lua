-- "Did you mean": the name of a list that is nearest to a mistyped one.
local M = {}

--- Insertions, deletions, replacements and swaps of neighbours between two names.
---@param a string
---@param b string
---@return integer
function M.distance(a, b)
  local rows = { [0] = {} }
  for j = 0, #b do rows[0][j] = j end
  for i = 1, #a do
    rows[i] = { [0] = i }
    for j = 1, #b do
      local changed = a:byte(i) ~= b:byte(j) and 1 or 0
      local best = math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + changed)
      if i > 1 and j > 1 and a:byte(i) == b:byte(j - 1) and a:byte(i - 1) == b:byte(j) then
        best = math.min(best, rows[i - 2][j - 2] + 1)
      end
      rows[i][j] = best
    end
  end
  return rows[#a][#b]
end

--- The nearest of `names`, if it is near at all: a third of the letters may differ, or two if that is no more than
--- half of them.
---@param name string
---@param names string[]
---@return string?
function M.of(name, names)
  local found, least = nil, math.max(2, math.floor(#name / 3)) + 1
  for _, candidate in ipairs(names) do
    local distance = M.distance(name:lower(), candidate:lower())
    if distance < least and distance * 2 <= #candidate then
      found, least = candidate, distance
    end
  end
  return found
end

--- "; did you mean X?", or nothing.
---@param name string
---@param names string[]
---@return string
function M.hint(name, names)
  local found = M.of(name, names)
  return found and ("; did you mean %s?"):format(found) or ""
end

return M
