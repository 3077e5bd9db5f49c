"""Random keys against a random daemon; a model of the buffer in Python says what must be there after each key.

INKLING_NVIM_KEYS=N sets how many (10,000 unless set), INKLING_NVIM_SEED=N which ones: a run is repeated as far as the
editor's own timing allows, since what is pressed follows from what is shown.
"""

import collections
import os
import random
import unicodedata

from case import PluginCase

KEYS = int(os.environ.get("INKLING_NVIM_KEYS", "10000"))
SEED = int(os.environ.get("INKLING_NVIM_SEED", "0")) or random.SystemRandom().randrange(1, 1 << 31)
WORDS = ["a", "foo", "bar_2", "größe", "日本", "🙂", "e\u0301", "(", ")", "{", "}", "()", '"', ", ", " ", "  ", "= ", ";"]
TYPED = 'abfo (){}";,= é日'

STATE = """
local session = require("inkling.session").current()
local rest = session and session:visible()
local marks = vim.api.nvim_buf_get_extmarks(0, vim.api.nvim_create_namespace("inkling.ghost"), 0, -1, {})
local cursor = vim.api.nvim_win_get_cursor(0)
return {
  lines = vim.api.nvim_buf_get_lines(0, 0, -1, true), row = cursor[1] - 1, col = cursor[2],
  text = rest and rest.text or "", replaced = rest and rest.replaced or "",
  several = session and session.suggestion and #session.suggestion.rests > 1 or false,
  marks = vim.tbl_map(function(mark) return mark[2] end, marks), waiting = stub.waiting(),
}
"""

BOGUS = """
local id, kind = ...
local open = stub.open[id]
stub.open[id] = nil
local at = open.params.position
local ends = { line = at.line, character = at.character + 3 }
open.reply(nil, { items = ({
  function() return { stub.item("deletes", open.params, { range = { start = at, ["end"] = ends } }) } end,
  function() return { stub.item("x", open.params, { range = { start = { line = 99, character = 0 }, ["end"] = ends } }) } end,
  function() return { { insertText = { kind = "snippet", value = "$1" } }, {}, { insertText = "" } } end,
  function() return { stub.item("  \\n ", open.params), stub.item("\\0", open.params) } end,
})[kind]() })
"""


def fits_between(inner, outer):
    characters = iter(outer)
    return all(character in characters for character in inner)


class Model:
    """The text and the cursor, as keys of insert mode change them. Columns in characters."""

    def __init__(self):
        self.lines, self.row, self.col = [""], 0, 0

    @property
    def left(self):
        return self.lines[self.row][:self.col]

    @property
    def right(self):
        return self.lines[self.row][self.col:]

    def insert(self, text):
        before, after = self.left, self.right
        lines = text.split("\n")
        lines[0] = before + lines[0]
        self.col = len(lines[-1])
        lines[-1] += after
        self.lines[self.row:self.row + 1] = lines
        self.row += len(lines) - 1

    def delete(self, count):
        self.lines[self.row] = self.left + self.right[count:]

    def whole(self, back):
        """How many code points the character before or at the cursor has."""
        text, count = (self.left[::-1] if back else self.right), 1
        if back:
            while count < len(text) and unicodedata.combining(text[count - 1]):
                count += 1
        else:
            while count < len(text) and unicodedata.combining(text[count]):
                count += 1
        return count

    def backspace(self):
        if self.col:
            count = self.whole(True)
            self.col -= count
            self.delete(count)
        elif self.row:
            self.row -= 1
            self.col = len(self.lines[self.row])
            self.lines[self.row:self.row + 2] = [self.lines[self.row] + self.lines[self.row + 1]]

    def key(self, key):
        moves = {"<Home>": lambda: 0, "<End>": lambda: len(self.lines[self.row]),
                 "<Left>": lambda: self.col - self.whole(True) if self.col else 0,
                 "<Right>": lambda: self.col + self.whole(False) if self.right else self.col}
        if key in moves:
            self.col = moves[key]()
        elif key == "<BS>":
            self.backspace()
        elif key == "<CR>":
            self.insert("\n")
        else:
            self.insert({"<lt>": "<", "<Tab>": "\t"}.get(key, key))

    def accept(self, piece, rest, replaced):
        """A piece of the rest; what it writes again of the text right of the cursor is taken away."""
        still = rest[len(piece):]
        away = next(at for at in range(len(replaced) + 1) if fits_between(replaced[at:], still))
        self.delete(away)
        self.insert(piece)


