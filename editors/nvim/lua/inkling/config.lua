-- The options of setup(): what there is, what is there by default, and what is wrong with what was given.
local nearest = require("inkling.nearest")

local M = {}

---@class inkling.Keymaps  a key in Neovim's notation, or false
---@field accept string|false
---@field accept_word string|false
---@field accept_line string|false
---@field next string|false
---@field previous string|false
---@field dismiss string|false
---@field trigger string|false

---@class inkling.Options
---@field enabled boolean                   whether anything is offered; :Inkling enable and disable change it
---@field auto boolean                      offer while one types; false: only where it is asked for
---@field filetypes table<string, boolean>  exceptions; "*" is all others
---@field popup_menu "hide"|"show"          what becomes of ghost text while a completion menu is open
---@field keymaps inkling.Keymaps|false
---@field root_markers string[]             what the folder of a project holds
---@field cmd? string|string[]              the program and its arguments; the default is found by itself
---@field server table                      options of the daemon, as in its config.toml: { backend = "llama-cpp" }

---@type inkling.Options
M.defaults = {
  enabled = true,
  auto = true,
  filetypes = { ["*"] = true, gitcommit = false, gitrebase = false },
  popup_menu = "hide",
  keymaps = {
    accept = "<Tab>",
    accept_word = "<M-Right>",
    accept_line = "<M-C-Right>",
    next = "<M-]>",
    previous = "<M-[>",
    dismiss = "<C-]>",
    trigger = "<M-Bslash>",
  },
  root_markers = { ".git" },
  cmd = nil,
  server = {},
}

---@alias inkling.Check fun(value: any): string?  what was expected, where the value is not that

---@param name string
---@return inkling.Check
local function is(name)
  return function(value) return type(value) ~= name and "a " .. name or nil end
end

---@param value any
---@return boolean
local function is_strings(value)
  if type(value) ~= "table" or not vim.islist(value) then return false end
  for _, element in ipairs(value) do
    if type(element) ~= "string" then return false end
  end
  return true
end

---@type inkling.Check
local function key(value)
  return not (value == false or (type(value) == "string" and value ~= "")) and 'a key such as "<Tab>", or false' or nil
end

local ACTIONS = { "accept", "accept_word", "accept_line", "next", "previous", "dismiss", "trigger" }

local KEYMAPS = {}
for _, action in ipairs(ACTIONS) do KEYMAPS[action] = key end

---@type table<string, inkling.Check|table<string, inkling.Check>>
local CHECKS = {
  enabled = is("boolean"),
  auto = is("boolean"),
  filetypes = function(value)
    if type(value) ~= "table" then return "a table such as { markdown = false }" end
    for name, on in pairs(value) do
      if type(name) ~= "string" or type(on) ~= "boolean" then return "a table such as { markdown = false }" end
    end
  end,
  popup_menu = function(value) return value ~= "hide" and value ~= "show" and '"hide" or "show"' or nil end,
  keymaps = KEYMAPS,
  root_markers = function(value) return not is_strings(value) and "a list of file names" or nil end,
  cmd = function(value)
    local fine = (type(value) == "string" and value ~= "") or (is_strings(value) and #value > 0)
    return not fine and "a program, or a list of it and its arguments" or nil
  end,
  server = is("table"),
}

---@param value any
---@return string
local function shown(value)
  local text = vim.inspect(value, { newline = " ", indent = "" })
  return #text > 40 and text:sub(1, 37) .. "..." or text
end

---@param given table
---@param checks table
---@param path string
---@param faults string[]
---@return table # what of it is right
local function checked(given, checks, path, faults)
  local right = {}
  local names = vim.tbl_keys(given)
  table.sort(names, function(a, b) return tostring(a) < tostring(b) end)
  for _, name in ipairs(names) do
    local value = given[name]
    local check, where = checks[name], path .. tostring(name)
    if not check then
      faults[#faults + 1] = ("%s: unknown option%s"):format(where, nearest.hint(tostring(name), vim.tbl_keys(checks)))
    elseif type(check) == "table" and value == false then
      right[name] = false
    elseif type(check) == "table" and type(value) ~= "table" then
      faults[#faults + 1] = ("%s: expected a table or false, not %s"):format(where, shown(value))
    elseif type(check) == "table" then
      right[name] = checked(value, check, where .. ".", faults)
    else
      local expected = check(value)
      if expected then
        faults[#faults + 1] = ("%s: expected %s, not %s"):format(where, expected, shown(value))
      else
        right[name] = value
      end
    end
  end
  return right
end

--- One key does one thing: a given one takes it from the default that has it, and of two given ones the first has it.
---@param keymaps inkling.Keymaps in force; changed
---@param given table
---@param faults string[]
local function part_keys(keymaps, given, faults)
  local taken = {}
  for _, own in ipairs({ true, false }) do
    for _, action in ipairs(ACTIONS) do
      local code = keymaps[action] and (given[action] ~= nil) == own and vim.keycode(keymaps[action])
      if code and taken[code] then
        if own then
          faults[#faults + 1] = ("keymaps.%s: %s is the key of %s"):format(action, keymaps[action], taken[code])
        end
        keymaps[action] = false
      elseif code then
        taken[code] = action
      end
    end
  end
end

--- The options in force for what was given, and a sentence for each mistake: it leaves its option at the default.
---@param given any
---@return inkling.Options
---@return string[] faults
function M.check(given)
  local faults = {}
  if given ~= nil and type(given) ~= "table" then
    faults[1] = "expected a table of options, not " .. shown(given)
    given = nil
  end
  local right = checked(given or {}, CHECKS, "", faults)
  local options = vim.tbl_deep_extend("force", vim.deepcopy(M.defaults), right)
  options.cmd = right.cmd
  if options.keymaps then part_keys(options.keymaps, right.keymaps or {}, faults) end
  options.root_markers = right.root_markers or options.root_markers -- a list, not to be merged with the default's
  return options, faults
end

---@type inkling.Options
M.options = M.check(nil)

---@type string[] what was wrong with what setup() got
M.faults = {}

---@param filetype string
---@return boolean
function M.wants(filetype)
  local own = M.options.filetypes[filetype]
  if own == nil then own = M.options.filetypes["*"] end
  return own ~= false
end

-- Files that Neovim reads because they lie in the folder that you stand in (:help exrc).
local OF_A_WORKSPACE = { [".nvim.lua"] = true, [".nvimrc"] = true, [".exrc"] = true }

--- Whether setup() is called by a file of a workspace, which may be somebody else's.
---@return boolean
local function called_by_workspace()
  for level = 3, 50 do
    local info = debug.getinfo(level, "S")
    if not info then return false end
    if OF_A_WORKSPACE[vim.fs.basename((info.source:gsub("^@", "")))] then return true end
  end
  return false
end

--- What setup() does with its argument. A workspace's file must not choose what is run or where code goes.
---@param given any
function M.setup(given)
  local faults
  local program, server = M.options.cmd, M.options.server
  M.options, faults = M.check(given)
  if called_by_workspace() then
    if type(given) == "table" and (given.cmd ~= nil or given.server ~= nil) then
      faults[#faults + 1] = "cmd and server: passed over, since a workspace's file sets them; your init.lua may"
    end
    M.options.cmd, M.options.server = program, server
  end
  M.faults = faults
  if #faults > 0 then vim.notify_once("inkling: " .. table.concat(faults, "\n         "), vim.log.levels.WARN) end
end

return M
