"""Servers whose streams and errors are their own: Ollama, the responses API, Mistral, Cerebras.

No hosted service is contacted: these answers are written after what the services document.
"""

import time
import unittest

from llm_server import LlmServer, says, stalls_before, stalls_inside, status
from remote import KEY, Remote, eventually, text_of

KINDS = ("ollama", "openai-responses", "mistral", "cerebras")
ANSWER = "compute(value)"


def error_event(kind):
    """An error inside of a good stream, as that family writes it."""
    return {
        "ollama": {"error": "an error was encountered while running the model: compute"},
        "openai-responses": {"type": "response.failed",
                             "response": {"error": {"code": "server_error", "message": "compute"}}},
        "mistral": {"object": "error", "message": "compute", "type": "internal_error", "code": 500},
        "cerebras": {"error": {"message": "compute", "type": "server_error"}, "status_code": 503},
    }[kind]


REFUSALS = {
    # kind: [(status line, body, more of the head, cause in the log)]
    "ollama": [("404 Not Found", {"error": "model 'compute' not found"}, [], "model not found"),
               ("503 Service Unavailable", {"error": "server busy, please try again"}, [], "overloaded")],
    "openai-responses": [("429 Too Many Requests", {"error": {"code": "insufficient_quota", "message": "compute"}}, [],
                          "out of credits")],
    "mistral": [("422 Unprocessable Entity", {"detail": [{"loc": ["body"], "msg": "compute"}]}, [], "request refused"),
                ("401 Unauthorized", {"message": "Unauthorized compute"}, [], "key refused")],
    "cerebras": [("429 Too Many Requests", {"error": {"message": "compute", "type": "too_many_tokens_error"}},
                  ["x-ratelimit-remaining-tokens-minute: 0", "x-ratelimit-reset-tokens-minute: 30.5"], "rate limited")],
}


class Families(unittest.TestCase):
    def each(self, **options):
        for kind in KINDS:
            with self.subTest(kind), LlmServer() as llm:
                with Remote(llm, kind, extra='api_key_env = "MOCK_KEY"', **options).start() as daemon:
                    yield kind, llm, daemon

    def check_private(self, daemon):
        log = daemon.log.read_text()
        for private in ("result", "compute", KEY):
            self.assertNotIn(private, log)

    def test_answers_come_however_they_are_cut(self):
        for kind, llm, daemon in self.each():
            for number, pieces in enumerate((1, 3, 100)):
                llm.behave = says(ANSWER, pieces)
                self.assertEqual(text_of(daemon.ask_at_end(f"result_{number} = ")), ANSWER)
            self.assertEqual(llm.requests[-1].headers["authorization"], f"Bearer {KEY}")
            self.assertEqual(daemon.log_lines("warn"), [])

    def test_an_error_inside_an_answer_is_an_empty_answer(self):
        for kind, llm, daemon in self.each():
            def breaks(exchange):
                exchange.begin_stream()
                exchange.delta("val")
                exchange.event(error_event(kind))
                exchange.chunk(b"")

            llm.behave = breaks
            self.assertEqual(daemon.ask_at_end("result = "), [])
            eventually(lambda: daemon.log_lines("warn"), "a line in the log")
            self.assertIn("error in the answer", daemon.log_lines("warn")[0])
            self.check_private(daemon)

    def test_a_refusal_is_named_in_the_log_in_our_words(self):
        for kind, refusals in REFUSALS.items():
            for line, body, extra, cause in refusals:
                with self.subTest(kind, line=line), LlmServer() as llm:
                    with Remote(llm, kind, extra='api_key_env = "MOCK_KEY"').start() as daemon:
                        llm.behave = status(line, body, extra)
                        self.assertEqual(daemon.ask_at_end("result = "), [])
                        eventually(lambda: daemon.log_lines("warn"), "a line in the log")
                        self.assertIn(cause, daemon.log_lines("warn")[0])
                        self.check_private(daemon)

    def test_limits_are_kept_for_as_long_as_the_server_says(self):
        for kind in ("openai-responses", "cerebras"):
            line, body, extra, _ = REFUSALS[kind][0]
            with self.subTest(kind), LlmServer() as llm, Remote(llm, kind).start() as daemon:
                llm.behave = status(line, body, extra)
                self.assertEqual(daemon.ask_at_end("result = "), [])
                llm.says(ANSWER)
                end = time.monotonic() + 1.5  # longer than without a word on when
                while time.monotonic() < end:
                    self.assertEqual(daemon.ask_at_end("result = ", kind=1), [])
                    time.sleep(0.1)
                self.assertEqual(len(llm.requests), 1)

    def test_a_refusal_whose_body_never_comes_is_not_waited_for(self):
        def head_alone(exchange):
            exchange.head("404 Not Found", "application/json", ["Content-Length: 1000"])
            exchange.wait_until_gone()

        for kind, llm, daemon in self.each(completion="deadline_ms = 5000"):
            llm.behave = head_alone
            began = time.monotonic()
            self.assertEqual(daemon.ask_at_end("result = "), [])
            self.assertLess(time.monotonic() - began, 2)

    def test_a_server_that_stalls_is_left_at_the_deadline(self):
        for behaviour in (stalls_before, stalls_inside):
            for kind, llm, daemon in self.each(completion="deadline_ms = 300"):
                llm.behave = behaviour
                began = time.monotonic()
                daemon.ask_at_end("result = ")
                self.assertLess(time.monotonic() - began, 2)
                eventually(lambda: llm.requests[0].gone_at, "the stream is stopped on the wire")

    def test_a_cancel_closes_the_stream(self):
        for kind, llm, daemon in self.each(completion="deadline_ms = 5000"):
            llm.behave = stalls_inside
            request = daemon.ask_without_waiting("result = ")
            eventually(lambda: llm.requests, "the request is there")
            daemon.notify("$/cancelRequest", {"id": request})
            daemon.reply(request)
            eventually(lambda: llm.requests[0].gone_at, "the stream is stopped on the wire", 2)


class Learning(unittest.TestCase):
    def test_an_ollama_that_cannot_insert_is_asked_in_another_way(self):
        def cannot_insert(exchange):
            if "suffix" in exchange.json:
                return exchange.whole("400 Bad Request", {"error": "qwen2.5-coder does not support insert"})
            says(ANSWER)(exchange)

        with LlmServer() as llm, Remote(llm, "ollama").start() as daemon:
            llm.behave = cannot_insert
            self.assertEqual(daemon.ask_at_end("result = "), [])
            eventually(lambda: text_of(daemon.ask_at_end("result = ")) == ANSWER, "an answer", 5)
            self.assertTrue(llm.requests[-1].json["raw"])
            self.assertIn("<|fim_prefix|>result = <|fim_suffix|>", llm.requests[-1].json["prompt"])

    def test_cerebras_is_warmed_by_a_request(self):
        with LlmServer() as llm, Remote(llm, "cerebras").start() as daemon:
            llm.says(ANSWER)
            self.assertEqual(text_of(daemon.ask_at_end("result = ")), ANSWER)
            eventually(lambda: llm.gets, "a request that only warms")
            self.assertEqual({get.path for get in llm.gets}, {"/v1/tcp_warming"})
            self.assertEqual(len(llm.gets), 1)
            self.assertEqual(daemon.log_lines("warn"), [])


if __name__ == "__main__":
    unittest.main()
