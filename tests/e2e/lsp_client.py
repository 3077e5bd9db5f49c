"""A small LSP client for tests: framing, requests, and waiting with deadlines.

Not a general client: it answers nothing the server asks, and believes every frame.
Used by the process tests and, for its helpers, by the editor tests.

    with Server() as server:
        server.initialize()
        server.open("file:///a.py", "import os\\n")
        items = server.complete("file:///a.py", 1, 0)
"""

import json
import os
import pathlib
import subprocess
import threading
import time

BINARY = os.environ.get("INKLING_BINARY", "inkling")
DEADLINE_S = float(os.environ.get("INKLING_DEADLINE_S", "20"))


def frame(message):
    """One JSON-RPC message as bytes on the wire."""
    body = json.dumps(message).encode()
    return b"Content-Length: %d\r\n\r\n%s" % (len(body), body)


def request(id, method, params=None):
    return {"jsonrpc": "2.0", "id": id, "method": method, "params": params or {}}


def notification(method, params=None):
    return {"jsonrpc": "2.0", "method": method, "params": params or {}}


def read_frame(stream):
    """The next message of a binary file object; None at its end."""
    length = None
    while True:
        line = stream.readline()
        if not line:
            return None
        if line == b"\r\n":
            body = stream.read(length)
            if len(body) < length:
                raise AssertionError(f"the stream ends after {len(body)} of {length} bytes of a frame")
            return json.loads(body)
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)


def initialize_params(process_id=None, root=None):
    return {
        "processId": process_id,
        "rootUri": pathlib.Path(root).as_uri() if root else None,
        "capabilities": {
            "general": {"positionEncodings": ["utf-16"]},
            "textDocument": {"inlineCompletion": {}},
        },
    }


def eventually(condition, what, seconds=DEADLINE_S):
    """Polls until condition() is true and returns its value; fails with `what` at the deadline."""
    end = time.monotonic() + seconds
    pause = 0.0005  # most replies are here in less
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > end:
            raise AssertionError(f"not within {seconds} s: {what}")
        time.sleep(pause)
        pause = min(2 * pause, 0.01)


class Connection:
    """One LSP conversation over a pair of binary file objects. A thread reads; `read=False` delays it."""

    def __init__(self, writer, reader, read=True):
        self.writer, self.reader = writer, reader
        self.replies = {}  # id → list of replies: a second one must not go unseen
        self.notes = []
        self.ended = threading.Event()
        self.last_id = 0
        if read:
            self.start_reading()

    def start_reading(self):
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        while (message := read_frame(self.reader)) is not None:
            if "id" in message and "method" not in message:
                self.replies.setdefault(message["id"], []).append(message)
            else:
                self.notes.append(message)
        self.ended.set()

    def send(self, message):
        self.writer.write(frame(message))
        self.writer.flush()

    def notify(self, method, params=None):
        self.send(notification(method, params))

    def ask(self, method, params=None):
        """Sends a request and returns its id at once."""
        self.last_id += 1
        self.send(request(self.last_id, method, params))
        return self.last_id

    def reply(self, id):
        """The reply to a request, result or error; waits for it."""
        return eventually(lambda: self.replies.get(id), f"a reply to request {id}")[0]

    def call(self, method, params=None):
        """Request and result in one; an error reply is a failure."""
        answer = self.reply(self.ask(method, params))
        if "error" in answer:
            raise AssertionError(f"{method}: {answer['error']}")
        return answer["result"]

    def initialize(self, process_id=None, root=None):
        result = self.call("initialize", initialize_params(process_id, root))
        self.notify("initialized")
        return result

    def open(self, uri, text, language="python"):
        item = {"uri": uri, "languageId": language, "version": 1, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": item})

    def complete(self, uri, line, character, kind=1):
        """The items offered at a position (UTF-16 units)."""
        result = self.call("textDocument/inlineCompletion", completion_params(uri, line, character, kind))
        return result["items"] if isinstance(result, dict) else result or []


def completion_params(uri, line, character, kind=1):
    return {
        "textDocument": {"uri": uri},
        "position": {"line": line, "character": character},
        "context": {"triggerKind": kind},
    }


class Server(Connection):
    """`inkling lsp` as a child process, killed when the block ends if it still runs."""

    def __init__(self, *arguments, read=True, environment=None, **popen):
        popen = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL, **popen}
        self.process = subprocess.Popen(
            [BINARY, "lsp", *arguments], env={**os.environ, **(environment or {})}, **popen
        )
        super().__init__(self.process.stdin, self.process.stdout, read and popen["stdout"] == subprocess.PIPE)

    def exit_code(self, seconds=DEADLINE_S):
        """Waits for the end of the process. A signal N is -N, as in subprocess."""
        try:
            return self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            raise AssertionError(f"the daemon still runs after {seconds} s") from None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            if stream:
                try:
                    stream.close()
                except OSError:
                    pass  # bytes for a process that is gone
