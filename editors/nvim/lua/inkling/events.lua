-- What Neovim tells us, and whom it concerns. The only file with autocommands; a dozen lines each way.
local client = require("inkling.client")
local ghost = require("inkling.ghost")
local keys = require("inkling.keys")
local menu = require("inkling.menu")
local session = require("inkling.session")
local switch = require("inkling.switch")

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

--- Insert mode is over: also by <C-c> and for Replace mode, of which InsertLeave says nothing. A command line or a
--- prompt in the middle of it comes back.
local function mode_changed(event)
  if (vim.v.event.new_mode or ""):find("^[^icr]") then left(event) end
end

--- A buffer is looked at. Files of a project that has a daemon are opened for it, since it learns from them; a
--- look at a file elsewhere starts none.
local function entered()
  local buf = vim.api.nvim_get_current_buf()
  if vim.api.nvim_get_mode().mode:sub(1, 1) == "i" then return changed() end
  if switch.serves(buf) and client.knows(buf) then session.of(buf) end
end

M.refresh = changed

function M.start()
  local group = vim.api.nvim_create_augroup("inkling", {})
  local on = function(events, callback) vim.api.nvim_create_autocmd(events, { group = group, callback = callback }) end

  -- Neovim runs these after the key and before it draws the screen: what they do is in the frame of the key.
  on({ "TextChangedI", "TextChangedP", "CursorMovedI" }, changed)
  on({ "VimResized", "WinResized" }, changed)
  -- Scheduled, because an insert that `.` repeats or a mapping makes is over by then.
  on({ "InsertEnter", "RecordingLeave" }, function() vim.schedule(changed) end)
  on("BufEnter", function() vim.schedule(entered) end)
  on({ "RecordingEnter", "BufLeave" }, left)
  on("ModeChanged", mode_changed)
  -- What was told about the buffer is not so any more; the next key opens it anew.
  on({ "FileType", "BufFilePre", "BufUnload", "BufWipeout" }, function(event) session.close(event.buf) end)
  on("ColorScheme", ghost.highlights)
  menu.watch(group, changed)

  ghost.highlights()
  keys.set()
  vim.schedule(changed)
end

return M
