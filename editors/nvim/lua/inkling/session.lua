-- One buffer, and the way of a key through it:
--
--   key → changed() → what is shown shrinks, in the frame of the key → ask() … answer() → it is drawn
--
-- All state of a buffer is here. What is on the screen follows from it in draw(), and from nowhere else.
local client = require("inkling.client")
local compat = require("inkling.compat")
local config = require("inkling.config")
local ghost = require("inkling.ghost")
local menu = require("inkling.menu")
local suggestions = require("inkling.suggestion")
local switch = require("inkling.switch")

---@class inkling.Place: inkling.View
---@field tick integer

---@class inkling.Request
---@field id? integer          for the client of that number
---@field client_id integer
---@field place inkling.Place
---@field invoked boolean      somebody asked for it
---@field refresh boolean      the daemon said that there is something better
---@field step integer         how far from the first candidate to show one: 1 the next, -1 the last

---@class inkling.Session
---@field buf integer
---@field server inkling.Server
---@field place? inkling.Place            where the last key left the cursor
---@field suggestion? inkling.Suggestion  what fits there
---@field drawn? string                   what is on the screen, in a form to compare
---@field open? inkling.Request           the request that waits
---@field dismissed? inkling.Place        nothing comes here by itself any more
---@field told? any                       id of the suggestion that the daemon knows to be on the screen
---@field waiting fun(rest?: inkling.Rest)[]  who waits for what comes of the request (completion menus)
local Session = {}
Session.__index = Session

---@type table<integer, inkling.Session>
local sessions = {}

local M = {}

--- The text around the cursor, as it is at this moment.
---@param buf integer the current buffer
---@return inkling.Place
local function look(buf)
  local row, col = unpack(vim.api.nvim_win_get_cursor(0))
  local lines = {}
  return {
    tick = vim.api.nvim_buf_get_changedtick(buf),
    row = row - 1,
    col = col,
    line = function(at)
      lines[at] = lines[at] or vim.api.nvim_buf_get_lines(buf, at, at + 1, false)[1] or ""
      return lines[at]
    end,
  }
end

---@param a? inkling.Place
---@param b inkling.Place
---@return boolean
local function same(a, b) return a ~= nil and a.tick == b.tick and a.row == b.row and a.col == b.col end

--- A key has done its work, or something else may have changed. Cheap where nothing has.
function Session:changed()
  if not switch.allows(self.buf) then return self:leave() end
  local moved = self:follow()
  self:draw()
  if moved and config.options.auto then self:ask({}) end
end

--- Takes over where the cursor is, and what is left of the suggestion there.
---@return boolean moved
function Session:follow()
  local place = look(self.buf)
  if same(self.place, place) then return false end
  place.line(place.row) -- read now: the place stands for the text of this moment
  self.place = place
  self.suggestion = self.suggestion and suggestions.advance(self.suggestion, place)
  return true
end

--- Nothing is wanted any more: nothing is shown, nothing is under way.
function Session:leave()
  self:cancel()
  self.place, self.suggestion = nil, nil
  self:draw()
  self:settled()
end

