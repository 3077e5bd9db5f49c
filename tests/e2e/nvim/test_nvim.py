"""The printed Neovim configuration, in a real Neovim, with the real daemon.

usage: test_nvim.py [--artifacts FOLDER] [unittest arguments…]
"""

import pathlib
import sys
import unittest

import lsp_client
import place
import project
from editor import Editor

ARTIFACTS = None
PLACE = None
INDENTED = "        "
DISAGREES = "Z"  # no suggestion of the project continues with it


class NvimCase(unittest.TestCase):
    number = 0

    def start(self, eol="\n", **options):
        """An editor in a fresh copy of the project, in insert mode below its last line."""
        NvimCase.number += 1
        folder = PLACE.folder / f"project{self.number}"
        self.file = project.write(folder)
        self.file.write_bytes(self.file.read_text().replace("\n", eol).encode())
        inside = PLACE.inside(self.file.relative_to(PLACE.folder))
        editor = Editor(PLACE, inside, **options)
        self.addCleanup(editor.close)
        editor.keys("Go")
        return editor

    def type_the_usual(self, editor, more=""):
        """Types what the project has many times; returns the ghost text that continues it."""
        editor.type("if shape is None:\n" + more + "raise Val")
        ghost = editor.wait_for_ghost()
        self.assertTrue(ghost["text"].startswith(project.CONTINUES_WITH), ghost)
        return ghost["text"]

    def wait_for_text(self, editor, expected):
        editor.wait(lambda: editor.text() == expected, f"the buffer\n{expected}\nbut it is\n{editor.text()}\n")


class Suggesting(NvimCase):
    def test_what_the_daemon_suggests_is_on_the_screen_behind_the_cursor(self):
        editor = self.start()
        ghost = self.type_the_usual(editor)
        shown = INDENTED + "raise Val" + ghost.split("\n")[0]
        editor.wait(lambda: shown in editor.screen.text(), f"'{shown}' on the screen")
        row, column = editor.screen.cursor
        line = "".join(editor.screen.rows[row])
        self.assertEqual((line[:column].strip(), line.rstrip()), ("raise Val", shown))
        if ARTIFACTS:
            ARTIFACTS.mkdir(parents=True, exist_ok=True)
            (ARTIFACTS / "nvim.txt").write_text(editor.screen.text() + "\n")

    def test_typing_through_a_suggestion_keeps_the_rest_of_it(self):
        editor = self.start()
        ghost = self.type_the_usual(editor)
        for typed in range(1, 4):
            before = editor.answers()
            editor.type(ghost[typed - 1])
            rest = ghost.split("\n")[0][typed:]
            self.assertTrue(editor.wait_for_ghost()["text"].startswith(rest))
            editor.wait_for_answer(before)
            self.assertTrue(editor.wait_for_ghost()["text"].startswith(rest))

    def test_text_that_contradicts_it_takes_it_away_or_replaces_it(self):
        editor = self.start()
        ghost = self.type_the_usual(editor)
        before = editor.answers()
        editor.type(DISAGREES)
        editor.wait_for_answer(before)
        editor.wait(lambda: not editor.ghost() or editor.ghost()["text"] != ghost[1:], "the old ghost text is gone")


