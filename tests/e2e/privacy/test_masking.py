"""Secrets in the text of a prompt: masked on the way out, and a mask that comes back is offered to nobody."""

import unittest

from llm_server import LlmServer
from lsp_client import completion_params, eventually
from remote.remote import Remote, text_of

MASK = "INKLING_MASKED_VALUE"

# Spelled in pieces: nothing here is to look like a key.
SECRETS = {
    "a named value": ("password = \"{}\"\n", "q7Rk2" + "Vx9Lm4TzW8cYb3N"),
    "a GitHub token": ("# curl -u {}:\n", "gh" + "p_" + "0aB1cD2eF3gH4iJ5kL6mN7oP8qR9sT0uV1w"),
    "a URL": ("DB = \"postgres://shop:{}@db/shop\"\n", "Blue7Whale" + "Sea9"),
    "an AWS pair": ("s3('" + "AK" + "IAQ7RK2VX4LMTZWCYB', '{}')\n", "q7Rk2Vx9Lm/TzW8cYb3N" + "+a0bD5eF6gHjKpQsUvXy"),
    "a key block": ("K = '''" + "-" * 5 + "BEGIN PRIVATE KEY" + "-" * 5 + "\n{}\n",
                    "MIIEpAIBAAKCAQEA0Zx9k3Vb7m2Q" + "w8Lr5Tt1Yp6Nc4Hd0Jf8Sg2Ka7Xe"),
}


def sent(llm):
    return "".join(request.body.decode() for request in llm.requests)


class Masking(unittest.TestCase):
    def assert_masked(self, llm, secret):
        self.assertIn(MASK, sent(llm))
        for at in range(len(secret) - 7):
            self.assertNotIn(secret[at : at + 8], sent(llm))

    def test_a_secret_before_and_behind_the_cursor(self):
        for name, (frame, secret) in SECRETS.items():
            code = frame.format(secret)
            for text, line in ((code + "x = 1\nresult = \n", code.count("\n") + 1), ("result = \n" + code, 0)):
                with self.subTest(name, line=line), LlmServer() as llm, Remote(llm) as daemon:
                    llm.says("compute(value)")
                    daemon.start()
                    items = daemon.complete(daemon.open_new(text), line, len("result = "), 1)
                    self.assertEqual(text_of(items), "compute(value)")
                    self.assert_masked(llm, secret)

    def test_a_secret_that_the_cursor_stands_in(self):
        with LlmServer() as llm, Remote(llm) as daemon:
            daemon.start()
            frame, secret = SECRETS["a named value"]
            uri = daemon.open_new(frame.format(secret))
            for character in range(frame.index("{"), frame.index("{") + len(secret) + 1):
                daemon.complete(uri, 0, character, 1)
            self.assert_masked(llm, secret)

    def test_in_every_dialect(self):
        frame, secret = SECRETS["a named value"]
        for kind in ("openai-completions", "llama-cpp", "openai-chat"):
            with self.subTest(kind), LlmServer() as llm, Remote(llm, kind) as daemon:
                llm.says("compute(value)")
                daemon.start()
                daemon.complete(daemon.open_new(frame.format(secret) + "result = "), 1, len("result = "), 1)
                eventually(lambda: llm.requests, "a request")
                self.assert_masked(llm, secret)

    def test_neither_the_log_has_it(self):
        with LlmServer() as llm, Remote(llm) as daemon:
            llm.says("compute(value)")
            daemon.start()
            for frame, secret in SECRETS.values():
                daemon.ask_at_end(frame.format(secret).replace("\n", " ") + "result = ")
            log = "\n".join(daemon.log_lines())
            for _, secret in SECRETS.values():
                self.assertNotIn(secret[:8], log)

    def test_an_answer_with_the_mask_is_offered_to_nobody(self):
        with LlmServer() as llm, Remote(llm) as daemon:
            frame, secret = SECRETS["a named value"]
            daemon.start()
            for answer in (f'"{MASK}"', f"login({MASK})\nprint(1)"):
                with self.subTest(answer):
                    llm.says(answer, pieces=5)
                    text = frame.format(secret) + "result = "
                    uri = daemon.open_new(text)
                    answer = daemon.call("textDocument/inlineCompletion",
                                         completion_params(uri, 1, len("result = "), 1))
                    self.assertNotIn(MASK, str(answer))
                    self.assertNotIn(secret, str(answer))


if __name__ == "__main__":
    unittest.main()
