"""Requests, cancels and changes in the order in which real editors send them: what is asked, kept and dropped."""

import time
import unittest

from editor import Editor, says_slowly
from llm_server import LlmServer, stalls_inside
from remote import Remote, eventually

ANSWER = "compute(value)"


class Orders(unittest.TestCase):
    def test_vs_code_cancels_just_before_the_change_that_agrees(self):
        answers = {
            "it has begun": says_slowly("comp", "ute(value)", between=0.1),
            "it has not": says_slowly(ANSWER, before=0.12),
        }
        for name, behaviour in answers.items():
            with self.subTest(name), LlmServer() as llm, Remote(llm).start() as daemon:
                llm.behave = behaviour
                editor = Editor(daemon, "result = ")
                first = editor.asks()
                eventually(lambda: llm.requests, "a request at the backend")
                time.sleep(0.03)
                daemon.notify("$/cancelRequest", {"id": first})
                time.sleep(0.0007)
                editor.types("c")
                self.assertEqual(editor.gets(first), -32800)
                time.sleep(0.034)
                self.assertEqual(editor.gets(), ANSWER[1:])
                self.assertEqual(len(llm.requests), 1)
                self.assertEqual(len(daemon.replies[first]), 1)

    def test_an_answer_that_has_only_just_been_asked_for_is_kept_too(self):
        with LlmServer() as llm, Remote(llm).start() as daemon:
            llm.behave = says_slowly(ANSWER, before=0.06)
            editor = Editor(daemon, "result = ")
            first = editor.asks()
            eventually(lambda: llm.requests, "a request at the backend")
            time.sleep(0.01)
            daemon.notify("$/cancelRequest", {"id": first})
            time.sleep(0.0007)
            editor.types("c")
            time.sleep(0.034)
            self.assertEqual(editor.gets(), ANSWER[1:])
            self.assertEqual(len(llm.requests), 1)

    def test_neovim_types_on_and_cancels_nothing(self):
        with LlmServer() as llm, Remote(llm).start() as daemon:
            llm.behave = says_slowly("comp", "ute(value)", between=0.1)
            editor = Editor(daemon, "result = ")
            first = editor.asks()
            eventually(lambda: llm.requests, "a request at the backend")
            time.sleep(0.03)
            editor.types("c")
            time.sleep(0.05)
            self.assertEqual(editor.gets(), ANSWER[1:])
            self.assertEqual(editor.gets(first), -32800)
            self.assertEqual(len(llm.requests), 1)

    def test_a_fixed_pause_makes_one_request_of_three(self):
        with LlmServer() as llm, Remote(llm) as daemon:
            daemon.config.write_text(daemon.config.read_text().replace("debounce_ms = 0", "debounce_ms = 75"))
            daemon.start()
            daemon.notify("workspace/didChangeConfiguration", {"settings": None})
            llm.says(ANSWER)
            editor = Editor(daemon, "x = ")
            began, asked = time.monotonic(), []
            for letter in "abc":
                editor.types(letter)
                asked.append(editor.asks())
                time.sleep(0.02)
            self.assertEqual([editor.gets(id) for id in asked], [-32800, -32800, ANSWER])
            self.assertEqual(len(llm.requests), 1)
            self.assertGreater(llm.requests[0].at - began, 0.075)

    def test_a_hundred_requests_at_once_get_one_reply_each(self):
        with LlmServer() as llm, Remote(llm, completion="deadline_ms = 200").start() as daemon:
            llm.behave = stalls_inside
            editor = Editor(daemon, "result = ")
            asked = [editor.asks() for _ in range(100)]
            self.assertEqual({editor.gets(id) for id in asked[:-1]}, {-32800})
            self.assertNotEqual(editor.gets(asked[-1]), -32800)
            time.sleep(0.1)
            self.assertEqual({len(daemon.replies[id]) for id in asked}, {1})
            self.assertLessEqual(len(llm.requests), 2)


class LineEnds(unittest.TestCase):
    LINES = ["compute(\n", "        value,", "\n    )"]

    def test_an_answer_has_the_documents_line_ends(self):
        for document in ("a\r\nresult = ", "a\nresult = "):
            end = "\r\n" if "\r\n" in document else "\n"
            for answer in ("f(\n  x\n)", "f(\r\n  x\r\n)"):
                with self.subTest(document=document, answer=answer), LlmServer() as llm, Remote(llm).start() as daemon:
                    llm.says(answer, pieces=len(answer))
                    self.assertEqual(Editor(daemon, document).gets(), f"f({end}  x{end})")

    def test_all_of_a_finished_answer_is_typed_through(self):
        for end in ("\n", "\r\n"):
            with self.subTest(end=end), LlmServer() as llm, \
                    Remote(llm, completion='speculate = "never"').start() as daemon:
                llm.says("".join(self.LINES))
                editor = Editor(daemon, f"a{end}    result = ")
                rest = editor.gets()
                self.assertEqual(rest, "".join(self.LINES).replace("\n", end))
                while len(rest) > 1:
                    key = end if rest.startswith(end) else rest[0]
                    editor.types(key)
                    rest = rest[len(key):]
                    self.assertEqual(editor.gets(), rest)
                self.assertEqual(len(llm.requests), 1)

    def type_through_a_growing_answer(self, end):
        """The first lines are there a moment after they were whole, the rest with a later key."""
        with LlmServer() as llm, Remote(llm, completion='speculate = "never"').start() as daemon:
            llm.behave = says_slowly(*self.LINES, between=0.15)
            editor = Editor(daemon, f"a{end}    result = ")
            editor.asks()
            eventually(lambda: llm.requests, "a request at the backend")
            time.sleep(0.05)
            editor.types("compute(")
            editor.types(end)
            time.sleep(0.01)
            self.assertEqual(editor.gets(), "        value,")
            time.sleep(0.3)
            editor.types(" ")
            self.assertEqual(editor.gets(), "".join(self.LINES[1:]).replace("\n", end)[1:])
            self.assertEqual(len(llm.requests), 1)

    def test_a_line_end_is_typed_while_the_answer_grows(self):
        self.type_through_a_growing_answer("\n")

    def test_a_line_end_of_windows_is_typed_while_the_answer_grows(self):
        self.type_through_a_growing_answer("\r\n")


if __name__ == "__main__":
    unittest.main()
