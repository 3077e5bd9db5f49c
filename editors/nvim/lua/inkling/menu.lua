-- Completion menus: is one open, and tell me when that changes. The built-in one, nvim-cmp's and blink.cmp's.
local M = {}

---@return boolean
function M.is_open()
  if vim.fn.pumvisible() == 1 then return true end
  local cmp, blink = package.loaded["cmp"], package.loaded["blink.cmp"]
  if type(cmp) == "table" and cmp.visible and cmp.visible() then return true end
  if type(blink) ~= "table" then return false end
  local is_open = blink.is_menu_visible or blink.is_visible
  return is_open ~= nil and is_open() == true
end

---@type table? the nvim-cmp that we listen to
local heard

---@param changed fun()
local function listen_to_cmp(changed)
  local cmp = package.loaded["cmp"]
  if cmp == heard or type(cmp) ~= "table" or not cmp.event then return end
  heard = cmp
  for _, event in ipairs({ "menu_opened", "menu_closed" }) do
    cmp.event:on(event, function() vim.schedule(changed) end)
  end
end

--- Calls `changed` when a menu has opened or closed.
---@param group integer the augroup of autocommands
---@param changed fun()
function M.watch(group, changed)
  vim.api.nvim_create_autocmd({ "CompleteChanged", "CompleteDone" }, {
    group = group,
    callback = function() vim.schedule(changed) end, -- pumvisible() tells the new state only after the event
  })
  vim.api.nvim_create_autocmd("User", {
    group = group,
    pattern = { "BlinkCmpMenuOpen", "BlinkCmpMenuClose" },
    callback = function() vim.schedule(changed) end,
  })
  local function listen()
    vim.schedule(function() listen_to_cmp(changed) end) -- it is often loaded by this very event
  end
  vim.api.nvim_create_autocmd("InsertEnter", { group = group, callback = listen })
  listen()
end

return M
