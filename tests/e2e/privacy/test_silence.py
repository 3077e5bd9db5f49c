"""Nothing configured, nothing sent: the daemon in a network of its own, under the kernel's counters."""

import os
import pathlib
import subprocess
import sys
import tempfile
import time
import unittest

import alone
import lsp_client
import project
from lsp_client import BINARY, Connection, Server

WRAPPER = [sys.executable, alone.__file__]


class Alone(Server):
    """`inkling lsp` in a network namespace."""

    def __init__(self, *arguments, environment, cwd):
        self.process = subprocess.Popen(
            [*WRAPPER, BINARY, "lsp", *arguments], env={**os.environ, **environment}, cwd=cwd,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        Connection.__init__(self, self.process.stdin, self.process.stdout)


class Silence(unittest.TestCase):
    def setUp(self):
        if subprocess.run([*WRAPPER, "true"]).returncode != 0:
            print("SKIP e2e_privacy: no network namespaces here (root, or user namespaces)")
            self.skipTest("no network namespaces")
        folder = tempfile.TemporaryDirectory(prefix="inkling-privacy-")
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        self.workspace = self.root / "workspace"
        self.workspace.mkdir()
        self.opened = project.write(self.workspace)
        self.environment = {"HOME": str(self.root), "XDG_CONFIG_HOME": str(self.root / "config"),
                            "XDG_RUNTIME_DIR": str(self.root)}

    def start(self, *arguments):
        daemon = Alone(*arguments, environment=self.environment, cwd=self.workspace)
        self.addCleanup(daemon.__exit__)
        daemon.initialize(root=self.workspace)
        return daemon

    def type_and_complete(self, daemon, wanted):
        """A person who writes a function and takes what is offered; what was offered in all."""
        uri = self.opened.as_uri()
        text = self.opened.read_text()
        daemon.open(uri, text)
        offered = []
        for version, typed in enumerate(project.TYPED, 2):
            text += typed
            daemon.notify("textDocument/didChange", {
                "textDocument": {"uri": uri, "version": version}, "contentChanges": [{"text": text}]})
            line, character = text.count("\n"), len(text) - text.rfind("\n") - 1
            offered += daemon.complete(uri, line, character, 2)
        lsp_client.eventually(lambda: not wanted or daemon.complete(uri, line, character, 1),
                              "something that the embedded model offers")
        return offered

    def test_no_packet_and_no_socket(self):
        daemon = self.start()
        pid = daemon.process.pid
        self.type_and_complete(daemon, wanted=True)
        self.assertEqual(alone.internet_sockets(pid), [])
        daemon.call("shutdown")
        self.assertEqual(alone.traffic(pid), {})
        self.assertEqual(alone.internet_sockets(pid), [])
        daemon.notify("exit")
        self.assertEqual(daemon.exit_code(), 0)

    def test_the_counters_do_count(self):
        """The same with a backend, which is not there: what it sends is seen."""
        config = self.root / "config.toml"
        for url in ("http://127.0.0.1:9/v1", "http://192.0.2.1:9/v1"):
            with self.subTest(url):
                config.write_text(f'backend = "b"\n[backends.b]\nkind = "openai-completions"\nbase_url = "{url}"\n'
                                  'model = "qwen2.5-coder"\n')
                daemon = self.start("--config", str(config))
                self.type_and_complete(daemon, wanted=False)
                end = time.monotonic() + 10
                while not alone.traffic(daemon.process.pid) and time.monotonic() < end:
                    time.sleep(0.01)
                self.assertNotEqual(alone.traffic(daemon.process.pid), {})


if __name__ == "__main__":
    unittest.main()
