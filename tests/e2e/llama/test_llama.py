"""The daemon with a real llama.cpp server as its backend, in every way in which one can be configured.

usage: test_llama.py [unittest arguments…]
"""

import pathlib
import statistics
import sys
import tempfile
import time
import unittest

import llama_server
import lsp_client
from lsp_client import eventually

ROOT = None
SAYS = "value+1"  # no byte twice: tiny_model.py wants it so
TEXT = "def increase(value):\n    result = "
CURSOR = (1, len("    result = "))
SLOW = {"says": "abcdefgh ", "layers": 2, "width": 2048}  # some 1,000 tokens a second, and no line ever ends


class LlamaCase(unittest.TestCase):
    def start_server(self, port=None, **model):
        server = llama_server.LlamaServer(ROOT, port, **(model or {"says": SAYS + "\n"}))
        self.addCleanup(server.__exit__)
        return server

    def start_daemon(self, base_url, kind, max_tokens=16, deadline_ms=5000, **backend):
        """`inkling lsp` with this backend and no other; the file that it has open."""
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        workspace = pathlib.Path(scratch.name, "workspace")
        workspace.mkdir()
        (workspace / "a.py").write_text(TEXT)
        values = {"kind": kind, "base_url": base_url, "max_tokens": max_tokens, **backend}
        lines = [f"{key} = {value if isinstance(value, int) else repr(value)}" for key, value in values.items()]
        config = pathlib.Path(scratch.name, "config.toml")
        config.write_text("\n".join(['backend = "local"', "[backends.local]", *lines, "[completion]", "debounce_ms = 0",
                                     'fallback = "none"', f"deadline_ms = {deadline_ms}", ""]))
        self.stderr = pathlib.Path(scratch.name, "stderr")
        with open(self.stderr, "wb") as stderr:
            daemon = lsp_client.Server(environment={"INKLING_CONFIG": str(config)}, stderr=stderr)
        self.addCleanup(daemon.__exit__)
        daemon.initialize(root=workspace)
        uri = (workspace / "a.py").as_uri()
        daemon.open(uri, TEXT)
        return daemon, uri

    def complete(self, daemon, uri):
        """The lines that are offered, each once: the model repeats itself, and how often is the limit's affair."""
        return sorted({line for item in daemon.complete(uri, *CURSOR) for line in item["insertText"].split("\n")})


class Kinds(LlamaCase):
    def check(self, base_url, server, **backend):
        daemon, uri = self.start_daemon(base_url, **backend)
        before = server.generations()
        self.assertEqual(self.complete(daemon, uri), [SAYS], self.stderr.read_text())
        self.assertGreater(server.generations(), before)
        self.assertEqual(self.stderr.read_text(), "")

    def test_each_protocol_gets_the_same_answer(self):
        server = self.start_server()
        v1 = server.base_url + "/v1"
        self.check(server.base_url, server, kind="llama-cpp")
        self.check(v1, server, kind="llama-cpp")
        self.check(v1, server, kind="openai-completions", model="qwen2.5-coder")
        self.check(v1, server, kind="openai-completions", fim="qwen")
        self.check(v1, server, kind="openai-chat")
        self.check(v1, server, kind="openai-responses")

    def test_over_a_unix_socket_too(self):
        server = self.start_server()
        self.check(server.socket_url, server, kind="llama-cpp")
        self.check(server.socket_url + ":/v1", server, kind="openai-chat")


