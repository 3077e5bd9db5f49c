-- A daemon made of Lua that does what a test says, when it says so: it takes the place of the process below
-- vim.lsp.rpc.start(). Everything that the plugin sends is in stub.sent, in order.

_G.stub = {
  sent = {}, -- { method, params, id? }
  open = {}, -- id → function(err, result)
  starts = 0,
  auto = nil, -- a list of items to answer with at once; functions may be given by a test
  capabilities = { inlineCompletionProvider = true, textDocumentSync = { openClose = true, change = 2 } },
}
local stub = _G.stub

---@param text string
---@param more? table
function stub.item(text, params, more)
  local at = params.position
  return vim.tbl_extend("force", {
    insertText = text,
    range = { start = at, ["end"] = at },
    command = { title = "", command = "inkling.server.accepted", arguments = { stub.next_id or 1 } },
  }, more or {})
end

--- The requests for suggestions that wait, the oldest first.
function stub.waiting()
  local ids = vim.tbl_keys(stub.open)
  table.sort(ids)
  return ids
end

--- Answers a request with texts; `replace` is how many UTF-16 units right of the cursor they cover.
function stub.answer(id, texts, replace)
  local open = stub.open[id]
  stub.open[id] = nil
  local items = vim.tbl_map(function(text)
    local at = open.params.position
    local to = { line = at.line, character = at.character + (replace or 0) }
    return stub.item(text, open.params, { range = { start = at, ["end"] = to } })
  end, texts)
  open.reply(nil, { items = items })
end

function stub.fail(id, code)
  local open = stub.open[id]
  stub.open[id] = nil
  open.reply({ code = code, message = "said the test" }, nil)
end

function stub.count(method)
  return #vim.tbl_filter(function(message) return message.method == method end, stub.sent)
end

function stub.tell(method, params) stub.dispatchers.notification(method, params) end

function stub.crash() stub.dispatchers.on_exit(1, 0) end

vim.lsp.rpc.start = function(command, dispatchers)
  stub.command, stub.dispatchers, stub.starts = command, dispatchers, stub.starts + 1
  local closing, last = false, 0
  local rpc = {}
  function rpc.request(method, params, callback, done)
    last = last + 1
    local id = last
    stub.sent[#stub.sent + 1] = { method = method, params = params, id = id }
    local function reply(err, result)
      if done then done(id) end
      callback(err, result)
    end
    if method == "initialize" then
      vim.schedule(function() reply(nil, { capabilities = vim.deepcopy(stub.capabilities) }) end)
    elseif method == "textDocument/inlineCompletion" then
      stub.open[id] = { params = params, reply = reply }
      if stub.auto then
        vim.schedule(function()
          if stub.open[id] then stub.answer(id, stub.auto, stub.replace) end
        end)
      end
    else
      vim.schedule(function() reply(nil, vim.NIL) end)
    end
    return true, id
  end
  function rpc.notify(method, params)
    stub.sent[#stub.sent + 1] = { method = method, params = params }
    if method == "exit" then closing = true end
    return true
  end
  function rpc.is_closing() return closing end
  function rpc.terminate()
    closing = true
    vim.schedule(function() dispatchers.on_exit(0, 15) end)
  end
  return rpc
end
