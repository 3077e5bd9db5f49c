"""A daemon with a configured backend, for tests: `with Remote(llm) as daemon: daemon.ask_at_end("x = ")`."""

import os
import pathlib
import shutil
import subprocess
import tempfile

from lsp_client import Server, completion_params, eventually

KEY = "sk-inkling-test-0123456789abcdef"


class Remote(Server):
    """`inkling lsp` over a workspace folder of its own, logging everything to a file."""

    def __init__(self, llm, kind="openai-completions", extra="", completion="", arguments=(), environment=None,
                 url=None, fallback="none"):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="inkling-remote-"))
        self.workspace = self.folder / "workspace"
        self.workspace.mkdir()
        (self.folder / "config").mkdir()
        self.config = self.folder / "config" / "config.toml"
        base = url or (llm.root if kind in ("llama-cpp", "ollama") and not llm.path else llm.url)
        self.config.write_text(
            f'backend = "mock"\n[backends.mock]\nkind = "{kind}"\nbase_url = "{base}"\nmodel = "qwen2.5-coder"\n{extra}\n'
            f'[completion]\ndebounce_ms = 0\nfallback = "{fallback}"\n{completion}\n'
        )
        self.log = self.folder / "log"
        self.stderr = open(self.log, "wb")
        super().__init__("--config", str(self.config), *arguments, stderr=self.stderr,
                         environment={"INKLING_LOG": "debug", "MOCK_KEY": KEY, **(environment or {})})
        self.opened = 0

    def __exit__(self, *_):
        super().__exit__()
        self.stderr.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def start(self, **params):
        self.initialize(root=self.workspace, **params)
        return self

    def open_in(self, path, text):
        """Opens a document at a path (relative: in the workspace) and returns its URI."""
        uri = (self.workspace / path).as_uri()
        self.open(uri, text)
        return uri

    def open_new(self, text):
        self.opened += 1
        return self.open_in(f"file{self.opened}.py", text)

    def ask_at_end(self, text, kind=2):
        """Opens a new document of one line and asks at its end: the items."""
        return self.complete(self.open_new(text), 0, len(text), kind)

    def ask_without_waiting(self, text, kind=2):
        uri = self.open_new(text)
        return self.ask("textDocument/inlineCompletion", completion_params(uri, 0, len(text), kind))

    def log_lines(self, level=None):
        lines = self.log.read_text(errors="replace").splitlines()
        return [line for line in lines if level is None or level in line]

    def argv(self):
        return pathlib.Path(f"/proc/{self.process.pid}/cmdline").read_bytes().decode()

    def descriptors(self):
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))

    def resident_kb(self):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.split("VmRSS:")[1].split()[0])


def text_of(items):
    return items[0]["insertText"] if items else None


def git(folder, *arguments):
    subprocess.run(["git", "-C", str(folder), *arguments], check=True, capture_output=True)


__all__ = ["KEY", "Remote", "eventually", "git", "text_of"]