class Cancelling(LlamaCase):
    """Generation stops on the wire: the server says so in its log, long before its own limit."""

    TOKENS = 4096
    SOON_S = 1.0  # llama.cpp notices a closed connection with the next token; the rest is a busy machine

    def start_endless(self, kind):
        server = self.start_server(**SLOW)
        daemon, uri = self.start_daemon(server.base_url + "/v1", kind, max_tokens=self.TOKENS, deadline_ms=60000,
                                        fim="qwen")
        request = daemon.ask("textDocument/inlineCompletion", lsp_client.completion_params(uri, *CURSOR))
        eventually(server.generations, "the generation has begun")
        time.sleep(0.05)  # some tokens
        return server, daemon, uri, request

    def check_stopped(self, server, since):
        eventually(server.releases, "the slot is released", self.SOON_S)
        self.assertLess(time.monotonic() - since, self.SOON_S)
        self.assertEqual(server.cancels(), 1)
        self.assertLess(server.releases()[0], self.TOKENS)

    def test_a_cancelled_request_stops_the_generation(self):
        for kind in ("llama-cpp", "openai-completions", "openai-chat", "openai-responses"):
            with self.subTest(kind):
                server, daemon, _, request = self.start_endless(kind)
                since = time.monotonic()
                daemon.notify("$/cancelRequest", {"id": request})
                self.assertIn("error", daemon.reply(request))
                self.check_stopped(server, since)
                self.assertFalse(server.is_busy())

    def test_text_that_disagrees_stops_the_generation(self):
        server, daemon, uri, request = self.start_endless("llama-cpp")
        since = time.monotonic()
        place = {"line": CURSOR[0], "character": CURSOR[1]}
        daemon.notify("textDocument/didChange", {
            "textDocument": {"uri": uri, "version": 2},
            "contentChanges": [{"range": {"start": place, "end": place}, "text": "Z"}]})
        self.check_stopped(server, since)
        daemon.reply(request)

    def test_the_end_of_the_daemon_stops_the_generation(self):
        server, daemon, *_ = self.start_endless("llama-cpp")
        since = time.monotonic()
        daemon.process.kill()
        self.check_stopped(server, since)


class PromptCache(LlamaCase):
    """What stands before the cursor's line is the same at each key, so that the server finds it in its cache."""

    SUFFIX_TOKENS_MAX = 512  # a quarter of a batch: more of what stands behind the cursor /infill does not take
    KEYS = "zqxjkwyzqxjkwyzqxjkwy\nzqxjkwyzqxjkw"  # nothing that the model says

    def test_a_key_press_costs_what_stands_behind_the_cursor(self):
        server = self.start_server(says=SAYS + "\n", context=1 << 16)
        daemon, uri = self.start_daemon(server.base_url, "llama-cpp", max_tokens=1)
        before = "".join(f"value_{line} = compute(value_{line - 1}, {line * 7})\n" for line in range(400))
        after = "\n" + "".join(f"    print(value_{line})\n" for line in range(120))
        daemon.notify("textDocument/didChange", {"textDocument": {"uri": uri, "version": 2},
                                                 "contentChanges": [{"text": before + after}]})
        line, column = before.count("\n"), 0
        daemon.complete(uri, line, column)
        for version, key in enumerate(self.KEYS, 3):
            place = {"line": line, "character": column}
            daemon.notify("textDocument/didChange", {
                "textDocument": {"uri": uri, "version": version},
                "contentChanges": [{"range": {"start": place, "end": place}, "text": key}]})
            line, column = (line + 1, 0) if key == "\n" else (line, column + 1)
            daemon.complete(uri, line, column)
        evaluated = server.prompt_tokens()
        self.assertGreaterEqual(len(evaluated), len(self.KEYS) * 3 // 4, "most keys ask the server")
        self.assertGreater(evaluated[0], 1024, "the first prompt is read whole")
        self.assertLessEqual(statistics.median(evaluated[1:]), self.SUFFIX_TOKENS_MAX + 64, evaluated)


class Failing(LlamaCase):
    def test_no_server_is_an_empty_answer_and_one_line_in_the_log(self):
        daemon, uri = self.start_daemon(f"http://127.0.0.1:{llama_server.free_port()}", "llama-cpp")
        for _ in range(3):
            self.assertEqual(self.complete(daemon, uri), [])
        lines = self.stderr.read_text().splitlines()
        self.assertEqual(len([line for line in lines if "cause=unreachable" in line]), 1, lines)

    def test_a_server_that_starts_later_is_used(self):
        port = llama_server.free_port()
        daemon, uri = self.start_daemon(f"http://127.0.0.1:{port}", "llama-cpp")
        self.assertEqual(self.complete(daemon, uri), [])
        self.start_server(port)
        eventually(lambda: self.complete(daemon, uri) == [SAYS], "an answer of the new server")


def main(arguments):
    global ROOT
    try:
        ROOT = llama_server.find_root()
    except llama_server.Unavailable as why:
        print(f"SKIP e2e_llama: {why}")
        return 77
    result = unittest.main(argv=["test_llama.py", *arguments], exit=False).result
    return 0 if result.wasSuccessful() else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
