-- The default keys. Where there is nothing for them to do, they do what they did before: the mapping that was there,
-- or the key itself.
local config = require("inkling.config")

local M = {}

--- Does what a mapping would have done that ours has replaced.
---@param mapping table as maparg() describes it
local function run(mapping)
  if mapping.callback and mapping.expr == 0 then return mapping.callback() end
  local keys
  if mapping.expr == 1 then
    keys = mapping.callback and mapping.callback() or vim.api.nvim_eval(M.in_script(mapping))
    if type(keys) ~= "string" then return end
  else
    keys = M.in_script(mapping)
  end
  -- What an expression returns may be text whose bytes look like those of a key: "…" has one that does.
  local text = mapping.expr == 1 and mapping.replace_keycodes ~= 1
  if not text then keys = vim.keycode(keys) end
  local own = vim.keycode(mapping.lhs)
  if mapping.noremap == 0 and vim.startswith(keys, own) then -- :help recursive_mapping
    vim.api.nvim_feedkeys(keys:sub(#own + 1), "im", text)
    vim.api.nvim_feedkeys(own, "in", false)
  else
    vim.api.nvim_feedkeys(keys, mapping.noremap == 1 and "in" or "im", text)
  end
end

--- The right side of a mapping, with the script's own functions reachable from here.
---@param mapping table
---@return string
function M.in_script(mapping)
  return (mapping.rhs:gsub("<[Ss][Ii][Dd]>", ("<SNR>%d_"):format(mapping.sid)))
end

---@param key string
---@param previous? table
local function otherwise(key, previous)
  if previous then return run(previous) end
  local code = vim.keycode(key)
  if vim.fn.keytrans(code):find("^<[CS-]*[MTD]%-") then return end -- fed, these would be inserted by their names
  -- <C-]> ends an abbreviation, as the key itself would: fed keys do not.
  local ends = vim.keycode("<C-]>")
  vim.api.nvim_feedkeys(code == ends and code or ends .. code, "in", false)
end

--- Sets the keys of the options. Called when the person goes into insert mode first: their mappings are there by then.
function M.set()
  local keymaps = config.options.keymaps
  for action, key in pairs(keymaps or {}) do
    if key then M.map(action, key) end
  end
end

---@param action string a function of require("inkling") that returns whether it did something
---@param key string
function M.map(action, key)
  local previous = M.global_mapping(key)
  if previous and (previous.desc or ""):find("^inkling: ") then return end
  vim.keymap.set("i", key, function()
    if not require("inkling")[action]() then otherwise(key, previous) end
  end, { desc = "inkling: " .. action:gsub("_", " ") })
end

--- The mapping of a key in all buffers: maparg() would prefer one of this buffer alone.
---@param key string
---@return table?
function M.global_mapping(key)
  local raw = vim.keycode(key)
  for _, mapping in ipairs(vim.api.nvim_get_keymap("i")) do
    if mapping.lhsraw == raw or mapping.lhsrawalt == raw then return mapping end
  end
end

return M