--- What there is to offer at the cursor: now, or when the answer is there. For menus, which show it in their way.
---@param callback fun(rest?: inkling.Rest)
function Session:when_settled(callback)
  self:changed()
  self.waiting[#self.waiting + 1] = callback
  if self.suggestion or not self.open then self:settled() end
end

function Session:settled()
  local waiting, rest = self.waiting, self.suggestion and suggestions.shown(self.suggestion) or nil
  self.waiting = {}
  for _, callback in ipairs(waiting) do callback(rest) end
end

function Session:cancel()
  local open = self.open
  self.open = nil
  local server = self.server.client
  local waits = open and open.id and server and server.id == open.client_id and server.requests[open.id]
  if waits then compat.cancel(server, open.id) end
end

--- Asks the daemon about the place. A newer question supersedes the one before.
---@param about { invoked?: boolean, refresh?: boolean, step?: integer }
function Session:ask(about)
  local server, place = self.server.client, self.place
  if not server or not place then return end
  self:cancel()
  if about.invoked then self.dismissed = nil end
  if not vim.lsp.buf_is_attached(self.buf, server.id) then return end -- detached by hand: it knows an older text
  local usual = { client_id = server.id, place = place, invoked = false, refresh = false, step = 0 }
  local request = vim.tbl_extend("keep", about, usual)
  self.open = request
  local character = compat.to_server(place.line(place.row), place.col, server.offset_encoding)
  local params = {
    textDocument = { uri = vim.uri_from_bufnr(self.buf) },
    position = { line = place.row, character = character },
    context = { triggerKind = request.invoked and 1 or 2 },
  }
  local _, id = compat.request(server, "textDocument/inlineCompletion", params, function(err, result)
    if self.open == request then self.open = nil end
    if not err then self:answer(request, result) end
    if not self.open then self:settled() end
  end, self.buf)
  request.id = id
end

--- An answer counts for what it says about the text, however late it comes and whatever was asked since.
---@param request inkling.Request
---@param result? table
function Session:answer(request, result)
  if vim.api.nvim_get_current_buf() ~= self.buf or not switch.allows(self.buf) then return end
  if sessions[self.buf] ~= self then return end -- closed since; the buffer may have another by now
  self:follow()
  if same(self.dismissed, self.place) then return end
  local asked = same(request.place, self.place)
  local new = self:offered(request, result)
  if new then
    if request.step ~= 0 then new = suggestions.turn(new, #new.rests > 1 and request.step or 0) end
    local occasion = not asked and "late" or request.refresh and "refresh" or "asked"
    self.suggestion = suggestions.merge(self.suggestion, new, occasion)
  elseif asked and not request.refresh and not (request.invoked and self.suggestion) then
    self.suggestion = nil
  end
  self:draw()
end

---@param request inkling.Request
---@param result? table
---@return inkling.Suggestion?
function Session:offered(request, result)
  local server = self.server.client
  local encoding = server and server.offset_encoding or "utf-16"
  local items = {}
  for _, item in ipairs(type(result) == "table" and (result.items or result) or {}) do
    items[#items + 1] = suggestions.parse(item, request.place, function(line, units)
      return compat.from_server(line, units, encoding)
    end)
  end
  return suggestions.new(items, self.place, request.invoked)
end

--- What a person can see and take: nil where it is hidden, though it may come back.
---@return inkling.Rest?
function Session:visible()
  if not self.suggestion or not self.place then return nil end
  if config.options.popup_menu == "hide" and menu.is_open() then return nil end
  if vim.fn.foldclosed(self.place.row + 1) ~= -1 then return nil end
  return suggestions.shown(self.suggestion)
end

--- Makes the screen what the state says, and tells the daemon what came upon it.
function Session:draw()
  local rest = self:visible()
  if not rest then
    if self.drawn then ghost.clear(self.buf) end
    self.drawn = nil
    return
  end
  local place, all = self.place --[[@as inkling.Place]], self.suggestion.rests
  local hint = self.suggestion.invoked and #all > 1 and (" (%d/%d)"):format(self.suggestion.index, #all) or nil
  local where = { place.tick, place.row, place.col, vim.api.nvim_win_get_width(0) }
  local drawn = table.concat(where, " ") .. "\0" .. table.concat({ rest.text, rest.replaced, hint or "" }, "\0")
  if drawn == self.drawn then return end
  ghost.draw(self.buf, place, rest, hint)
  self.drawn = drawn
  if rest.item.id ~= self.told then
    self.told = rest.item.id
    self:tell("didShow", { id = self.told })
  end
end

---@param what "didShow"|"didAccept"|"didDismiss"
---@param params table
function Session:tell(what, params)
  if params.id ~= nil and self.server.client then compat.notify(self.server.client, "inkling/" .. what, params) end
end

--- Takes away what is shown, because the person said so.
function Session:dismiss()
  local rest = self:visible()
  self:cancel()
  self.suggestion, self.dismissed = nil, self.place
  self:draw()
  if rest then self:tell("didDismiss", { id = rest.item.id }) end
end

--- The next candidate; asks for several where only one was offered by itself.
---@param step integer 1 or -1
function Session:turn(step)
  self:follow()
  if self.suggestion and self.suggestion.invoked then
    self.suggestion = suggestions.turn(self.suggestion, step)
    self:draw()
  elseif self.open and self.open.invoked and same(self.open.place, self.place) then
    self.open.step = self.open.step + step -- pressed again before the answer
  else
    self:ask({ invoked = true, step = step })
  end
end

--- The session of a buffer, made where the buffer is one to be served.
---@param buf integer
---@return inkling.Session?
function M.of(buf)
  local session = sessions[buf]
  if session and not switch.serves(buf) then return M.close(buf) end
  if session or not switch.serves(buf) or not switch.enabled() then return session end
  session = setmetatable({ buf = buf, server = client.server_of(buf), waiting = {} }, Session)
  sessions[buf] = session
  client.attach(session.server, buf)
  return session
end

--- The session of the current buffer, if there is one and something may be done in it now; up to date with the text.
---@return inkling.Session?
function M.current()
  local session = sessions[vim.api.nvim_get_current_buf()]
  if not session or not switch.allows(session.buf) then return nil end
  session:follow()
  return session
end

--- The buffer is not served any more: nothing of it reaches the daemon from now on.
---@param buf integer
function M.close(buf)
  local session = sessions[buf]
  if not session then return end
  sessions[buf] = nil
  session:leave()
  client.detach(session.server, buf)
end

---@return table<integer, inkling.Session>
function M.all() return sessions end

client.listener = {
  ready = function(_, buf)
    local session = sessions[buf]
    if not session then return end
    session:leave() -- what was asked and offered before was another daemon's
    session.told = nil
    if buf == vim.api.nvim_get_current_buf() then session:changed() end
  end,
  refresh = function(client_id, params)
    local session = M.current()
    local place = session and session.place
    if not session or not place or session.server.client_id ~= client_id then return end
    if params.uri ~= vim.uri_from_bufnr(session.buf) then return end
    local encoding = session.server.client.offset_encoding
    local at = compat.from_server(place.line(place.row), params.position.character, encoding)
    local here = params.position.line == place.row and at == place.col
    local version = params.version == nil or params.version == vim.lsp.util.buf_versions[session.buf]
    local open = session.open and same(session.open.place, place) -- the answer to come knows of it
    if here and version and not open then session:ask({ refresh = true }) end
  end,
}

return M
