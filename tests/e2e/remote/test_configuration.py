"""What may leave this process, and who decides that: files, clients, and changes of both."""

import unittest

from llm_server import LlmServer
from lsp_client import initialize_params
from remote import Remote, eventually, git, text_of

SECRET = "unheard_of_7f3a"


class Configuration(unittest.TestCase):
    def sent(self, llm):
        return "".join(request.body.decode() for request in llm.requests)

    def start(self, daemon, options):
        params = initialize_params(root=daemon.workspace)
        params["initializationOptions"] = options
        daemon.call("initialize", params)
        daemon.notify("initialized", {})
        return daemon

    def ask_in(self, daemon, path, text):
        return daemon.complete(daemon.open_in(path, text), 0, len(text), 1)

    def test_what_must_stay_here_is_not_sent(self):
        with LlmServer() as llm, Remote(llm, completion='[privacy]\nexclude = ["/private/"]') as daemon:
            llm.says("compute(value)")
            git(daemon.workspace, "init", "-q")
            (daemon.workspace / ".gitignore").write_text("ignored.py\n")
            (daemon.workspace / ".inkling.toml").write_text('[privacy]\nexclude = ["*.own.py"]\n')
            daemon.start()
            for path in ("ignored.py", ".env", "private/a.py", "a.own.py", "../outside.py"):
                with self.subTest(path):
                    self.ask_in(daemon, path, f"{SECRET} = ")
                    self.assertNotIn(SECRET, self.sent(llm))
            self.assertEqual(text_of(self.ask_in(daemon, "public.py", "result = ")), "compute(value)")
            self.assertNotIn(SECRET, self.sent(llm))

    def test_a_file_that_is_excluded_while_it_is_open_is_not_sent_any_more(self):
        with LlmServer() as llm, Remote(llm) as daemon:
            llm.says("compute(value)")
            daemon.start()
            self.assertIsNotNone(text_of(self.ask_in(daemon, "a.py", "result = ")))
            daemon.config.write_text(daemon.config.read_text() + '[privacy]\nexclude = ["a.py"]\n')
            daemon.notify("workspace/didChangeConfiguration", {"settings": None})
            before = len(llm.requests)
            uri = (daemon.workspace / "a.py").as_uri()
            daemon.notify("textDocument/didChange", {
                "textDocument": {"uri": uri, "version": 2}, "contentChanges": [{"text": f"{SECRET} = "}]})
            self.assertEqual(daemon.complete(uri, 0, len(SECRET) + 3, 1), [])
            self.assertEqual(len(llm.requests), before)

    def test_a_server_is_asked_anew_what_it_can_take_while_documents_are_open(self):
        def asked_for_facts():
            return [get for get in llm.gets if get.path == "/props"]

        with LlmServer() as llm, Remote(llm, kind="llama-cpp") as daemon:
            daemon.start()
            daemon.open_in("a.py", "result = ")
            eventually(lambda: len(asked_for_facts()) == 1, "the first question")
            daemon.config.write_text(daemon.config.read_text().replace("[completion]", "max_tokens = 32\n[completion]"))
            daemon.notify("workspace/didChangeConfiguration", {"settings": None})
            eventually(lambda: len(asked_for_facts()) == 2, "the second, without a key")
            self.assertEqual(llm.requests, [])

    def test_a_mistake_in_the_file_sends_nothing_anywhere(self):
        with LlmServer() as llm, Remote(llm, completion='[privacy]\nexlude = ["a.py"]') as daemon:
            daemon.start()
            self.ask_in(daemon, "b.py", f"{SECRET} = ")
            self.assertEqual(llm.requests, [])
            self.assertTrue(any("did you mean exclude?" in line for line in daemon.log_lines()))

    def test_only_a_trusted_client_chooses_the_backend(self):
        for trusted in (False, True):
            with self.subTest(trusted=trusted), LlmServer() as configured, LlmServer() as other:
                configured.says("configured(value)")
                other.says("chosen(value)")
                arguments = ("--trust-client",) if trusted else ()
                options = {"backend": "x", "backends": {"x": {"base_url": other.url, "model": "qwen2.5-coder"}}}
                with Remote(configured, arguments=arguments) as daemon:
                    self.start(daemon, {"inkling": options})
                    expected = "chosen(value)" if trusted else "configured(value)"
                    self.assertEqual(text_of(self.ask_in(daemon, "a.py", "result = ")), expected)
                    self.assertEqual(bool(other.requests), trusted)
                    self.assertEqual(bool(configured.requests), not trusted)


if __name__ == "__main__":
    unittest.main()
