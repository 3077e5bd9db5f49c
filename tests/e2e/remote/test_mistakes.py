"""A mistake in the configuration is told, and the daemon serves on."""

import subprocess
import unittest

from llm_server import LlmServer
from lsp_client import BINARY, initialize_params
from remote import Remote

FIM = 'fim = "no-such-family"'


class AnUnknownFamily(unittest.TestCase):
    """backends.NAME.fim: "auto", "none" or a family that there is."""

    def test_is_found_by_the_check(self):
        with LlmServer() as llm, Remote(llm, extra=FIM) as daemon:
            check = subprocess.run([BINARY, "config", "--check", daemon.config], capture_output=True, text=True)
            self.assertEqual(check.returncode, 1, check)
            self.assertIn(":6:1: backends.mock.fim:", check.stdout + check.stderr)

    def test_does_not_end_the_daemon_at_its_start(self):
        with LlmServer() as llm, Remote(llm, extra=FIM) as daemon:
            daemon.start()
            daemon.ask_at_end("result = ")

    def test_does_not_end_the_daemon_when_the_file_is_read_again(self):
        with LlmServer() as llm, Remote(llm).start() as daemon:
            daemon.config.write_text(daemon.config.read_text().replace("kind =", f"{FIM}\nkind ="))
            daemon.notify("workspace/didChangeConfiguration", {"settings": None})
            daemon.ask_at_end("result = ")
            self.assertIsNone(daemon.process.poll())

    def test_of_a_trusted_client_does_not_end_the_daemon(self):
        with LlmServer() as llm, Remote(llm, arguments=("--trust-client",)) as daemon:
            params = initialize_params(root=daemon.workspace)
            params["initializationOptions"] = {"backends": {"mock": {"fim": "no-such-family"}}}
            id = daemon.ask("initialize", params)
            daemon.ended.wait(2)
            self.assertIn(id, daemon.replies)


if __name__ == "__main__":
    unittest.main()
