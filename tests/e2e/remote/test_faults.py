"""Whatever a backend does: no error to the editor, a reason in the log, and recovery by itself."""

import socket
import time
import unittest

import llm_server
from llm_server import FAULTS, LlmServer
from remote import KEY, Remote, eventually, text_of

SECRET_LINE = "customer_name = "


class Faults(unittest.TestCase):
    def check(self, daemon, llm):
        """One request during the fault, then a recovery; and what the log says."""
        began = time.monotonic()
        self.assertEqual(daemon.ask_at_end(SECRET_LINE), [])
        self.assertLess(time.monotonic() - began, 3)
        for _ in range(6):
            self.assertEqual(daemon.ask_at_end(SECRET_LINE), [])
        llm.says("compute(value)")
        eventually(lambda: text_of(daemon.ask_at_end(SECRET_LINE)) == "compute(value)", "recovery", 10)
        log = daemon.log.read_text()
        for private in ("customer_name", KEY, "compute"):
            self.assertNotIn(private, log)
        told = daemon.log_lines("warn")
        self.assertLessEqual(len(told), 2, told)
        self.assertEqual([note for note in daemon.notes if note["method"] == "window/showMessage"], [])

    def test_no_fault_reaches_the_editor(self):
        for name, fault in FAULTS.items():
            with self.subTest(name), LlmServer() as llm:
                with Remote(llm, extra='api_key_env = "MOCK_KEY"', completion="deadline_ms = 300").start() as daemon:
                    llm.behave = fault
                    self.check(daemon, llm)

    def test_a_closed_port_is_no_error_and_is_found_again(self):
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
        with LlmServer() as elsewhere:
            with Remote(elsewhere, url=f"http://127.0.0.1:{port}/v1").start() as daemon:
                for _ in range(10):
                    self.assertEqual(daemon.ask_at_end(SECRET_LINE), [])
                self.assertTrue([line for line in daemon.log_lines() if "refused" in line])
                with socket.create_server(("127.0.0.1", port)) as listener:
                    elsewhere.listener.close()
                    elsewhere.listener = listener.dup()
                    elsewhere.says("compute(value)")
                    elsewhere.__enter__()
                    eventually(lambda: text_of(daemon.ask_at_end(SECRET_LINE)) == "compute(value)", "recovery", 10)

    def test_the_embedded_model_stands_in(self):
        text = "".join(f"def area_of_{name}(shape):\n    return compute_area(shape, {name})\n\n" for name in "abcdefgh")
        for name in ("500", "stall before", "reset", "429"):
            with self.subTest(name), LlmServer() as llm:
                with Remote(llm, fallback="embedded", completion="deadline_ms = 300").start() as daemon:
                    llm.behave = FAULTS[name]
                    document = text + "def area_of_i(shape):\n    return compute_"
                    uri = daemon.open_new(document)
                    items = daemon.complete(uri, document.count("\n"), len("    return compute_"), 2)
                    self.assertTrue(items and items[0]["insertText"].startswith("area(shape"), items)
                    self.assertTrue(llm.requests, "the backend was asked first")

    def test_a_rate_limit_is_kept(self):
        with LlmServer() as llm, Remote(llm).start() as daemon:
            llm.behave = llm_server.status("429 Too Many Requests", extra=["Retry-After: 2"])
            self.assertEqual(daemon.ask_at_end("a = "), [])
            limited = time.monotonic()
            llm.says("compute(value)")
            while time.monotonic() < limited + 1.5:
                self.assertEqual(daemon.ask_at_end("a = ", kind=1), [])
                time.sleep(0.05)
            self.assertEqual(len(llm.requests), 1)
            eventually(lambda: text_of(daemon.ask_at_end("a = ")) == "compute(value)", "recovery", 5)

    def test_a_redirect_is_not_followed(self):
        with LlmServer() as llm, LlmServer() as other, Remote(llm).start() as daemon:
            llm.behave = llm_server.status("307 Temporary Redirect", extra=[f"Location: {other.url}/completions"])
            self.assertEqual(daemon.ask_at_end("a = "), [])
            time.sleep(0.1)
            self.assertEqual(other.connections, 0)


if __name__ == "__main__":
    unittest.main()
