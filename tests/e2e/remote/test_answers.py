"""What a remote backend says reaches the editor, and what is stale is stopped on the wire."""

import pathlib
import socket
import tempfile
import time
import unittest

from llm_server import LlmServer, says, stalls_before, stalls_inside
from remote import KEY, Remote, eventually, text_of


class Answers(unittest.TestCase):
    def test_each_kind_of_server_is_asked_its_own_way(self):
        paths = {
            "openai-completions": "/v1/completions",
            "openai-chat": "/v1/chat/completions",
            "openai-responses": "/v1/responses",
            "llama-cpp": "/infill",
            "ollama": "/api/generate",
            "mistral": "/v1/fim/completions",
            "deepseek": "/beta/completions",
            "mercury": "/v1/fim/completions",
            "cerebras": "/v1/completions",  # the model is one for code
        }
        for kind, path in paths.items():
            with self.subTest(kind), LlmServer() as llm, Remote(llm, kind).start() as daemon:
                llm.says("compute(value)")
                self.assertEqual(text_of(daemon.ask_at_end("result = ")), "compute(value)")
                self.assertEqual(llm.requests[-1].path, path)
                self.assertIn("result = ", llm.requests[-1].body.decode())
                self.assertTrue(llm.requests[-1].json["stream"])

    def test_a_unix_socket_is_a_backend_too(self):
        with tempfile.TemporaryDirectory() as folder, LlmServer(f"{folder}/llm.sock") as llm:
            with Remote(llm).start() as daemon:
                llm.says("compute(value)")
                self.assertEqual(text_of(daemon.ask_at_end("result = ")), "compute(value)")

    def test_the_connection_is_used_again(self):
        # Without what is begun beside it, which needs a connection of its own.
        with LlmServer() as llm, Remote(llm, completion='speculate = "never"').start() as daemon:
            llm.says("compute(value)")
            for number in range(20):
                self.assertEqual(text_of(daemon.ask_at_end(f"result_{number} = ")), "compute(value)")
            # One in use, and at most one spare.
            self.assertLessEqual(llm.connections, 2)

    def test_a_server_that_closes_after_each_reply_is_no_trouble(self):
        def closes(exchange):
            says("compute(value)")(exchange)
            exchange.socket.shutdown(socket.SHUT_RDWR)
            raise ConnectionError

        with LlmServer() as llm, Remote(llm).start() as daemon:
            llm.behave = closes
            for number in range(20):
                self.assertEqual(text_of(daemon.ask_at_end(f"result_{number} = ")), "compute(value)")

    def test_typing_along_is_answered_without_asking_again(self):
        with LlmServer() as llm, Remote(llm, completion='speculate = "never"').start() as daemon:
            llm.says("compute(value)")
            uri = daemon.open_new("result = ")
            self.assertEqual(text_of(daemon.complete(uri, 0, 9, 2)), "compute(value)")
            asked = len(llm.requests)
            for at, letter in enumerate("compute"):
                position = {"line": 0, "character": 9 + at}
                daemon.notify("textDocument/didChange", {
                    "textDocument": {"uri": uri, "version": 2 + at},
                    "contentChanges": [{"range": {"start": position, "end": position}, "text": letter}],
                })
                rest = "compute(value)"[at + 1 :]
                self.assertEqual(text_of(daemon.complete(uri, 0, 10 + at, 2)), rest)
            self.assertEqual(len(llm.requests), asked)

    def test_a_cancel_closes_the_connection(self):
        for behaviour in (stalls_before, stalls_inside):
            with self.subTest(behaviour.__name__), LlmServer() as llm, Remote(llm).start() as daemon:
                llm.behave = behaviour
                id = daemon.ask_without_waiting("result = ")
                exchange = eventually(lambda: llm.requests, "a request at the backend")[0]
                time.sleep(0.02)  # it streams, or stalls
                cancelled = time.monotonic()
                daemon.notify("$/cancelRequest", {"id": id})
                self.assertEqual(daemon.reply(id)["error"]["code"], -32800)
                eventually(lambda: exchange.gone_at, "the backend sees the client go")
                self.assertLess(exchange.gone_at - cancelled, 0.25)

    def test_a_change_that_disagrees_closes_the_connection(self):
        with LlmServer() as llm, Remote(llm).start() as daemon:
            llm.behave = stalls_inside  # says "value"
            uri = daemon.open_new("result = ")
            daemon.ask("textDocument/inlineCompletion", {
                "textDocument": {"uri": uri}, "position": {"line": 0, "character": 9}, "context": {"triggerKind": 2}})
            exchange = eventually(lambda: llm.requests, "a request at the backend")[0]
            time.sleep(0.05)
            daemon.notify("textDocument/didChange", {
                "textDocument": {"uri": uri, "version": 2},
                "contentChanges": [{"range": {"start": {"line": 0, "character": 9}, "end": {"line": 0, "character": 9}},
                                    "text": "q"}]})
            eventually(lambda: exchange.gone_at, "the backend sees the client go")

    def test_closing_the_document_closes_the_connection(self):
        with LlmServer() as llm, Remote(llm).start() as daemon:
            llm.behave = stalls_inside
            id = daemon.ask_without_waiting("result = ")
            exchange = eventually(lambda: llm.requests, "a request at the backend")[0]
            uri = (daemon.workspace / "file1.py").as_uri()
            daemon.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
            self.assertIsNotNone(daemon.reply(id))
            eventually(lambda: exchange.gone_at, "the backend sees the client go")

    def test_a_thousand_requests_and_cancels_leave_nothing_behind(self):
        with LlmServer() as llm, Remote(llm, environment={"INKLING_LOG": "warn"}).start() as daemon:
            llm.behave = stalls_inside
            uri = daemon.open_new("result = ")

            def round_of(count):
                for _ in range(count):
                    before = len(llm.requests)
                    id = daemon.ask("textDocument/inlineCompletion", {
                        "textDocument": {"uri": uri}, "position": {"line": 0, "character": 9},
                        "context": {"triggerKind": 1}})
                    eventually(lambda: len(llm.requests) > before, "a request at the backend")
                    daemon.notify("$/cancelRequest", {"id": id})
                    daemon.reply(id)

            round_of(100)
            eventually(lambda: all(exchange.gone_at for exchange in llm.requests), "all streams are stopped")
            resident, descriptors = daemon.resident_kb(), daemon.descriptors()
            round_of(1000)
            eventually(lambda: all(exchange.gone_at for exchange in llm.requests), "all streams are stopped")
            eventually(lambda: daemon.descriptors() <= descriptors + 1, "descriptors are given back", 5)
            self.assertLess(daemon.resident_kb() - resident, 1024)

    def test_utf8_split_over_chunks_arrives_whole(self):
        def split(exchange):
            exchange.begin_stream()
            data = 'data: {"choices":[{"text":"größe(«日本», \\"🙂\\")"}]}\n\n'.encode()
            for at in range(len(data)):
                exchange.chunk(data[at : at + 1])
            exchange.end_stream()

        with LlmServer() as llm, Remote(llm).start() as daemon:
            llm.behave = split
            self.assertEqual(text_of(daemon.ask_at_end("result = ")), 'größe(«日本», "🙂")')


