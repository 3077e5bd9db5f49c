-- What Neovim tells us, and whom it concerns. The only file with autocommands; a dozen lines each way.
local ghost = require("inkling.ghost")
local keys = require("inkling.keys")
local menu = require("inkling.menu")
local session = require("inkling.session")

local M = {}

--- Something may have changed in the current buffer.
local function changed()
  local current = session.of(vim.api.nvim_get_current_buf())
  if current then current:changed() end
end

local function left(event)
  local one = session.all()[event.buf]
  if one then one:leave() end
end

M.refresh = changed

function M.start()
  local group = vim.api.nvim_create_augroup("inkling", {})
  local on = function(events, callback) vim.api.nvim_create_autocmd(events, { group = group, callback = callback }) end

  -- Neovim runs these after the key and before it draws the screen: what they do is in the frame of the key.
  on({ "TextChangedI", "TextChangedP", "CursorMovedI" }, changed)
  -- Scheduled, because an insert that `.` repeats or a mapping makes is over by then.
  on({ "InsertEnter", "BufEnter", "RecordingLeave" }, function() vim.schedule(changed) end)
  on({ "RecordingEnter", "BufLeave", "InsertLeave" }, left)
  on({ "FileType", "BufFilePost" }, function(event)
    if session.all()[event.buf] then session.of(event.buf) end -- which closes it, where it is not wanted any more
  end)
  on({ "BufUnload", "BufWipeout" }, function(event) session.close(event.buf) end)
  on("ColorScheme", ghost.highlights)
  menu.watch(group, changed)

  ghost.highlights()
  keys.set()
  vim.schedule(changed)
end

return M