class Accepting(NvimCase):
    def test_tab_inserts_exactly_what_was_shown(self):
        editor = self.start()
        ghost = self.type_the_usual(editor)
        expected = editor.text() + ghost
        editor.keys("<Tab>")
        self.wait_for_text(editor, expected)
        self.assertEqual(editor.position(), len(expected))

    def test_tab_is_a_tab_where_nothing_is_suggested(self):
        editor = self.start()
        before = editor.answers()
        editor.keys("<Esc>ggO")
        editor.type(DISAGREES * 3)
        editor.wait_for_answer(before)
        editor.wait(lambda: not editor.ghost(), "no ghost text")
        editor.keys("<Tab>")
        editor.wait(lambda: editor.lines()[0].rstrip() == DISAGREES * 3 and editor.lines()[0] != DISAGREES * 3,
                    "white space after the text")

    def test_tab_right_after_a_key_that_agrees_inserts_the_rest(self):
        editor = self.start()
        ghost = self.type_the_usual(editor)
        expected = editor.text() + ghost
        editor.keys(ghost[:2] + "<Tab>")
        self.wait_for_text(editor, expected)
        self.assertEqual(editor.position(), len(expected))

    def test_tab_right_after_a_key_that_disagrees_inserts_nothing(self):
        editor = self.start()
        self.type_the_usual(editor)
        expected = editor.text() + DISAGREES
        before = editor.answers()
        editor.keys(DISAGREES + "<Tab>")
        self.wait_for_text(editor, expected)
        editor.keys("x")  # arrives after Tab has done all it will ever do
        self.wait_for_text(editor, expected + "x")
        self.assertGreaterEqual(editor.answers(), before)

    def test_without_our_repair_this_neovim_spoils_the_text(self):
        editor = self.start()
        ghost = self.type_the_usual(editor)
        right = editor.text() + ghost
        editor.lua("vim.keymap.set('i', '<C-Y>', function() vim.lsp.inline_completion.get() end)")
        editor.keys(ghost[:2] + "<C-Y>")
        editor.wait(lambda: len(editor.text()) >= len(right), "the suggestion is inserted")
        if editor.text() == right:
            print("note: this Neovim no longer needs the repair in editors/nvim/inkling.lua")
        else:
            self.assertEqual(editor.text(), right + ghost[:2])


class Texts(NvimCase):
    def test_a_file_with_crlf_keeps_them_all(self):
        editor = self.start(eol="\r\n")
        ghost = self.type_the_usual(editor)
        expected = editor.text() + ghost
        editor.keys("<Tab>")
        self.wait_for_text(editor, expected)
        editor.request("nvim_command", "write")
        self.assertEqual(self.file.read_bytes().decode(), expected.replace("\n", "\r\n") + "\r\n")

    def test_characters_beyond_the_basic_plane_before_the_cursor_shift_nothing(self):
        editor = self.start()
        ghost = self.type_the_usual(editor, more='note = "\N{GRINNING FACE}\N{FAMILY}é"\n')
        expected = editor.text() + ghost
        editor.keys("<Tab>")
        self.wait_for_text(editor, expected)

    def test_the_same_on_the_line_of_the_cursor(self):
        editor = self.start()
        ghost = self.type_the_usual(editor, more='note = "\N{GRINNING FACE}\N{FAMILY}é"; ')
        expected = editor.text() + ghost
        editor.keys(ghost[0] + "<Tab>")
        self.wait_for_text(editor, expected)


class ReplacingClosers(NvimCase):
    """A suggestion may replace brackets right of the cursor, which move as one types on."""

    def test_they_are_replaced_whatever_was_typed_before_tab(self):
        for typed in ("", "a", "a, ", "a, b"):
            with self.subTest(typed):
                editor = self.start(configuration="closers.lua")
                editor.keys("f()<Left>")
                editor.wait(editor.ghost, "ghost text")
                expected = editor.text().replace("f()", "f(a, b)")
                editor.keys(typed + "<Tab>")
                self.wait_for_text(editor, expected)
                self.assertEqual(editor.position(), len(expected))


class Leaving(NvimCase):
    def test_the_editor_quits_at_once_and_has_seen_no_error(self):
        editor = self.start()
        self.type_the_usual(editor)
        log = editor.lua("return vim.lsp.log.get_filename()")
        editor.send("nvim_command", "qa!")
        self.assertEqual(editor.process.wait(5), 0)
        log = PLACE.folder / pathlib.PurePosixPath(log).relative_to(PLACE.inside())
        errors = [line for line in log.read_text().splitlines() if "[ERROR]" in line] if log.exists() else []
        self.assertEqual(errors, [])


def main(arguments):
    global ARTIFACTS, PLACE
    if arguments[:1] == ["--artifacts"]:
        ARTIFACTS, arguments = pathlib.Path(arguments[1]), arguments[2:]
    try:
        PLACE = place.find(lsp_client.BINARY)
    except place.Unavailable as why:
        print(f"SKIP e2e_nvim: {why}")
        return 77
    try:
        return 0 if unittest.main(argv=["test_nvim.py", *arguments], exit=False).result.wasSuccessful() else 1
    finally:
        PLACE.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
