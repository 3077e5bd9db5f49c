"""Files that are neither sent nor learned from: by .inklingignore, and secrets by their names."""

import pathlib
import tempfile
import unittest

from llm_server import LlmServer
from lsp_client import Server, eventually
from remote.remote import Remote, text_of

TEXT = "result = "


def ask_in(daemon, path, text=TEXT):
    return text_of(daemon.complete(daemon.open_in(path, text), 0, len(text), 1))


class Exclusion(unittest.TestCase):
    def test_secret_names_make_no_request(self):
        with LlmServer() as llm, Remote(llm) as daemon:
            llm.says("compute(value)")
            daemon.start()
            for path in (".env", ".env.local", "id_rsa_work", "server.pem", "prod.tfvars", "secrets.yaml", ".netrc",
                         ".ssh/config", "kubeconfig.yaml", "service-account-1.json", ".docker/config.json"):
                with self.subTest(path):
                    self.assertIsNone(ask_in(daemon, path))
            self.assertEqual(llm.requests, [])
            self.assertEqual(ask_in(daemon, "id_rsa_parser.py"), "compute(value)")

    def test_ignored_files_make_no_request(self):
        with LlmServer() as llm, Remote(llm) as daemon:
            llm.says("compute(value)")
            (daemon.workspace / "sub").mkdir()
            (daemon.workspace / ".inklingignore").write_text("*.sql\n/customers/\n!kept.sql\n")
            (daemon.workspace / "sub" / ".inklingignore").write_text("own.py\n")
            (daemon.folder / ".inklingignore").write_text("workspace/above.py\n")
            daemon.start()
            for path in ("a.sql", "sub/b.sql", "customers/a.py", "sub/own.py", "above.py"):
                with self.subTest(path):
                    self.assertIsNone(ask_in(daemon, path))
            self.assertEqual(llm.requests, [])
            for path in ("kept.sql", "own.py", "sub/customers/a.py"):
                with self.subTest(path):
                    self.assertEqual(ask_in(daemon, path), "compute(value)")

    def test_an_unreadable_file_of_rules_keeps_all_below_it(self):
        with LlmServer() as llm, Remote(llm) as daemon:
            (daemon.workspace / "sub" / ".inklingignore").mkdir(parents=True)
            llm.says("compute(value)")
            daemon.start()
            self.assertIsNone(ask_in(daemon, "sub/a.py"))
            self.assertIsNone(ask_in(daemon, "sub/deep/b.py"))
            self.assertEqual(llm.requests, [])
            self.assertEqual(ask_in(daemon, "a.py"), "compute(value)")
            warnings = [line for line in daemon.log_lines("warn") if "excludes all" in line]
            self.assertEqual(len({line.split("folder=")[1] for line in warnings}), 1)

    def told(self, daemon, uri):
        daemon.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": uri, "type": 1}]})

    def saved(self, daemon, uri):
        daemon.notify("textDocument/didSave", {"textDocument": {"uri": uri}})

    def test_a_change_counts_for_open_documents_at_once(self):
        for tell in (self.told, self.saved):
            with self.subTest(tell.__name__), LlmServer() as llm, Remote(llm) as daemon:
                llm.says("compute(value)")
                daemon.start()
                self.assertEqual(ask_in(daemon, "a.py"), "compute(value)")
                rules = daemon.workspace / ".inklingignore"
                rules.write_text("a.py\n")
                tell(daemon, rules.as_uri())
                before = len(llm.requests)
                uri = (daemon.workspace / "a.py").as_uri()
                daemon.notify("textDocument/didChange", {
                    "textDocument": {"uri": uri, "version": 2}, "contentChanges": [{"text": "unheard = "}]})
                self.assertEqual(daemon.complete(uri, 0, 10, 1), [])
                self.assertEqual(len(llm.requests), before)
                rules.unlink()
                tell(daemon, rules.as_uri())
                self.assertEqual(text_of(daemon.complete(uri, 0, 10, 1)), "compute(value)")

    def test_the_embedded_model_learns_nothing_of_them(self):
        with tempfile.TemporaryDirectory(prefix="inkling-privacy-") as folder, Server() as server:
            workspace = pathlib.Path(folder).resolve()
            line = "unheard_of_name = compute_something(unheard_of_value)\n"
            for name in ("hidden.py", "seen.py"):
                (workspace / name).write_text(line.replace("unheard", name.split(".")[0]) * 3)
            (workspace / ".inklingignore").write_text("hidden.py\n")
            server.initialize(root=workspace)
            uri = (workspace / "a.py").as_uri()
            server.open(uri, "seen_of_name = \nhidden_of_name = \n")
            eventually(lambda: server.complete(uri, 0, len("seen_of_name = ")), "something of seen.py")
            self.assertNotIn("hidden_of_value", str(server.complete(uri, 1, len("hidden_of_name = "))))


if __name__ == "__main__":
    unittest.main()
