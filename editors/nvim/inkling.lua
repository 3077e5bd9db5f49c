-- Neovim 0.12 with inkling: suggestions appear as you type, <Tab> accepts.
vim.lsp.config("inkling", {
  cmd = { "inkling", "lsp" },
  root_markers = { ".git" },
  flags = { debounce_text_changes = 0 }, -- text goes out at once: the daemon starts on the key press
})
vim.lsp.enable("inkling")
vim.lsp.inline_completion.enable()

-- Neovim 0.12.4 inserts a suggestion where it was asked for, even if you have typed on since
-- (neovim#41434): replace what you typed of it, and insert nothing where you typed something else.
local function fit(item)
  local row, col = unpack(vim.api.nvim_win_get_cursor(0))
  local line = vim.api.nvim_get_current_line()
  local start_row, start_col, end_row, end_col = item.range:to_extmark()
  local typed = line:sub(start_col + 1, col)
  if start_row ~= row - 1 or col < start_col or not vim.startswith(item.insert_text, typed) then return end
  if vim.fn.has("nvim-0.12.5") == 0 then end_col = end_col + #typed end
  end_col = math.min(math.max(end_col, col), #line)
  item.range = vim.range.extmark(0, start_row, start_col, end_row, end_col)
  return item
end

vim.keymap.set("i", "<Tab>", function()
  if not vim.lsp.inline_completion.get({ on_accept = fit }) then return "<Tab>" end
end, { expr = true, desc = "Accept the suggestion" })
