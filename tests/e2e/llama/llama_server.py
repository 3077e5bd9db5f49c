"""A real llama-server from the folder of tools/llama-root, with a model of tiny_model.py.

    with LlamaServer(find_root(), says="value+1\\n") as server:
        server.base_url, server.socket_url, server.log(), server.is_busy()
"""

import http.client
import json
import os
import pathlib
import re
import socket
import subprocess
import tempfile

import tiny_model
from lsp_client import eventually

START = 'mount -t proc proc "$0/proc" && exec chroot "$0" "$@"'
SOCKET_PATH_MAX = 107  # bytes, of sun_path


class Unavailable(Exception):
    """No llama-server that could be tested; the message says why and what helps."""


def find_root():
    """The folder that tools/llama-root has made."""
    cache = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    default = os.path.join(os.environ.get("INKLING_CACHE") or os.path.join(cache, "inkling"), "llama")
    root = pathlib.Path(os.environ.get("INKLING_LLAMA_ROOT") or default)
    if not (root / "usr/bin/llama-server").exists():
        raise Unavailable("no llama-server on this machine; tools/llama-root makes one")
    if os.getuid() != 0:
        raise Unavailable("only root may chroot into the folder of tools/llama-root")
    version = subprocess.run(["chroot", root, "llama-server", "--version"], stdin=subprocess.DEVNULL,
                             capture_output=True)
    if version.returncode != 0:
        raise Unavailable(f"no llama-server can be started in {root}")
    return root


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class LlamaServer:
    """Listens on a loopback port and on a Unix socket. Slots: 2."""

    def __init__(self, root, port=None, **model):
        self._scratch = tempfile.TemporaryDirectory(prefix="inkling-", dir=root / "tmp")
        folder = pathlib.Path(self._scratch.name)
        tiny_model.write_model(folder / "model.gguf", **model)
        inside = "/" + str(folder.relative_to(root))
        self.port = port or free_port()
        self.base_url = f"http://127.0.0.1:{self.port}"
        self.socket_url = f"unix:{folder}/l.sock"
        if len(self.socket_url) > SOCKET_PATH_MAX:
            raise Unavailable(f"{root} is too long a path for a Unix socket in it")
        self._log = folder / "log"
        with open(self._log, "wb") as log:
            # Namespaces of its own: when the test ends, however it ends, nothing stays. One thread: two would wait
            # for each other busily.
            self.process = subprocess.Popen(
                ["unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", "-c", START, str(root),
                 "llama-server", "-m", f"{inside}/model.gguf", "--host", f"127.0.0.1,{inside}/l.sock",
                 "--port", str(self.port), "-np", "2", "-t", "1", "--offline"],
                stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT)
        eventually(self._is_healthy, "a llama-server that answers")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        self._scratch.cleanup()

    def _is_healthy(self):
        if self.process.poll() is not None:
            raise AssertionError(f"llama-server has ended:\n{self.log()}")
        try:
            return self.get("/health") == {"status": "ok"}
        except (OSError, http.client.HTTPException, AssertionError):
            return False

    def get(self, path):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", path)
            response = connection.getresponse()
            if response.status != 200:
                raise AssertionError(f"{path}: {response.status}")
            return json.loads(response.read())
        finally:
            connection.close()

    def log(self):
        return self._log.read_text(errors="replace")

    def generations(self):
        """How many it has begun so far."""
        return len(re.findall(r"launch_slot_: .* processing task", self.log()))

    def releases(self):
        """Tokens, prompt and answer, of each generation that is over."""
        return [int(tokens) for tokens in re.findall(r"stop processing: n_tokens = (\d+)", self.log())]

    def prompt_tokens(self):
        """Tokens of each prompt so far that were not found in the cache."""
        return [int(tokens) for tokens in re.findall(r"prompt eval time = .*? / +(\d+) tokens", self.log())]

    def cancels(self):
        """How many it was told to give up."""
        return len(re.findall(r"cancel task, id_task", self.log()))

    def is_busy(self):
        return any(slot["is_processing"] for slot in self.get("/slots"))