class RandomKeys(PluginCase):
    def test_the_buffer_is_what_the_keys_say(self):
        print(f"seed {SEED}, {KEYS} keys: INKLING_NVIM_SEED={SEED} INKLING_NVIM_KEYS={KEYS}")
        self.random, self.model, self.done = random.Random(SEED), Model(), []
        self.counts = collections.Counter()
        eol = self.random.choice(["\n", "\r\n"])
        self.pairs = self.random.random() < 0.5  # a mapping closes brackets, as plugins do
        more = 'vim.keymap.set("i", "(", "()<C-G>U<Left>")' if self.pairs else ""
        self.editor_ = self.start(eol, more="vim.o.autoindent = false vim.o.smarttab = false\n" + more)
        self.state = self.editor_.lua(STATE)
        for number in range(KEYS):
            self.step()
            if number % 200 == 199:
                self.clear()
        self.assertEqual(self.editor_.trouble(), "")
        print(", ".join(f"{count} {what}" for what, count in sorted(self.counts.items())))

    def clear(self):
        """A fresh page now and then, and insert mode anew."""
        self.editor_.lua("stub.open = {}")
        self.editor_.request("nvim_buf_set_lines", 0, 0, -1, True, [""])
        self.editor_.keys("<Esc>i")
        self.model = Model()
        self.look("clear")

    def step(self):
        choice = self.random.random()
        if choice < (0.15 if self.state["text"] else 0.5) and self.state["waiting"]:
            self.answer()
        elif choice < 0.42 and (self.state["text"] or choice < 0.1):
            self.accept()
        elif 0.42 <= choice < 0.45:
            self.look(self.press(self.random.choice(["<M-]>", "<M-[>", "<M-Bslash>"])))
        elif 0.45 <= choice < 0.47 and self.state["text"]:
            self.look(self.press("<C-]>"))
            self.assertEqual(self.state["text"], "", self.story())
        elif 0.47 <= choice < 0.49:
            self.refresh()
        else:
            self.type()

    def press(self, *keys):
        self.editor_.keys("".join(keys))
        return " ".join(keys)

    def type(self):
        """One key, or a few that come faster than Neovim can work on them."""
        before, keys = self.state, []
        for _ in range(self.random.choice([1, 1, 1, 3])):
            along = before["text"][len(keys):len(keys) + 1]
            if along and self.random.random() < 0.8 and along != "\t":
                keys.append({"\n": "<CR>", "<": "<lt>"}.get(along, along))
            elif self.random.random() < 0.7:
                keys.append(self.random.choice(TYPED))
            else:
                keys.append(self.random.choice(["<BS>", "<CR>", "<Left>", "<Right>", "<Home>", "<End>"]))
        tab = len(keys) > 1 and self.random.random() < 0.3
        plain = "".join({"<CR>": "\n", "<lt>": "<"}.get(key, key) for key in keys)
        for key in keys:
            self.model.key(key)
            if key == "(" and self.pairs:
                self.model.insert(")")
                self.model.col -= 1
        closed = self.pairs and "(" in keys
        single = not before["several"] and not before["replaced"] and not closed
        rest = before["text"][len(plain):] if before["text"].startswith(plain) else None
        if tab and not (rest and single):
            tab = False  # what it would do is not for a model to know
        if tab:
            keys.append("<Tab>")
            self.model.accept(rest, rest, "")
        self.look(self.press(*keys))
        if rest and single and not tab:
            self.counts["typed along"] += 1
            self.assertEqual(self.state["text"], rest, "typed along: " + self.story())

    def accept(self):
        kind, key = self.random.choice([("all", "<Tab>"), ("word", "<M-Right>"), ("line", "<M-C-Right>")])
        rest, replaced, before = self.state["text"], self.state["replaced"], list(self.model.lines)
        if not rest:
            if kind != "all":
                return
            self.model.key("<Tab>")
            return self.look(self.press(key))
        piece = rest if kind == "all" else self.editor_.lua(f"return require('inkling.text').{kind}(...)", rest)
        self.assertTrue(rest.startswith(piece) and piece, self.story())
        self.model.accept(piece, rest, replaced)
        self.counts["accepted over closers" if replaced else "accepted"] += 1
        self.look(self.press(key))
        if self.random.random() < 0.2:
            self.undo(before)

    def undo(self, before):
        self.counts["undone and redone"] += 1
        after, place = list(self.model.lines), [self.state["row"] + 1, self.state["col"]]
        for key, expected in (("<Esc>u", before), ("<C-R>", after)):
            self.editor_.keys(key)
            self.editor_.settle()
            self.assertEqual(self.editor_.lines(), expected, f"{key}: {self.story()}")
        line = self.state["lines"][self.state["row"]].encode()
        self.editor_.keys("A" if place[1] == len(line) else "i")
        self.editor_.settle()
        self.editor_.request("nvim_win_set_cursor", 0, place)
        self.look("undo, redo")

    def answer(self):
        ids = self.state["waiting"]
        id = ids[-1] if self.random.random() < 0.7 else self.random.choice(ids)
        if self.random.random() < 0.1:
            self.editor_.lua(BOGUS, id, self.random.randrange(1, 5))
            return self.look(f"bogus {id}")
        if self.random.random() < 0.1:
            self.editor_.lua("stub.fail(...)", id, self.random.choice([-32800, -32803]))
            return self.look(f"error {id}")
        replace = 0
        if id == ids[-1]:  # the question about the text of now
            while replace < len(self.model.right) and self.model.right[replace] in ")}\"":
                replace += 1
        texts = [self.text() + self.model.right[:replace] for _ in range(self.random.choice([0, 1, 1, 1, 3]))]
        self.editor_.answer(*texts, replace=replace, id=id)
        self.look(f"answer {id} {texts} {replace}")

    def text(self):
        words = [self.random.choice(WORDS) for _ in range(self.random.randrange(1, 6))]
        if self.random.random() < 0.3:
            words.insert(self.random.randrange(len(words) + 1), self.random.choice(["\n", "\r\n", "\n  ", "\n\t"]))
        return "".join(words)

    def refresh(self):
        self.editor_.lua("""local at = vim.lsp.util.make_position_params(0, "utf-16").position
            stub.tell("inkling/refresh", { uri = vim.uri_from_bufnr(0), position = at })""")
        self.look("refresh")

    def look(self, what):
        self.done = self.done[-40:] + [what]
        self.editor_.settle()
        self.state = state = self.editor_.lua(STATE)
        self.assertEqual(state["lines"], self.model.lines, self.story())
        column = len(self.model.left.encode())
        self.assertEqual((state["row"], state["col"]), (self.model.row, column), self.story())
        self.assertEqual(bool(state["marks"]), bool(state["text"]), f"what is drawn is what can be taken: {self.story()}")
        self.assertEqual(set(state["marks"]) - {state["row"]}, set(), f"it is at the cursor: {self.story()}")

    def story(self):
        return f"seed {SEED}, the last steps: {self.done}"
