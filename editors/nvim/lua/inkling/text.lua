-- Strings, and nothing else: characters, words, lines, and how one text lies inside another. No editor is asked
-- but for the class of a character, so everything here can be tested with tables of examples.
local M = {}

--- The characters of `s`; a byte that belongs to none stands for itself.
---@param s string
---@return string[]
function M.characters(s)
  local list = {}
  for lead, tail in s:gmatch("([^\128-\191]?)([\128-\191]*)") do
    if lead ~= "" or tail ~= "" then list[#list + 1] = lead .. tail end
  end
  return list
end

---@param s string
---@param tail string
---@return boolean
function M.ends_with(s, tail) return tail == "" or s:sub(-#tail) == tail end

--- Line feeds only, as buffers have them.
---@param s string
---@return string
function M.unix(s) return (s:gsub("\r\n?", "\n")) end

-- What people call brackets and quotes that an editor may have closed for them.
local CLOSERS = "^[%)%]}>\"'`;,]*$"

---@param s string
---@return boolean
function M.closers_only(s) return s:find(CLOSERS) ~= nil end

--- Where the characters of `inner` stand in `outer`, leftmost first; nil if they are not all there, in order.
---@param outer string[]
---@param inner string[]
---@return integer[]? # an index into `outer` for each of `inner`
local function leftmost(outer, inner)
  local at, places = 0, {}
  for i, wanted in ipairs(inner) do
    repeat
      at = at + 1
      if at > #outer then return nil end
    until outer[at] == wanted
    places[i] = at
  end
  return places
end

---@param outer string[]
---@param inner string[]
---@return integer[]?
local function rightmost(outer, inner)
  local at, places = #outer + 1, {}
  for i = #inner, 1, -1 do
    repeat
      at = at - 1
      if at < 1 then return nil end
    until outer[at] == inner[i]
    places[i] = at
  end
  return places
end

---@class inkling.Piece
---@field at integer  bytes of the standing text that come before it
---@field text string

---@param outer string[]
---@param inner string[]
---@param places integer[]
---@return inkling.Piece[]
local function pieces_between(outer, inner, places)
  local list, at, done = {}, 0, 0
  for i = 1, #inner + 1 do
    local stop = places[i] or #outer + 1
    if stop > done + 1 then list[#list + 1] = { at = at, text = table.concat(outer, "", done + 1, stop - 1) } end
    at, done = at + #(inner[i] or ""), stop
  end
  return list
end

--- What has to be put between the characters of `standing` so that it becomes `wanted`: in as few pieces as it
--- takes, since that reads best. nil if no insertion alone can do it.
---@param wanted string
---@param standing string
---@return inkling.Piece[]?
function M.weave(wanted, standing)
  if standing == "" then return { { at = 0, text = wanted } } end
  local outer, inner = M.characters(wanted), M.characters(standing)
  local left = leftmost(outer, inner)
  local right = left and rightmost(outer, inner)
  if not left or not right then return nil end
  local by_left, by_right = pieces_between(outer, inner, left), pieces_between(outer, inner, right)
  return #by_left < #by_right and by_left or by_right
end

--- How many bytes at the beginning of `standing` are in the way once only `rest` is still to come: what remains
--- of it can be woven into `rest`.
---@param standing string
---@param rest string
---@return integer
function M.in_the_way(standing, rest)
  local at = 0
  for _, character in ipairs(M.characters(standing)) do
    if M.weave(rest, standing:sub(at + 1)) then return at end
    at = at + #character
  end
  return #standing
end

local JOINER = "\226\128\141" -- U+200D, between the characters that one emoji is made of
local EMOJI_STYLE = "\239\184\143" -- U+FE0F
local SKIN_TONE = "^\240\159\143[\187-\191]$" -- U+1F3FB to U+1F3FF

--- Whether a person sees it as a part of the character before it.
---@param character string
---@return boolean
local function extends(character)
  return character == JOINER
    or character == EMOJI_STYLE
    or character:find(SKIN_TONE) ~= nil
    or vim.fn.strdisplaywidth(character) == 0
end

--- The first word of `s`, with the white space before it: as much as a press of "accept word" takes.
---@param s string not empty
---@param class? fun(character: string): integer  as vim.fn.charclass: 0 is white space, 1 punctuation
---@return string
function M.word(s, class)
  class = class or vim.fn.charclass
  local space = s:match("^%s*")
  local kind, stop, last = nil, #space, nil
  for _, character in ipairs(M.characters(s:sub(#space + 1))) do
    local this = character:find("^%s") and 0 or class(character)
    kind = kind or this
    if this ~= kind and last ~= JOINER and not extends(character) then break end
    stop, last = stop + #character, character
  end
  return s:sub(1, stop)
end

--- The first line of `s` without its end; where that is empty, the end and the line below.
---@param s string not empty
---@return string
function M.line(s) return s:match("^\n*[^\n]*") end

return M
