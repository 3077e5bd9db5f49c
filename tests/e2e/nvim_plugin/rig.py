"""Neovim with the plugin in it: what the tests of this folder share."""

import pathlib
import shutil
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "nvim"))

import place as places  # noqa: E402
from editor import Editor  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
PLUGIN = places.SOURCE / "editors/nvim"

# The init.lua of a person: the plugin on 'runtimepath', as a package manager puts it there, and a few lines more.
INIT = """\
vim.opt.runtimepath:prepend("{plugin}")
vim.opt.shada = ""
vim.opt.swapfile = false
{more}
"""

GHOST = """
local namespace = vim.api.nvim_create_namespace("inkling.ghost")
local marks = vim.api.nvim_buf_get_extmarks(0, namespace, 0, -1, { details = true })
local function join(chunks) return vim.iter(chunks):map(function(chunk) return chunk[1] end):join("") end
return vim.iter(marks):map(function(mark)
  local lines = vim.iter(mark[4].virt_lines or {}):map(join):totable()
  return { row = mark[2], col = mark[3], text = join(mark[4].virt_text or {}), below = lines, how = mark[4].virt_text_pos }
end):totable()
"""

def install(place):
    """The plugin and the stub, where Neovim sees them."""
    shutil.copytree(PLUGIN, place.folder / "plugin")
    shutil.copy(HERE / "stub.lua", place.folder)


class PluginEditor(Editor):
    """An editor whose configuration is the plugin and `more`, in insert mode or not as the test likes."""

    number = 0

    def __init__(self, place, *files, more="", stub=False, setup="{}", size=(100, 24), bare=False, arguments=()):
        PluginEditor.number += 1
        name = f"init{PluginEditor.number}.lua"
        if stub:
            more = f'dofile("{place.inside("stub.lua")}")\n{more}'
            setup = setup.replace("{", '{ cmd = "nvim",', 1) if "cmd" not in setup else setup
        if setup:
            more += f'\nrequire("inkling").setup({setup})\n'
        text = "" if bare else INIT.format(plugin=place.inside("plugin"), more=more)
        (place.folder / name).write_text(text)
        super().__init__(place, *arguments, *files, configuration=name, size=size)

    def prepare(self):
        pass

    def marks(self):
        return self.lua(GHOST)

    def ghost(self):
        """The ghost text as one string; pieces between standing text are joined. None where there is none."""
        marks = self.marks()
        if not marks:
            return None
        below = [line for mark in marks for line in mark["below"]]
        return "\n".join(["".join(mark["text"] for mark in marks), *below])

    def wait_for_ghost(self, expected=None):
        if expected is None:
            return self.wait(self.ghost, "ghost text")
        return self.wait(lambda: self.ghost() == expected, f"the ghost text {expected!r}, not {self.ghost()!r}")

    def no_ghost(self):
        self.wait(lambda: not self.marks(), "no ghost text")

    def settle(self):
        """All that was typed has been worked on, and so has what it scheduled."""
        self.request("nvim_get_mode")
        self.lua("vim.wait(0) return true")
        self.request("nvim_get_mode")

    def trouble(self):
        """What :messages has that no person should see; empty where all is well."""
        return self.lua("""
            local messages = vim.api.nvim_exec2("messages", { output = true }).output
            local bad = messages:find("[Ee]rror") or messages:find("E%d+:") or messages:find("deprecated")
            return bad and messages or "" """)

    # What a test says to the stub.

    def insert(self, text="", keys="i"):
        """Goes into insert mode, waits for the stub to be attached, and types."""
        self.keys(keys)
        self.wait(lambda: self.lua("return #stub.waiting() > 0 or stub.auto ~= nil and stub.count('textDocument/inlineCompletion') > 0"),
                  "the first question")
        if text:
            self.typed(text)

    def typed(self, keys):
        """Key presses, each worked on before the next."""
        for key in keys:
            self.keys({"<": "<lt>", "\n": "<CR>", "\t": "<Tab>"}.get(key, key))
            self.settle()

    def waiting(self):
        return self.lua("return stub.waiting()")

    def answer(self, *texts, replace=0, id=None):
        """Answers the newest question, or the one with this id."""
        id = id or self.wait(self.waiting, "a question")[-1]
        self.lua("stub.answer(...)", id, list(texts), replace)
        self.settle()

    def sent(self, method):
        return self.lua("""
            local method = ...
            return vim.iter(stub.sent):filter(function(m) return m.method == method end)
              :map(function(m) return m.params end):totable()""", method)

    def order(self):
        return self.lua("return vim.iter(stub.sent):map(function(m) return m.method end):totable()")
