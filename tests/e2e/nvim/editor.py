"""A running Neovim with an attached UI, typed into as a person does.

    with Editor(place, "more.py") as editor:
        editor.type("oraise Val")
        ghost = editor.wait_for_ghost()
        editor.keys("<Tab>")
"""

import os
import select
import subprocess
import time

import msgpack
from screen import Screen

# The ghost text as Neovim keeps it: extmarks in the namespace of vim.lsp.inline_completion.
GHOST = """
local namespace = vim.api.nvim_create_namespace("nvim.lsp.inline_completion")
local mark = vim.api.nvim_buf_get_extmarks(0, namespace, 0, -1, { details = true })[1]
if not mark then return nil end
local function join(chunks) return vim.iter(chunks):map(function(chunk) return chunk[1] end):join("") end
local lines = { join(mark[4].virt_text or {}) }
for _, chunks in ipairs(mark[4].virt_lines or {}) do table.insert(lines, join(chunks)) end
return { row = mark[2], column = mark[3], text = table.concat(lines, "\\n") }
"""

COUNT_ANSWERS = """
_G.answers = 0
vim.api.nvim_create_autocmd("LspRequest", { callback = function(event)
  local request = event.data.request
  if request.type == "complete" and request.method == "textDocument/inlineCompletion" then
    _G.answers = _G.answers + 1
  end
end })
"""

# Neovim listens to keys for inline completion only some time after a client is initialized.
ATTACHED = """
local ok, hooks = pcall(vim.api.nvim_get_autocmds,
  { group = "nvim.lsp.inline_completion:" .. vim.api.nvim_get_current_buf(), event = "CursorMovedI" })
return ok and #hooks > 0
"""


class Editor:
    DEADLINE_S = float(os.environ.get("INKLING_DEADLINE_S", "20"))
    KEY_S = 0.02  # between two keys of a quick typist

    def __init__(self, place, *files, configuration="inkling.lua", size=(100, 24)):
        self.process = place.popen(
            "nvim", "-n", "-i", "NONE", "-u", place.inside(configuration), "--embed", *files,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.unpacker = msgpack.Unpacker()
        self.screen = Screen(*size)
        self.replies = {}
        self.last_id = 0
        try:
            self.request("nvim_ui_attach", *size, {"ext_linegrid": True, "rgb": True})
            self.prepare()
        except BaseException:
            self.close()
            raise

    def prepare(self):
        """Before the first key."""
        self.lua(COUNT_ANSWERS)
        self.wait(lambda: self.lua(ATTACHED), "inkling is attached to the buffer")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self.process.kill()
        self.process.wait()
        self.process.stdin.close()
        self.process.stdout.close()

    def pump(self, seconds):
        """Handles what Neovim says, for at most this long; at once when something has come."""
        ready, _, _ = select.select([self.process.stdout], [], [], seconds)
        if not ready:
            return
        data = os.read(self.process.stdout.fileno(), 1 << 16)
        if not data:
            raise AssertionError("Neovim is gone")
        self.unpacker.feed(data)
        for message in self.unpacker:
            if message[0] == 1:
                self.replies[message[1]] = message[2:]
            elif message[0] == 2 and message[1] == "redraw":
                self.screen.redraw(message[2])

    def wait(self, condition, what):
        end = time.monotonic() + self.DEADLINE_S
        while not (value := condition()):
            if time.monotonic() > end:
                raise AssertionError(f"not within {self.DEADLINE_S} s: {what}\n{self.screen.text()}")
            self.pump(0.01)
        return value

    def send(self, method, *arguments):
        self.last_id += 1
        self.process.stdin.write(msgpack.pack([0, self.last_id, method, arguments]))
        self.process.stdin.flush()
        return self.last_id

    def request(self, method, *arguments):
        id = self.send(method, *arguments)
        error, result = self.wait(lambda: self.replies.pop(id, None), f"the reply to {method}")
        if error:
            raise AssertionError(f"{method}: {error}")
        return result

    def lua(self, code, *arguments):
        return self.request("nvim_exec_lua", code, list(arguments))

    def keys(self, keys):
        """Key presses in one go, in Neovim's notation."""
        self.request("nvim_input", keys)

    def type(self, text):
        """Characters one by one, at the pace of a quick typist; "\\n" is the Enter key."""
        for character in text:
            self.keys({"\n": "<CR>", "<": "<lt>"}.get(character, character))
            until = time.monotonic() + self.KEY_S
            while (left := until - time.monotonic()) > 0:
                self.pump(left)

    def ghost(self):
        return self.lua(GHOST)

    def answers(self):
        """How many answers to inline completion requests have come so far."""
        return self.lua("return _G.answers")

    def wait_for_answer(self, after):
        self.wait(lambda: self.answers() > after, "an answer of the daemon")

    def wait_for_ghost(self):
        """The ghost text that an answer has put right at the cursor."""
        def at_cursor():
            ghost = self.ghost()
            row, column = self.request("nvim_win_get_cursor", 0)
            return ghost if ghost and (ghost["row"], ghost["column"]) == (row - 1, column) else None

        return self.wait(at_cursor, "ghost text at the cursor")

    def lines(self):
        return self.request("nvim_buf_get_lines", 0, 0, -1, True)

    def text(self):
        return "\n".join(self.lines())

    def position(self):
        """The cursor as an offset in text(), for one that stands in insert mode."""
        row, column = self.request("nvim_win_get_cursor", 0)
        lines = [line.encode() for line in self.lines()]
        return len(b"\n".join(lines[:row - 1] + [lines[row - 1][:column]]).decode())
