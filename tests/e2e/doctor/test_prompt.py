"""`inkling prompt` and `inkling backends`: what would be sent, to whom; and what is never shown."""

import json
import subprocess
import unittest

from llm_server import LlmServer
from lsp_client import Server, eventually
from terminal import KEY, Terminal, mock

SECRET = "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"
CODE = f'token = "{SECRET}"\n\n\ndef add(a, b):\n    return a + \n'
DEFINITION = f'token = "{SECRET}"\n\n\ndef parse_invoice(lines, currency_code="{SECRET}"):\n    return lines\n'
USE = "import invoices\n\nresult = parse_invoice("


class Prompt(unittest.TestCase):
    def terminal(self, llm=None, extra="", text=CODE, **environment):
        url = None if llm else "http://127.0.0.1:9/v1"
        terminal = Terminal(mock(llm, extra=extra, url=url), **environment)
        self.addCleanup(terminal.__exit__)
        subprocess.run(["git", "init", "-q", str(terminal.workspace)], check=True)
        (terminal.workspace / "sum.py").write_text(text)
        return terminal

    def test_it_is_what_a_key_press_sends(self):
        with LlmServer() as llm:
            llm.says("b")
            terminal = self.terminal(llm, extra='api_key_env = "MOCK_API_KEY"', MOCK_API_KEY=KEY)
            told = json.loads(terminal.run("prompt", "sum.py:5", "--json").output)
            with Server("--config", str(terminal.config), environment=terminal.environment) as editor:
                editor.initialize(root=terminal.workspace)
                uri = (terminal.workspace / "sum.py").as_uri()
                editor.open(uri, CODE)
                editor.complete(uri, 4, len("    return a + "), 2)
            sent = llm.requests[0]
            self.assertEqual(sent.json, told["body"])
            self.assertEqual(told["url"], llm.root + sent.path)
            self.assertEqual({name.lower() for name in told["headers"]}, set(sent.headers))
            self.assertEqual(told["headers"]["Content-Length"], sent.headers["content-length"])

    def sent_at_last(self, terminal, llm, text, **kind):
        """The last request of a daemon that has only this file open and is asked until nothing new comes of it."""
        with Server("--config", str(terminal.config), environment=terminal.environment) as editor:
            editor.initialize(root=terminal.workspace)
            uri = (terminal.workspace / "use.py").as_uri()
            editor.open(uri, text)

            def carried():
                llm.says("")
                editor.complete(uri, text.count("\n"), len(text.rsplit("\n", 1)[-1]), **kind)
                return b"currency_code" in llm.requests[-1].body

            eventually(carried, "what is elsewhere goes with a request")
            return llm.requests[-1].json

    def test_what_goes_with_it_of_other_files_is_shown(self):
        for kind in ("llama-cpp", "openai-completions"):
            for flags, trigger in (((), 2), (("--invoked",), 1)):
                with self.subTest(kind=kind, flags=flags), LlmServer() as llm:
                    terminal = Terminal(mock(llm, kind=kind, extra="[completion]\nhead_start = false"))
                    self.addCleanup(terminal.__exit__)
                    subprocess.run(["git", "init", "-q", str(terminal.workspace)], check=True)
                    (terminal.workspace / "invoices.py").write_text(DEFINITION)
                    (terminal.workspace / "use.py").write_text(USE)
                    told = json.loads(terminal.run("prompt", "use.py:3", "--json", *flags).output)
                    sent = self.sent_at_last(terminal, llm, USE, kind=trigger)
                    self.assertEqual(told["body"], sent)
                    self.assertEqual(told["secretsMasked"], 1)
                    self.assertEqual([one["path"] for one in told["parts"]["snippets"]], ["invoices.py"])
                    self.assertNotIn(SECRET, json.dumps(told))
                    page = terminal.run("prompt", "use.py:3", *flags).output
                    self.assertIn("--- from invoices.py", page)
                    body = next(line for line in page.splitlines() if line.startswith("{"))
                    self.assertEqual(told["headers"]["Content-Length"], str(len(body.encode())))

    def test_typing_asks_for_less_than_the_explicit_key(self):
        terminal = self.terminal(text="value = other_value\n")
        typed = json.loads(terminal.run("prompt", "sum.py:1", "--json").output)["body"]
        self.assertEqual((typed["temperature"], typed.get("n")), (0, None))
        asked = json.loads(terminal.run("prompt", "sum.py:1", "--json", "--invoked").output)["body"]
        self.assertEqual(asked["n"], 3)
        self.assertIn("--invoked", self.refusal(terminal, "sum.py:1:3"))
        self.assertEqual(terminal.run("prompt", "sum.py:1:3", "--invoked").returncode, 0)

    def test_the_key_is_not_visible(self):
        terminal = self.terminal(extra='api_key_env = "MOCK_API_KEY"', MOCK_API_KEY=KEY)
        for arguments in ((), ("--json",)):
            result = terminal.run("prompt", "sum.py:5", *arguments)
            self.assertEqual(result.returncode, 0, result.errors)
            self.assertNotIn(KEY, result.output + result.errors)
            self.assertIn("Bearer ****", result.output)
        told = json.loads(result.output)
        self.assertGreater(told["estimatedTokens"], 10)
        self.assertEqual(told["parts"]["suffix"], "\n")
        self.assertTrue(told["parts"]["prefix"].endswith("return a + "))

    def test_a_secret_in_the_text_is_masked(self):
        terminal = self.terminal()
        for arguments in ((), ("--json",)):
            result = terminal.run("prompt", "sum.py:5", *arguments)
            self.assertNotIn(SECRET, result.output + result.errors)
            self.assertIn("INKLING_MASKED_VALUE", result.output)
        self.assertEqual(json.loads(result.output)["secretsMasked"], 1)

    def refusal(self, terminal, *arguments):
        result = terminal.run("prompt", *arguments, "--json")
        self.assertEqual(result.returncode, 1, result.output + result.errors)
        told = json.loads(result.output)
        self.assertFalse(told["sent"])
        self.assertNotIn("token", result.output)
        return told["why"]

    def test_what_may_not_leave_says_why(self):
        terminal = self.terminal(extra='[privacy]\nexclude = ["hidden.py"]\n[completion]\nfiles_disabled = ["off.py"]')
        for name in ("hidden.py", ".env", "off.py", "ignored.py"):
            (terminal.workspace / name).write_text(CODE)
        (terminal.workspace / ".gitignore").write_text("ignored.py\n")
        (terminal.folder / "outside.py").write_text(CODE)
        self.assertIn("excluded", self.refusal(terminal, "hidden.py:1"))
        self.assertIn("excluded", self.refusal(terminal, ".env:1"))
        self.assertIn("disabled", self.refusal(terminal, "off.py:1"))
        self.assertIn("ignored by git", self.refusal(terminal, "ignored.py:1"))
        self.assertIn("outside", self.refusal(terminal, "../outside.py:1", "--workspace", "."))

    def test_a_workspace_that_narrows_is_heard(self):
        terminal = self.terminal()
        (terminal.workspace / ".inkling.toml").write_text('[privacy]\nexclude = ["sum.py"]\n')
        self.assertIn("excluded", self.refusal(terminal, "sum.py:1"))

    def test_with_the_embedded_model_nothing_is_sent(self):
        with Terminal() as terminal:
            (terminal.workspace / "sum.py").write_text(CODE)
            self.assertIn("the embedded model serves", self.refusal(terminal, "sum.py:1"))
            result = terminal.run("prompt", "sum.py:5", "--backend", "llama-cpp")
            self.assertEqual(result.returncode, 0)
            self.assertIn("POST /infill HTTP/1.1", result.output)
            self.assertNotIn("Authorization", result.output)

    def test_places_that_are_none(self):
        terminal = self.terminal()
        for place in ("sum.py", "nothing.py:1", "sum.py:99"):
            self.assertEqual(terminal.run("prompt", place).returncode, 2)


