"""Where the time of a key press goes at a remote backend, as `inkling/trace` tells it to who asks: here the editor itself."""

import time
import unittest

from llm_server import LlmServer
from remote import Remote, eventually
from test_typing import Editor

TTFT_S = 0.15
STREAM_S = 0.1


def says_slowly(exchange):
    time.sleep(TTFT_S)
    exchange.begin_stream()
    exchange.delta("compute(")
    time.sleep(STREAM_S)
    exchange.delta("value)")
    exchange.end_stream()


class Stages(unittest.TestCase):
    def setUp(self):
        self.llm = self.enterContext(LlmServer())
        self.llm.behave = says_slowly
        self.daemon = self.enterContext(Remote(self.llm)).start()
        self.assertEqual(self.daemon.call("inkling/trace"), {})

    def events(self, count):
        def enough():
            events = [note["params"] for note in self.daemon.notes if note["method"] == "inkling/traceEvent"]
            return events if len(events) >= count else None

        return eventually(enough, f"{count} events")

    def test_the_time_is_where_the_server_spent_it(self):
        editor = Editor(self.daemon, "total = ")
        editor.gets()
        event, = self.events(1)
        self.assertEqual((event["reason"], event["backend"]), ("fresh", "mock"))
        times = event["ms"]
        self.assertGreater(times["ttft"], TTFT_S * 900)
        self.assertLess(times["ttft"], TTFT_S * 1000 + 100)
        self.assertGreaterEqual(times.get("dial", 0), 0)
        self.assertLess(times.get("dial", 0), 100)
        self.assertGreater(times["prompt"], 0)
        known = sum(times.get(stage, 0) for stage in ("debounce", "queue", "dial", "ttft", "stream", "shape", "reply"))
        self.assertAlmostEqual(known, times["total"], delta=max(5, times["total"] / 10))
        self.assertNotIn("text", event)

    def test_what_is_typed_through_costs_nothing_and_says_so(self):
        editor = Editor(self.daemon, "total = ")
        offered = editor.gets()
        editor.types(offered[0])
        editor.gets()
        event = self.events(2)[1]
        self.assertEqual(event["reason"], "typed-through")
        self.assertLess(event["ms"]["total"], 50)
        self.assertNotIn("ttft", event["ms"])

    def test_what_a_key_stopped_is_told_with_it(self):
        editor = Editor(self.daemon, "total = ")
        first = editor.asks()
        eventually(lambda: self.llm.requests, "the request")
        editor.types("zzz")
        editor.gets(editor.asks())
        self.daemon.reply(first)
        events = self.events(2)
        self.assertEqual(sum(event["streams"]["aborted"] for event in events), 1)
        self.assertIn("superseded", [event.get("reason") for event in events])

    def test_the_sums_have_the_stages(self):
        editor = Editor(self.daemon, "total = ")
        editor.gets()
        stats = self.daemon.call("inkling/stats")
        self.assertEqual(stats["stages"]["ttft"]["n"], 1)
        self.assertGreater(stats["stages"]["ttft"]["max"], TTFT_S * 900)
        self.assertEqual(stats["reasons"], {"fresh": 1})
        mock = next(one for one in stats["backends"] if one["name"] == "mock")
        self.assertEqual((mock["source"], mock["offered"], mock["inVain"]), ("remote", 1, 0))


if __name__ == "__main__":
    unittest.main()
