"""`inkling doctor` against servers that work, and that fail in the ways servers do."""

import json
import signal
import socket
import time
import unittest

from llm_server import FAULTS, LlmServer, stalls_before, status
from terminal import KEY, Terminal, mock

MODELS = {"object": "list", "data": [{"id": "qwen2.5-coder"}, {"id": "llama-3.3-70b"}]}


def server():
    llm = LlmServer()
    llm.documents["/v1/models"] = MODELS
    llm.says("b")
    return llm


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


class Well(unittest.TestCase):
    def test_a_server_that_works_passes_every_check(self):
        with server() as llm, Terminal(mock(llm, extra='api_key_env = "MOCK_API_KEY"'), MOCK_API_KEY=KEY) as terminal:
            told = terminal.doctor()
            self.assertEqual(told["code"], 0, told)
            self.assertTrue(told["ok"])
            self.assertEqual({one["level"] for one in told["checks"]}, {"ok"}, told["checks"])
            self.assertEqual(set(told["by"]), {"configuration", "backend", "key", "connection", "server", "model",
                                               "prompt", "completion", "speed"})
            self.assertIn("MOCK_API_KEY", told["by"]["key"]["said"])
            self.assertIn("qwen", told["by"]["prompt"]["said"])
            self.assertEqual(told["speed"]["runs"], 4)
            self.assertGreaterEqual(told["speed"]["onReadyConnection"], 3)
            self.assertGreater(told["speed"]["ttftMs"]["p50"], 0)
            self.assertNotIn(KEY, told["text"])
            self.assertTrue(all(one.headers["authorization"] == f"Bearer {KEY}" for one in llm.requests))

    def test_an_editor_has_its_own_options_tested_with_a_key_that_is_in_no_file(self):
        with server() as llm, Terminal('backend = "elsewhere"') as terminal:
            mine = {"kind": "openai-completions", "base_url": llm.url, "model": "qwen2.5-coder", "price": "free"}
            options = {"refresh": True, "backend": "mine", "backends": {"mine": {**mine, "api_key": KEY}}}
            told = terminal.doctor("--options-from-stdin", typed=json.dumps({"inkling": options}))
            self.assertEqual((told["code"], told["backend"]), (0, "mine"), told)
            self.assertNotIn(KEY, told["text"])
            self.assertTrue(llm.requests)
            self.assertTrue(all(one.headers["authorization"] == f"Bearer {KEY}" for one in llm.requests))

    def test_options_that_are_no_object_are_told(self):
        for typed in ("", "[1]", "{", "null"):
            with self.subTest(typed=typed), Terminal() as terminal:
                result = terminal.run("doctor", "--options-from-stdin", typed=typed)
                self.assertEqual(result.returncode, 1)
                self.assertIn("expected one JSON object", result.errors)

    def test_only_samples_of_its_own_are_sent(self):
        with server() as llm, Terminal(mock(llm)) as terminal:
            (terminal.workspace / "own.py").write_text("secret_sauce = 1\n")
            terminal.doctor()
            self.assertEqual(len(llm.requests), 5)
            for request in llm.requests:
                self.assertNotIn("secret_sauce", request.body.decode())
                self.assertRegex(request.json["prompt"], "def (add|fibonacci)")

    def test_a_page_for_people_is_aligned_and_without_colours(self):
        with server() as llm, Terminal(mock(llm)) as terminal:
            result = terminal.run("doctor")
            self.assertEqual(result.returncode, 0)
            self.assertNotIn("\033", result.output)
            for line in result.output.splitlines():
                self.assertRegex(line, r"^(ok    |warn  |fail  |      )(\S+ +| {15})\S")

    def test_with_nothing_configured_there_is_nothing_to_check_outside(self):
        with Terminal() as terminal:
            told = terminal.doctor()
            self.assertEqual(told["code"], 0)
            self.assertEqual(told["backend"], "embedded")
            self.assertIn("the embedded model serves", told["by"]["backend"]["said"])

    def test_another_entry_can_be_named(self):
        with server() as llm, Terminal(mock(llm).replace('backend = "mock"', "")) as terminal:
            told = terminal.doctor("--backend", "mock")
            self.assertEqual(told["code"], 0, told)
            self.assertEqual(told["backend"], "mock")

    def test_every_kind_is_asked_its_own_way(self):
        for kind, path in (("llama-cpp", "/props"), ("openai-chat", "/v1/models")):
            with self.subTest(kind), server() as llm:
                llm.documents = {path: {"total_slots": 2, "data": [{"id": "qwen2.5-coder"}]}}
                with Terminal(mock(llm, kind)) as terminal:
                    told = terminal.doctor()
                    self.assertEqual(told["code"], 0, told)
                    self.assertEqual({one["level"] for one in told["checks"]}, {"ok"}, told["checks"])