class Backends(unittest.TestCase):
    def test_it_lists_entries_and_presets_and_never_a_key(self):
        config = 'backend = "cerebras"\n[backends.mine]\nbase_url = "http://127.0.0.1:1/v1"\n'
        with Terminal(config, CEREBRAS_API_KEY=KEY) as terminal:
            result = terminal.run("backends", "--json")
            by = {one["name"]: one for one in json.loads(result.output)}
            self.assertTrue(by["cerebras"]["inForce"])
            self.assertTrue(by["cerebras"]["key"]["found"])
            self.assertEqual(by["cerebras"]["price"], "metered")
            self.assertFalse(by["groq"]["key"]["found"])
            self.assertTrue(by["mine"]["configured"])
            self.assertEqual(by["ollama"]["baseUrl"], "http://127.0.0.1:11434")
            page = terminal.run("backends")
            self.assertEqual(page.returncode, 0)
            self.assertRegex(page.output, r"(?m)^\* +cerebras +cerebras +https://api.cerebras.ai/v1 ")
            self.assertNotIn(KEY, result.output + page.output)

    def test_where_the_values_come_from(self):
        with Terminal('backend = "cerebras"', CEREBRAS_API_KEY=KEY) as terminal:
            self.assertRegex(terminal.run("config").output, r'base_url = "https://api.cerebras.ai/v1" +# preset cerebras')


if __name__ == "__main__":
    unittest.main()
