-- What Neovim runs at its start: a command, the <Plug> mappings, and one autocommand. No module is loaded before
-- the first insert mode, the first :Inkling, or your own require("inkling").
if vim.g.loaded_inkling then return end
vim.g.loaded_inkling = true

if vim.fn.has("nvim-0.10") == 0 then
  vim.notify("inkling needs Neovim 0.10 or newer: before, no text can be drawn inside of a line", vim.log.levels.WARN)
  return
end

vim.api.nvim_create_autocmd("InsertEnter", {
  group = vim.api.nvim_create_augroup("inkling.start", {}),
  once = true,
  callback = function() require("inkling").start() end,
})

-- Loaded by a key of insert mode, as plugin managers may: after the setup() that follows.
if vim.api.nvim_get_mode().mode:sub(1, 1) == "i" then
  vim.schedule(function() require("inkling").start() end)
end

vim.api.nvim_create_user_command("Inkling", function(call) require("inkling.command").run(call.fargs) end, {
  nargs = "*",
  complete = function(lead, line) return require("inkling.command").complete(lead, line) end,
  desc = "Ghost text: status, enable, disable, snooze, doctor, trace, log",
})

---@param mode string|string[]
---@param actions string[] functions of require("inkling")
local function plug(mode, actions)
  for _, action in ipairs(actions) do
    local name = "<Plug>(inkling-" .. action:gsub("_", "-") .. ")"
    vim.keymap.set(mode, name, function() require("inkling")[action]() end, { desc = "inkling: " .. action })
  end
end

plug("i", { "accept", "accept_word", "accept_line", "next", "previous", "dismiss", "trigger" })
plug({ "n", "i" }, { "toggle", "snooze" })