class Unwell(unittest.TestCase):
    def check(self, llm, check, level, *words, config=None, environment=None, within=15):
        with Terminal(config or mock(llm), **(environment or {})) as terminal:
            began = time.monotonic()
            told = terminal.doctor()
            self.assertLess(time.monotonic() - began, within)
        finding = told["by"].get(check)
        self.assertIsNotNone(finding, told)
        self.assertEqual(finding["level"], level, told)
        for word in words:
            self.assertIn(word, finding["said"] + " " + finding["advice"])
        self.assertEqual(told["code"], 1 if level == "fail" else 0)
        self.assertNotIn(KEY, told["text"])
        return told

    def test_each_fault_of_a_completion_has_words_of_its_own(self):
        expected = {
            "401": "wants a key", "403": "wants a key", "404": "/v1/completions", "429 with a time": "in 1 s",
            "500": "error of the server's own", "503": "overloaded", "redirect": "elsewhere",
            "reset": "closed the connection", "garbage": "does not speak HTTP", "garbage events": "backends.mock.kind",
            "truncated": "broke off", "error inside": "inside of a success (200): overloaded", "huge header": "",
        }
        for fault, words in expected.items():
            with self.subTest(fault), server() as llm:
                llm.behave = FAULTS[fault]
                self.check(llm, "completion", "fail", words)

    def test_a_wrong_key_is_told_with_its_variable(self):
        with server() as llm:
            llm.behave = status("401 Unauthorized")
            self.check(llm, "completion", "fail", "refuses the key (401)", "MOCK_API_KEY",
                       config=mock(llm, extra='api_key_env = "MOCK_API_KEY"'), environment={"MOCK_API_KEY": KEY})

    def test_a_key_that_is_not_there_is_told_before_anything_is_asked(self):
        with server() as llm:
            told = self.check(llm, "key", "fail", "MOCK_API_KEY is not set",
                              config=mock(llm, extra='api_key_env = "MOCK_API_KEY"'))
            self.assertNotIn("connection", told["by"])
            self.assertEqual(llm.connections, 0)

    def test_a_preset_without_its_key_names_the_variable(self):
        told = self.check(None, "key", "fail", "CEREBRAS_API_KEY is not set", config='backend = "cerebras"')
        self.assertEqual(told["text"].count("CEREBRAS_API_KEY"), 1)
        self.assertEqual([one["level"] for one in told["checks"]], ["ok", "ok", "fail"])

    def test_a_model_that_the_server_has_not_gets_the_nearest_name(self):
        with server() as llm:
            self.check(llm, "model", "warn", "not in its list", "llama-3.3-70b", "did you mean \"qwen2.5-coder\"",
                       config=mock(llm, model="qwen2.5-codr"))

    def test_a_port_where_nobody_listens(self):
        port = free_port()
        told = self.check(None, "connection", "fail", "nobody listens", "llama-server -m", within=5,
                          config=mock(None, "llama-cpp", url=f"http://127.0.0.1:{port}"))
        self.assertNotIn("completion", told["by"])

    def test_http_where_https_was_expected(self):
        with server() as llm:
            self.check(llm, "certificate", "fail", "http://", config=mock(llm, url=llm.url.replace("http:", "https:")))

    def test_silence_is_bounded(self):
        with server() as llm:
            llm.behave = stalls_before
            self.check(llm, "completion", "fail", "silent", within=25)

    def test_a_server_that_fills_no_gaps(self):
        answers = {
            "def add(a, b):\n    return a + b": "repeats what stands before",
            "b\n\n\nprint(add(1, 2))\n": "behind the cursor",
            "Sure! Here is": "does not fill the gap",
            "": "without text",
        }
        for answer, words in answers.items():
            with self.subTest(answer), server() as llm:
                llm.says(answer)
                self.check(llm, "completion", "warn", words)

    def test_refusals_that_are_about_something_known(self):
        cases = {
            "suffix is not currently supported": "no suffix",
            "model does not support insert": "no template",
            "unknown model": "does not take the model",
        }
        for message, words in cases.items():
            with self.subTest(message), server() as llm:
                llm.behave = status("400 Bad Request", {"error": {"message": message}})
                self.check(llm, "completion", "fail", words)
        with server() as llm:
            llm.behave = status("501 Not Implemented", {"error": {"message": "Infill is not supported"}})
            self.check(llm, "completion", "fail", "no tokens for filling gaps", config=mock(llm, "llama-cpp"))

    def test_a_family_that_is_not_known_by_its_name(self):
        with server() as llm:
            llm.documents["/v1/models"] = {"data": [{"id": "mystery"}]}
            self.check(llm, "prompt", "warn", "backends.mock.fim", config=mock(llm, model="mystery"))

    def test_mistakes_of_the_configuration_come_first(self):
        with server() as llm:
            told = self.check(llm, "configuration", "fail", "did you mean max_tokens",
                              config=mock(llm, extra="max_tokes = 5"))
            self.assertEqual(told["by"]["completion"]["level"], "ok")

    def test_a_mistyped_name_gets_the_nearest(self):
        self.check(None, "configuration", "fail", "did you mean \"cerebras\"", config='backend = "cerebas"')

    def test_what_a_server_writes_cannot_move_the_cursor(self):
        with server() as llm:
            llm.says("\033[2Jb\r")
            with Terminal(mock(llm)) as terminal:
                self.assertNotIn("\033", terminal.run("doctor").output)

    def test_an_interrupt_ends_it_at_once(self):
        with server() as llm, Terminal(mock(llm)) as terminal:
            llm.behave = stalls_before
            process = terminal.start("doctor")
            end = time.monotonic() + 5
            while not llm.requests and time.monotonic() < end:
                time.sleep(0.01)
            process.send_signal(signal.SIGINT)
            output, _ = process.communicate(timeout=2)
            self.assertEqual(process.returncode, 1)
            self.assertIn("interrupted", output)


if __name__ == "__main__":
    unittest.main()
