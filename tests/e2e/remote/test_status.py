"""What a client is told of the backend: when it goes, why, and when it is back, each once."""

import time
import unittest

import llm_server
from llm_server import LlmServer
from remote import Remote, eventually, text_of

LINE = "value = "


class Watched(Remote):
    """A daemon whose client takes the status."""

    def start(self):
        self.call("initialize", {"processId": None, "rootUri": self.workspace.as_uri(), "capabilities": {},
                                 "initializationOptions": {"inkling": {"status": True}}})
        self.notify("initialized")
        return self

    def told(self):
        return [note["params"] for note in list(self.notes) if note["method"] == "inkling/status"]

    def states(self):
        return [status["state"] for status in self.told()]

    def execute(self, name, *arguments):
        return self.call("workspace/executeCommand", {"command": "inkling.server." + name,
                                                      "arguments": list(arguments)})


class Status(unittest.TestCase):
    def test_trouble_is_told_once_and_so_is_its_end(self):
        for fault, reason in ((llm_server.status("401 Unauthorized"), "unauthorized"),
                              (llm_server.resets, "refused"),
                              (llm_server.status("503 Service Unavailable"), "overloaded"),
                              (llm_server.garbage_events, "backend-failed")):
            with self.subTest(reason), LlmServer() as llm:
                with Watched(llm, fallback="embedded").start() as daemon:
                    llm.behave = fault
                    for _ in range(5):
                        daemon.ask_at_end(LINE, kind=1)
                        time.sleep(0.05)  # the breaker opens and closes meanwhile
                    self.assertEqual(daemon.states(), ["ready", "trouble"])
                    trouble = daemon.told()[-1]
                    self.assertEqual(trouble["reason"], reason)
                    self.assertEqual((trouble["backend"], trouble["source"]), ("mock", "embedded"))
                    self.assertEqual(trouble, daemon.execute("status"))
                    llm.says("compute(value)")
                    eventually(lambda: text_of(daemon.ask_at_end(LINE)) == "compute(value)", "recovery", 20)
                    eventually(lambda: daemon.states() == ["ready", "trouble", "ready"], daemon.states)

    def test_a_server_that_always_breaks_off_is_one_trouble(self):
        for name, reason in (("reset inside", "backend-failed"), ("error inside", "overloaded")):
            with self.subTest(name), LlmServer() as llm:
                with Watched(llm, fallback="embedded").start() as daemon:
                    llm.behave = llm_server.FAULTS[name]
                    for _ in range(30):
                        daemon.ask_at_end(LINE)
                        time.sleep(0.05)  # the breaker opens, hears a word, and closes again
                    self.assertEqual(daemon.states(), ["ready", "trouble"])
                    self.assertEqual(daemon.told()[-1]["reason"], reason)
                    # Three until it rests, and a probe after each pause: 0.25 s, 0.5 s, 1 s.
                    self.assertLess(len(llm.requests), 9)
                    llm.says("compute(value)")
                    eventually(lambda: text_of(daemon.ask_at_end(LINE)) == "compute(value)", "recovery", 20)
                    eventually(lambda: daemon.states() == ["ready", "trouble", "ready"], daemon.states)

    def test_the_time_that_a_server_names_is_told_and_ends_by_itself(self):
        with LlmServer() as llm, Watched(llm).start() as daemon:
            llm.behave = llm_server.status("429 Too Many Requests", extra=["Retry-After: 2"])
            daemon.ask_at_end(LINE, kind=1)
            eventually(lambda: daemon.states() == ["ready", "trouble"], "trouble")
            self.assertEqual(daemon.told()[-1]["reason"], "rate-limited")
            self.assertRegex(daemon.told()[-1]["retryAt"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")
            self.assertEqual(daemon.told()[-1]["source"], "none")
            eventually(lambda: daemon.states()[-1] == "ready", "the end of it, without a key", 5)

    def test_who_has_to_pay_or_to_wait_is_told_so(self):
        for line, extra, reason in (("402 Payment Required", [], "out-of-credits"),
                                    ("503 Service Unavailable", ["Retry-After: 60"], "overloaded")):
            with self.subTest(line), LlmServer() as llm, Watched(llm).start() as daemon:
                llm.behave = llm_server.status(line, extra=extra)
                for _ in range(3):
                    daemon.ask_at_end(LINE, kind=1)
                eventually(lambda: daemon.states() == ["ready", "trouble"], "trouble")
                self.assertEqual(daemon.told()[-1]["reason"], reason)
                self.assertIn("retryAt", daemon.told()[-1])
                self.assertEqual(len(llm.requests), 1)

    def test_a_key_that_cannot_be_had_is_told_at_once(self):
        with LlmServer() as llm, Watched(llm, extra='api_key_file = "nowhere"').start() as daemon:
            eventually(lambda: daemon.states(), "a status")
            self.assertEqual(daemon.told()[0]["reason"], "no-backend")
            self.assertEqual(daemon.told()[0]["source"], "embedded")

    def test_a_budget_that_is_used_up_is_told(self):
        with LlmServer() as llm:
            llm.says("compute(value)")
            with Watched(llm, extra="requests_per_minute = 1", fallback="embedded").start() as daemon:
                for _ in range(5):
                    daemon.ask_at_end(LINE, kind=1)
                eventually(lambda: daemon.states() == ["ready", "trouble"], "trouble")
                self.assertEqual(daemon.told()[-1]["reason"], "over-budget")


class Quiet(unittest.TestCase):
    def test_nothing_is_asked_while_it_is_snoozed_or_disabled(self):
        with LlmServer() as llm:
            llm.says("compute(value)")
            with Watched(llm).start() as daemon:
                for command, back in (("snooze", ("snooze", 0)), ("disable", ("enable",))):
                    daemon.execute(command)
                    asked = len(llm.requests)
                    self.assertEqual(daemon.ask_at_end(LINE, kind=1), [])
                    self.assertEqual(len(llm.requests), asked)
                    daemon.execute(*back)
                    self.assertEqual(text_of(daemon.ask_at_end(LINE, kind=1)), "compute(value)")

    def test_files_in_which_nothing_is_to_be_offered_are_never_sent(self):
        with LlmServer() as llm:
            llm.says("compute(value)")
            with Watched(llm, completion='files_disabled = ["*.md", "/gen/"]').start() as daemon:
                for path in ("notes.md", "gen/a.py"):
                    uri = daemon.open_in(path, LINE)
                    self.assertEqual(daemon.complete(uri, 0, len(LINE)), [])
                self.assertEqual(llm.requests, [])
                self.assertEqual(text_of(daemon.ask_at_end(LINE)), "compute(value)")

    def test_only_who_asks_is_answered_where_that_is_configured(self):
        with LlmServer() as llm:
            llm.says("compute(value)")
            with Watched(llm, completion='trigger = "invoked"').start() as daemon:
                self.assertEqual(daemon.ask_at_end(LINE, kind=2), [])
                self.assertEqual(text_of(daemon.ask_at_end(LINE, kind=1)), "compute(value)")


if __name__ == "__main__":
    unittest.main()