class Keys(unittest.TestCase):
    def test_a_key_reaches_the_server_and_nobody_else(self):
        with tempfile.NamedTemporaryFile("w") as file:  # mode 0600
            file.write(KEY + "\n")
            file.flush()
            sources = {
                "environment": 'api_key_env = "MOCK_KEY"',
                "file": f'api_key_file = "{file.name}"',
                "command": f'api_key_command = ["cat", "{file.name}"]',
            }
            for name, line in sources.items():
                with self.subTest(name), LlmServer() as llm, Remote(llm, extra=line).start() as daemon:
                    llm.says("compute(value)")
                    self.assertEqual(text_of(daemon.ask_at_end("result = ")), "compute(value)")
                    self.assertEqual(llm.requests[-1].headers["authorization"], f"Bearer {KEY}")
                    self.assertNotIn(KEY, daemon.argv())
                    self.assertNotIn(KEY, daemon.log.read_text())


    def test_without_its_key_a_backend_is_not_asked_until_the_key_is_there(self):
        with tempfile.TemporaryDirectory() as folder, LlmServer() as llm:
            path = pathlib.Path(folder) / "key"
            with Remote(llm, extra=f'api_key_file = "{path}"').start() as daemon:
                llm.says("compute(value)")
                self.assertEqual(daemon.ask_at_end("result = "), [])
                self.assertEqual(llm.requests, [])
                path.touch(0o600)
                path.write_text(KEY)
                daemon.notify("workspace/didChangeConfiguration", {"settings": {}})
                self.assertEqual(text_of(daemon.ask_at_end("result = ")), "compute(value)")
                self.assertEqual(llm.requests[-1].headers["authorization"], f"Bearer {KEY}")


    def test_a_key_that_ran_out_is_fetched_again(self):
        def takes_new_key(exchange):
            if exchange.headers["authorization"] == "Bearer new-key":
                return says("compute(value)")(exchange)
            exchange.whole("401 Unauthorized", {"error": {"message": "expired"}})

        with tempfile.NamedTemporaryFile("w") as file, LlmServer() as llm:
            file.write("old-key")
            file.flush()
            with Remote(llm, extra=f'api_key_file = "{file.name}"').start() as daemon:
                llm.behave = takes_new_key
                pathlib.Path(file.name).write_text("new-key")
                self.assertEqual(daemon.ask_at_end("result = "), [])
                eventually(lambda: text_of(daemon.ask_at_end("result = ")) == "compute(value)", "the new key", 5)


if __name__ == "__main__":
    unittest.main()
