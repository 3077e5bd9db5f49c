"""The printed configuration for Emacs, in a real Emacs with lsp-mode 10, with the real daemon.

usage: test_emacs.py [unittest arguments…]
"""

import sys
import unittest

import lsp_client
import project

import emacs as editors
from emacs import ASK, CANCEL, END_OF_TEXT, ENTER, PREVIOUS_LINE, TAB, UNDO

PLACE = None
EMACS = None  # one for all tests: its start takes longer than they do
DISAGREES = "Z"  # no suggestion of the project continues with it


class EmacsCase(unittest.TestCase):
    number = 0

    def setUp(self):
        """A fresh file of the project, alone: what other tests left unfinished would be learned from."""
        EmacsCase.number += 1
        name = f"more{self.number}.py"
        file = PLACE.folder / "project/shapes" / name
        file.write_text("from shapes.format import format_shape\n\n\ndef describe_star(shape):\n")
        EMACS.evaluate(f"""(let ((before (window-buffer)))
          (find-file "{PLACE.inside(file.relative_to(PLACE.folder))}")
          (with-current-buffer before (set-buffer-modified-p nil) (kill-buffer)))""")
        self.addCleanup(file.unlink)
        EMACS.wait(lambda: EMACS.state()["file"] == name, f"{name} is shown")
        EMACS.wait_until_connected()
        EMACS.type(END_OF_TEXT)

    def only_on_request(self):
        EMACS.evaluate("(with-current-buffer (window-buffer) (lsp-inline-completion-mode -1))")

    def type_the_usual(self, more=""):
        """Types what the project has many times: python-mode indents it."""
        EMACS.type(f"{TAB}if shape is None:{ENTER}{more}raise Val")
        self.wait_for_end(f"        {more}raise Val")
        return EMACS.state()["text"]

    def wait_for_text(self, expected):
        EMACS.wait(lambda: EMACS.state()["text"] == expected, f"the buffer\n{expected}")

    def wait_for_end(self, expected):
        EMACS.wait(lambda: EMACS.state()["text"].endswith(expected), f"at the buffer's end: {expected}")

    def wait_for_no_ghost(self):
        EMACS.wait(lambda: not EMACS.ghost(), "nothing is shown")


class Suggesting(EmacsCase):
    def test_a_pause_shows_what_the_daemon_suggests_and_changes_no_text(self):
        text = self.type_the_usual()
        self.assertTrue(EMACS.wait_for_ghost().startswith(project.CONTINUES_WITH))
        state = EMACS.state()
        self.assertEqual((state["text"], state["point"]), (text, len(text)))

    def test_asking_shows_it_where_nothing_comes_by_itself(self):
        self.only_on_request()
        text = self.type_the_usual()
        self.assertFalse(EMACS.ghost())
        EMACS.type(ASK)
        self.assertTrue(EMACS.wait_for_ghost().startswith(project.CONTINUES_WITH))
        self.assertEqual(EMACS.state()["text"], text)

    def test_what_is_typed_along_stays_and_the_rest_is_shown_again(self):
        text = self.type_the_usual()
        ghost = EMACS.wait_for_ghost()
        EMACS.type(ghost[:3])
        self.wait_for_text(text + ghost[:3])
        EMACS.wait(lambda: EMACS.ghost() == ghost[3:], f"the rest of {ghost}")

    def test_what_is_typed_against_it_stays_and_takes_it_away(self):
        text = self.type_the_usual()
        ghost = EMACS.wait_for_ghost()
        EMACS.type(DISAGREES)
        self.wait_for_text(text + DISAGREES)
        self.assertNotEqual(EMACS.ghost(), ghost)

    def test_control_g_sends_it_away(self):
        self.only_on_request()
        text = self.type_the_usual()
        EMACS.type(ASK)
        EMACS.wait_for_ghost()
        EMACS.type(CANCEL)
        self.wait_for_no_ghost()
        state = EMACS.state()
        self.assertEqual((state["text"], state["point"]), (text, len(text)))

    def test_keys_of_the_cursor_move_it_while_something_is_shown(self):
        self.only_on_request()
        text = self.type_the_usual()
        EMACS.type(ASK)
        EMACS.wait_for_ghost()
        EMACS.type(PREVIOUS_LINE + "y")
        self.wait_for_text(text.replace("is None:", "is Nyone:"))


class Accepting(EmacsCase):
    def accept(self, before, behind=""):
        ghost = EMACS.wait_for_ghost()
        EMACS.type(TAB)
        self.wait_for_text(before + ghost + behind)
        self.assertEqual(EMACS.state()["point"], len(before + ghost))
        return ghost

    def test_tab_inserts_exactly_what_was_shown(self):
        self.accept(self.type_the_usual())

    def test_one_undo_takes_it_back(self):
        text = self.type_the_usual()
        self.accept(text)
        EMACS.type(UNDO)
        self.wait_for_text(text)

    def test_in_the_middle_of_a_line_what_is_behind_it_stays(self):
        self.only_on_request()
        text = self.type_the_usual()
        EMACS.evaluate('(with-current-buffer (window-buffer) (save-excursion (insert "  # why")) nil)')
        EMACS.type(ASK)
        self.accept(text, "  # why")

    def test_characters_beyond_the_basic_plane_shift_nothing(self):
        text = self.type_the_usual(more='note = "\N{GRINNING FACE}\N{FAMILY}é"; ')
        self.accept(text)

    def test_tab_indents_where_nothing_is_shown(self):
        EMACS.type(TAB)
        self.wait_for_end("def describe_star(shape):\n    ")

    def test_it_meets_no_error(self):
        before = EMACS.state()["messages"]
        self.accept(self.type_the_usual())
        self.assertNotIn("rror", EMACS.state()["messages"].removeprefix(before))


def main(arguments):
    global EMACS, PLACE
    try:
        PLACE = editors.find(lsp_client.BINARY)
    except editors.places.Unavailable as why:
        print(f"SKIP e2e_emacs: {why}")
        return 77
    try:
        file = project.write(PLACE.folder / "project")
        with editors.Emacs(PLACE, file.relative_to(PLACE.folder)) as EMACS:
            return 0 if unittest.main(argv=["test_emacs.py", *arguments], exit=False).result.wasSuccessful() else 1
    finally:
        PLACE.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
