-- Tests of the plugin's pure modules, run by `nvim -l unit.lua PLUGIN_FOLDER`: cases as data, one check for each.
vim.opt.runtimepath:prepend(_G.arg[1])

local failures, count = {}, 0

local function check(name, got, expected)
  count = count + 1
  if vim.deep_equal(got, expected) then return end
  failures[#failures + 1] = ("%s\n  expected %s\n  but got  %s"):format(name, vim.inspect(expected), vim.inspect(got))
end

local text = require("inkling.text")
local suggestions = require("inkling.suggestion")
local geometry = require("inkling.geometry")

-- Texts ------------------------------------------------------------------------------------------------------------

for s, expected in pairs({
  [""] = {},
  ["aé🙂"] = { "a", "é", "🙂" },
  ["\128a\xff\128\128b"] = { "\128", "a", "\xff\128\128", "b" },
}) do
  check("characters of " .. vim.inspect(s), text.characters(s), expected)
  check("they are all of " .. vim.inspect(s), table.concat(text.characters(s)), s)
end

for s, expected in pairs({
  ["foo bar"] = "foo",
  ["  foo bar"] = "  foo",
  ["(a)"] = "(",
  ["größe_2+"] = "größe_2",
  ["\n\tx = 1"] = "\n\tx",
  [",\n  x"] = ",",
  ["   "] = "   ",
  ["日本語 text"] = "日本語",
  ["e\u{301}a"] = "e\u{301}a",
  ["..."] = "...",
  ["🙂🙂 x"] = "🙂🙂",
  ["👩\u{200d}👧 x"] = "👩\u{200d}👧",
  ["❤\u{fe0f}\u{200d}🔥x"] = "❤\u{fe0f}\u{200d}🔥",
  ["👍🏽x"] = "👍🏽",
}) do
  check("first word of " .. vim.inspect(s), text.word(s), expected)
end

for s, expected in pairs({ ["a\nb"] = "a", ["\nb\nc"] = "\nb", ["\n\n  b\nc"] = "\n\n  b", ["a"] = "a", ["a\n"] = "a" }) do
  check("first line of " .. vim.inspect(s), text.line(s), expected)
end

for _, case in ipairs({
  { "a, b)", ")", { { at = 0, text = "a, b" } } },
  { "a) + (b)", ")", { { at = 0, text = "a) + (b" } } },
  { "ulate(values)", "ulate", { { at = 5, text = "(values)" } } },
  { "a: [1]}, {b: 2})", "})", { { at = 0, text = "a: [1]}, {b: 2" } } },
  { "a]; b)", "])", { { at = 0, text = "a" }, { at = 1, text = "; b" } } },
  { "x", "", { { at = 0, text = "x" } } },
  { ")", ")", {} },
  { "é)", "é", { { at = 2, text = ")" } } },
  { "ab", "ba", nil },
  { "a", "b", nil },
  { "", "b", nil },
}) do
  check(("weave %s into %s"):format(case[2], case[1]), text.weave(case[1], case[2]), case[3])
end

for _, case in ipairs({ { "))", ")", 1 }, { "))", "))", 0 }, { ")", "", 1 }, { "", "x", 0 }, { "é)", ")", 2 } }) do
  check(("in the way of %s: %s"):format(case[2], case[1]), text.in_the_way(case[1], case[2]), case[3])
end

check("line ends of all sorts", text.unix("a\r\nb\rc\nd"), "a\nb\nc\nd")

-- Typing along -------------------------------------------------------------------------------------------------------

-- "|" is the cursor.
local function view(marked)
  local before = marked:match("^[^|]*")
  local lines = vim.split((marked:gsub("|", "")), "\n")
  local _, row = before:gsub("\n", "")
  return { row = row, col = #before:match("[^\n]*$"), line = function(at) return lines[at + 1] or "" end }
end

local function bytes(_, units) return units end

-- The item as the daemon would send it; `left` and `right` are how much of the text around the cursor it covers.
local function item(marked, new, right, left)
  local at = view(marked)
  local range = {
    start = { line = at.row, character = at.col - (left or 0) },
    ["end"] = { line = at.row, character = at.col + (right or 0) },
  }
  return suggestions.parse({ insertText = new, range = range, command = { arguments = { 7 } } }, at, bytes)
end

for _, case in ipairs({
  -- asked at, offered, what of it is covered, the text now → what is left, what of it stands there already
  { "x = |", "foo", 0, "x = |", "foo", "" },
  { "x = |", "foo", 0, "x = f|", "oo", "" },
  { "x = |", "foo", 0, "x = foo|" },
  { "x = |", "foo", 0, "x = g|" },
  { "x = |", "foo", 0, "x =|" },
  { "x = |", "foo", 0, "y = |" },
  { "x = |", "foo", 0, "x = fo|o" }, -- went back into what was typed
  { "x = |;", "foo", 0, "x = f|;", "oo", "" },
  { "x = |;", "foo", 0, "x = f|" },
  { "x|", "\n  y\nz", 0, "x\n  |", "y\nz", "" },
  { "x|", "\n  y\nz", 0, "x\n  y\n|", "z", "" },
  { "x|", "\n  y\nz", 0, "x\n    |" },
  { "x|", "\n  y\nz", 0, "x\n  y\nz\n|" },
  { "a\nx|", "yz", 0, "a|\nx" },
  { "f(|)", "a, b)", 1, "f(|)", "a, b)", ")" },
  { "f(|)", "a, b)", 1, "f(a|)", ", b)", ")" },
  { "f(|)", "a, b)", 1, "f(a, b|)" }, -- all of it stands there
  { "f(|)", "a, b)", 1, "f(a, b)|" },
  { "f(|);", "a1)", 1, "f(a|);", "1)", ")" },
  { "x = |", "f(a)", 0, "x = f(|)", "a)", ")" }, -- a plugin closed it
  { "x = |", "f({a})", 0, "x = f({|})", "a})", "})" },
  { "x = |", "f(a", 0, "x = f(|)" }, -- it closed what the text does not
  { "al|pha", "pha_beta", 3, "al|pha", "pha_beta", "pha" },
  { "al|pha", "pha_beta", 3, "alp|pha" }, -- typed twice: not the word any more
  { "é|", "ü€", 0, "éü|", "€", "" },
}) do
  local offered = item(case[1], case[2], case[3])
  local rest = offered and suggestions.rest(offered, view(case[4]))
  local got = rest and { rest.text, rest.replaced } or {}
  check(("%s + %s → %s"):format(case[1], vim.inspect(case[2]), vim.inspect(case[4])), got, { case[5], case[6] })
end

for _, case in ipairs({
  { "nothing to see", "x|", "  \n ", 0, 0 },
  { "empty", "x|", "", 0, 0 },
  { "text right of the cursor would be deleted", "f(|x)", "a)", 2, 0 },
  { "text left of the cursor would be deleted", "ab|", "xyz", 0, 2 },
  { "not a text", "x|", "a\0b", 0, 0 },
}) do
  check("refused: " .. case[1], item(case[2], case[3], case[4], case[5]), nil)
end
check("what is written again left of the cursor is no news", item("ab|", "abc", 0, 2).text, "c")
check("a range on another line is refused", suggestions.parse({
  insertText = "x",
  range = { start = { line = 3, character = 0 }, ["end"] = { line = 3, character = 0 } },
}, view("a|"), bytes), nil)
check("a snippet is refused", suggestions.parse({ insertText = { kind = "snippet", value = "x" } }, view("a|"), bytes), nil)
check("without a range it stands at the cursor", suggestions.parse({ insertText = "x" }, view("a|b"), bytes).after, "b")

local function offer(marked, texts, invoked)
  local at = view(marked)
  local items = vim.tbl_map(function(new) return item(marked, new) end, texts)
  return suggestions.new(items, at, invoked or false), at
end
local function names(all) return all and vim.tbl_map(function(rest) return rest.text end, all.rests) end

local three = offer("x|", { "one", "two", "twin" }, true)
check("candidates that fit remain", names(suggestions.advance(three, view("xtw|"))), { "o", "in" })
check("turning goes round", suggestions.turn(suggestions.turn(three, -1), 1).index, 1)
check("the chosen one stays chosen", suggestions.advance(suggestions.turn(three, 2), view("xtw|")).index, 2)
check("something else ends them", suggestions.advance(three, view("xq|")), nil)

for _, case in ipairs({
  -- shown, then typed to, new text there, occasion → what is shown
  { "foo", "x|", "bar", "asked", "bar" },
  { "foo", "x|", "bar", "refresh", "bar" },
  { "foo", "x|", "bar", "late", "foo" },
  { "foo", "xf|", "bar", "asked", "bar" },
  { "foo", "xf|", "bar", "refresh", "oo" },
  { "foo", "xf|", "bar", "late", "oo" },
  { "foo", "xf|", "oo()", "refresh", "oo()" },
  { "foo", "xf|", "oo()", "late", "oo()" },
}) do
  local old = suggestions.advance(offer("x|", { case[1] }), view(case[2]))
  local got = suggestions.merge(old, (offer(case[2], { case[3] })), case[4])
  check(("%s at %s, %s: %s"):format(case[1], case[2], case[4], case[3]), suggestions.shown(got).text, case[5])
end

-- Looks --------------------------------------------------------------------------------------------------------------

local function width(s, column)
  local at = column
  for _, character in ipairs(text.characters(s)) do
    at = at + (character == "\t" and 8 - at % 8 or #character > 2 and 2 or 1)
  end
  return at - column
end

for _, case in ipairs({
  { "\tx", 0, "        x" },
  { "\tx", 5, "   x" },
  { "ab\t\tc", 0, "ab              c" },
  { "日\tx", 0, "日      x" },
  { "none", 3, "none" },
}) do
  check("tabs of " .. vim.inspect(case[1]), geometry.expand(case[1], case[2], width), case[3])
end

local function plan(rest, replaced, after, more)
  local around = { after = after, column = 4, width = width, right_width = width(replaced .. after, 4), room = 40 }
  return geometry.plan({ text = rest, replaced = replaced }, vim.tbl_extend("force", around, more or {}))
end

check("one line", plan("ab", "", "rest"), { pieces = { { at = 0, text = "ab" } }, cover = false, below = {} })
check("several lines at the end of one", plan("a\nb\nc", "", ""), {
  pieces = { { at = 0, text = "a" } },
  cover = false,
  below = { { { "b", "ghost" } }, { { "c", "ghost" } } },
})
check("what stands right of the cursor moves to the last line", plan("a\n})", "})", ";"), {
  pieces = { { at = 0, text = "a  " } },
  cover = true,
  below = { { { "})", "ghost" }, { ";", "text" } } },
})
check("unless the line is longer than the window", plan("a\nb", "", ("x"):rep(60)).cover, false)
check("long lines go on below", plan("a\n" .. ("日"):rep(25), "", "").below, {
  { { ("日"):rep(20), "ghost" } },
  { { ("日"):rep(5), "ghost" } },
})

-- The rest -----------------------------------------------------------------------------------------------------------

local backoff = require("inkling.backoff").new()
local delays = {}
for i = 1, 5 do delays[i] = backoff:ended(i * 1000) or "give up" end
check("the back-off", delays, { 200, 1000, 5000, 30000, "give up" })
check("later is another time", backoff:ended(1000000), 200)

local nearest = require("inkling.nearest")
for name, expected in pairs({ acept = "accept", acecpt = "accept", keymap = "keymaps", zebra = "none", ATUO = "auto" }) do
  check("nearest to " .. name, nearest.of(name, { "accept", "keymaps", "auto", "server" }) or "none", expected)
end
check("half of a short name is not near", nearest.of("foo", { "log" }) or "none", "none")

local config = require("inkling.config")
for _, case in ipairs({
  { nil, {} },
  { "x", { 'expected a table of options, not "x"' } },
  { { "x" }, { "1: unknown option" } },
  { { filetypes = { markdown = 1 } }, { "filetypes: expected a table such as { markdown = false }, not { markdown = 1 }" } },
  { { cmd = {} }, { "cmd: expected a program, or a list of it and its arguments, not {}" } },
  { { keymaps = 1 }, { "keymaps: expected a table or false, not 1" } },
  { { keymaps = { next = "<C-l>", accept = "<c-L>" } }, { "keymaps.next: <C-l> is the key of accept" } },
  { { keymaps = { next = "<Tab>" } }, {} },
  { { keymaps = false, popup_menu = "show", root_markers = { "a" }, server = {} }, {} },
}) do
  local _, faults = config.check(case[1])
  check("options " .. vim.inspect(case[1]), faults, case[2])
end
check("a list takes the place of the default's", config.check({ root_markers = { "a" } }).root_markers, { "a" })
local keymaps = config.check({ keymaps = { next = "<tab>", previous = "<C-l>", trigger = "<C-l>" } }).keymaps
check("a given key is taken from a default", { keymaps.next, keymaps.accept }, { "<tab>", false })
check("of two given ones the first has it", { keymaps.previous, keymaps.trigger }, { "<C-l>", false })
check("file types are added to the default's", config.check({ filetypes = { x = false } }).filetypes.gitcommit, false)

local compat = require("inkling.compat")
for _, case in ipairs({ { "aé🙂b", 7, "utf-16", 4 }, { "aé🙂b", 7, "utf-32", 3 }, { "aé🙂b", 7, "utf-8", 7 }, { "ab", 2, "utf-16", 2 } }) do
  check("units of " .. case[1], compat.to_server(case[1], case[2], case[3]), case[4])
  check("and back", compat.from_server(case[1], case[4], case[3]), case[2])
end
check("beyond the end of a line is its end", compat.from_server("aé", 9, "utf-16"), 3)

if #failures > 0 then
  print(table.concat(failures, "\n\n"))
  os.exit(1)
end
print(("%d checks passed"):format(count))
