"""`inkling` as a person at a terminal runs it, with a configuration of its own."""

import json
import os
import pathlib
import shutil
import subprocess
import tempfile

from lsp_client import BINARY

KEY = "sk-inkling-test-0123456789abcdef"


class Terminal:
    """A home with a configuration, and a folder to stand in. No variable with a key but those given."""

    def __init__(self, config="", **environment):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="inkling-doctor-"))
        self.workspace = self.folder / "workspace"
        self.workspace.mkdir()
        self.config = self.folder / "config.toml"
        self.config.write_text(config)
        plain = {name: value for name, value in os.environ.items() if not name.endswith("_API_KEY")}
        self.environment = {**plain, "INKLING_CONFIG": str(self.config), **environment}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.folder, ignore_errors=True)

    def start(self, *arguments, stdin=subprocess.DEVNULL):
        return subprocess.Popen([BINARY, *map(str, arguments)], stdin=stdin, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, text=True, cwd=self.workspace, env=self.environment)

    def run(self, *arguments, typed=None):
        process = self.start(*arguments, stdin=subprocess.DEVNULL if typed is None else subprocess.PIPE)
        process.output, process.errors = process.communicate(typed, timeout=40)
        return process

    def doctor(self, *arguments, typed=None):
        """The findings by check (the first of each), and the exit code."""
        result = self.run("doctor", "--json", *arguments, typed=typed)
        told = json.loads(result.output)
        told["by"] = {one["check"]: one for one in reversed(told["checks"])}
        told["code"] = result.returncode
        told["text"] = result.output + result.errors
        return told


def mock(llm, kind="openai-completions", extra="", model="qwen2.5-coder", url=None):
    base = url or (llm.root if kind in ("llama-cpp", "ollama") else llm.url)
    return (f'backend = "mock"\n[backends.mock]\nkind = "{kind}"\nbase_url = "{base}"\nmodel = "{model}"\n'
            f'price = "free"\n{extra}\n')
