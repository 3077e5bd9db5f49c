"""Work that begins before the editor asks, and what follows from it on the wire."""

import time
import unittest

from editor import Editor, says_slowly
from llm_server import LlmServer
from remote import Remote, eventually

NEVER = 'speculate = "never"'


class HeadStart(unittest.TestCase):
    def ready(self, daemon, llm):
        """An editor that has asked before, so that it is expected to ask."""
        editor = Editor(daemon, "result = ")
        llm.says("")
        editor.types("x")
        time.sleep(0.034)
        editor.gets()
        return editor, len(llm.requests)

    def test_the_backend_is_asked_on_the_change(self):
        with LlmServer() as llm, Remote(llm, completion=NEVER).start() as daemon:
            editor, before = self.ready(daemon, llm)
            llm.behave = says_slowly("compute()", before=0.3)
            editor.types("y")
            eventually(lambda: len(llm.requests) == before + 1, "a request before the editor asks")
            time.sleep(0.6)
            began = time.monotonic()
            self.assertEqual(editor.gets(), "compute()")
            self.assertLess(time.monotonic() - began, 0.15, "the answer was there already")
            self.assertEqual(len(llm.requests), before + 1)

    def test_what_is_not_typing_sends_nothing(self):
        with LlmServer() as llm, Remote(llm, completion=NEVER).start() as daemon:
            editor, before = self.ready(daemon, llm)
            editor.types("several words at once")
            time.sleep(0.1)
            self.assertEqual(len(llm.requests), before)

    def test_an_editor_that_stops_asking_costs_three_requests(self):
        with LlmServer() as llm, Remote(llm, completion=NEVER).start() as daemon:
            editor, before = self.ready(daemon, llm)
            llm.says("never right")
            for key in "abcdefgh":
                editor.types(key)
                time.sleep(0.12)
            self.assertEqual(len(llm.requests), before + 3)

    def test_it_can_be_switched_off(self):
        with LlmServer() as llm, Remote(llm, completion=f"head_start = false\n{NEVER}").start() as daemon:
            editor, before = self.ready(daemon, llm)
            editor.types("y")
            time.sleep(0.1)
            self.assertEqual(len(llm.requests), before)


class Speculation(unittest.TestCase):
    def test_what_follows_a_suggestion_is_there_when_it_is_accepted(self):
        with LlmServer() as llm, Remote(llm).start() as daemon:
            editor = Editor(daemon, "result = ")
            llm.says("compute(value)")
            self.assertEqual(editor.gets(), "compute(value)")
            llm.says("\nprint(result)")
            eventually(lambda: len(llm.requests) == 2, "what follows is asked for")
            time.sleep(0.05)
            editor.types("compute(value)")
            self.assertEqual(editor.gets(), "\nprint(result)")
            self.assertEqual(llm.requests[1].json["prompt"].count("compute(value)"), 1)

    def test_a_metered_backend_is_not_asked_for_what_nobody_wants_yet(self):
        with LlmServer() as llm, Remote(llm, extra='price = "metered"').start() as daemon:
            editor = Editor(daemon, "result = ")
            llm.says("compute(value)")
            editor.gets()
            time.sleep(0.4)
            self.assertEqual(len(llm.requests), 1)


class Budget(unittest.TestCase):
    def test_what_is_over_budget_is_not_asked(self):
        with LlmServer() as llm, Remote(llm, extra="requests_per_minute = 2", completion=NEVER).start() as daemon:
            llm.says("compute(value)")
            answers = [len(daemon.ask_at_end(f"result_{number} = ")) for number in range(4)]
            self.assertEqual(answers, [1, 1, 0, 0])
            self.assertEqual(len(llm.requests), 2)


if __name__ == "__main__":
    unittest.main()
