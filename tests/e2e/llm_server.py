"""An LLM server for tests that does what it is told: answers, stalls, lies, breaks off; and remembers what it was asked.

    with LlmServer() as llm:
        llm.says("value + 1;")                    # or llm.behave = stall
        ... llm.requests[-1].json["prompt"] ...

A behaviour is a function of (exchange): it writes to exchange.socket what it likes. Loopback or a Unix socket only.
"""

import json
import os
import select
import socket
import struct
import threading
import time


class Exchange:
    """One request, and the socket for the answer."""

    def __init__(self, server, connection, number, method, path, headers, body):
        self.server, self.socket, self.connection = server, connection, number
        self.method, self.path, self.headers, self.body = method, path, headers, body
        self.at = time.monotonic()
        self.gone_at = None  # when the client closed before the answer was over
        self.done = threading.Event()

    @property
    def json(self):
        return json.loads(self.body)

    def send(self, data):
        self.socket.sendall(data)

    def head(self, status="200 OK", kind="text/event-stream", extra=(), body=b""):
        lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", *extra]
        self.send(("\r\n".join(lines) + "\r\n\r\n").encode() + body)

    @property
    def in_lines(self):
        """Whether this endpoint streams lines of JSON, not events."""
        return self.path.endswith("/api/generate")

    def begin_stream(self):
        kind = "application/x-ndjson" if self.in_lines else "text/event-stream"
        self.head(kind=kind, extra=["Transfer-Encoding: chunked"])

    def chunk(self, data):
        self.send(b"%x\r\n%s\r\n" % (len(data), data))

    def event(self, value):
        text = value if isinstance(value, str) else json.dumps(value)
        if self.in_lines:
            return self.chunk(f"{text}\n".encode())
        name = f"event: {value['type']}\n" if isinstance(value, dict) and "type" in value else ""
        self.chunk(f"{name}data: {text}\n\n".encode())

    def delta(self, text):
        """One piece of text as this endpoint writes it."""
        if "/chat/" in self.path or "/fim/" in self.path:
            self.event({"choices": [{"index": 0, "delta": {"content": text}}]})
        elif self.path.endswith("/infill"):
            self.event({"content": text, "stop": False})
        elif self.path.endswith("/responses"):
            self.event({"type": "response.output_text.delta", "item_id": "m", "delta": text})
        elif self.in_lines:
            self.event({"model": "m", "response": text, "done": False})
        else:
            self.event({"choices": [{"index": 0, "text": text}]})

    def end_stream(self):
        if self.path.endswith("/infill"):
            self.event({"content": "", "stop": True, "stop_type": "eos"})
        elif self.path.endswith("/responses"):
            self.event({"type": "response.completed", "response": {"status": "completed"}})
        elif self.in_lines:
            self.event({"model": "m", "response": "", "done": True, "done_reason": "stop"})
        else:
            self.event("[DONE]")
        self.chunk(b"")

    def whole(self, status, body, extra=(), kind="application/json"):
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.head(status, kind, [f"Content-Length: {len(data)}", *extra], data)

    def wait_until_gone(self, seconds=30):
        """True as soon as the client has closed its end."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            ready, _, _ = select.select([self.socket], [], [], 0.05)
            if self.server.stopping:
                return False
            if ready:
                try:
                    if self.socket.recv(65536) == b"":
                        raise ConnectionError
                except ConnectionError:
                    self.gone_at = time.monotonic()
                    return True
        return False

    def reset(self):
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        os.close(self.socket.detach())  # close() would wait for the file object that reads requests


def says(text, pieces=3):
    """A good answer in a few pieces."""

    def behave(exchange):
        exchange.begin_stream()
        size = max(1, -(-len(text) // pieces))
        for at in range(0, len(text), size):
            exchange.delta(text[at : at + size])
        exchange.end_stream()

    return behave


class LlmServer:
    def __init__(self, path=None):
        self.behave = says("")
        self.documents = {}  # what a GET of a path is answered with; all others are 404
        self.requests = []  # POSTs, in the order in which they were read whole
        self.gets = []
        self.connections = 0
        self.stopping = False
        self.path = path
        if path:
            self.listener = socket.socket(socket.AF_UNIX)
            self.listener.bind(path)
            self.listener.listen(64)
            self.url = f"unix:{path}:/v1"
        else:
            self.listener = socket.create_server(("127.0.0.1", 0), backlog=64)
            self.port = self.listener.getsockname()[1]
            self.root = f"http://127.0.0.1:{self.port}"
            self.url = self.root + "/v1"

    def says(self, text, pieces=3):
        self.behave = says(text, pieces)

    def __enter__(self):
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.stopping = True
        self.listener.close()

    def _accept(self):
        while not self.stopping:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(target=self._serve, args=(connection, self.connections), daemon=True).start()

    def _serve(self, connection, number):
        reader = connection.makefile("rb")
        try:
            while exchange := self._read(connection, reader, number):
                if exchange.method == "GET" and exchange.path in self.documents:
                    exchange.whole("200 OK", self.documents[exchange.path])
                    continue
                if exchange.method == "GET":
                    self.gets.append(exchange)
                    exchange.whole("404 Not Found", {"error": {"message": "File Not Found"}})
                    continue
                self.requests.append(exchange)
                try:
                    self.behave(exchange)
                except OSError:
                    exchange.gone_at = exchange.gone_at or time.monotonic()
                    return
                finally:
                    exchange.done.set()
        except (OSError, ValueError):
            pass
        finally:
            reader.close()
            connection.close()

    def _read(self, connection, reader, number):
        line = reader.readline()
        if not line:
            return None
        method, path, _ = line.decode().split(" ", 2)
        headers = {}
        while (line := reader.readline()) not in (b"\r\n", b""):
            name, _, value = line.decode().partition(":")
            headers[name.strip().lower()] = value.strip()
        body = reader.read(int(headers.get("content-length", 0)))
        return Exchange(self, connection, number, method, path, headers, body)


# --- faults --------------------------------------------------------------------------------------


def stalls_before(exchange):
    exchange.wait_until_gone()


def stalls_inside(exchange):
    exchange.begin_stream()
    exchange.delta("value")
    exchange.wait_until_gone()


def resets(exchange):
    exchange.reset()


def resets_inside(exchange):
    exchange.begin_stream()
    exchange.delta("value")
    exchange.reset()


def slow_loris(exchange):
    for byte in b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nX-Padding: " + b"x" * 3000:
        exchange.send(bytes([byte]))
        time.sleep(0.02)


def garbage(exchange):
    exchange.send(bytes(range(256)) * 20)


def garbage_events(exchange):
    exchange.begin_stream()
    for line in ("{", "nonsense", '{"choices": 3}', "[]", "null", '"text"', "{} {}"):
        exchange.event(line)
    exchange.end_stream()


def huge_line(exchange):
    exchange.begin_stream()
    for _ in range(200):
        exchange.chunk(b"data: " + b"x" * 65536)


def huge_header(exchange):
    exchange.send(b"HTTP/1.1 200 OK\r\nX-Big: " + b"x" * 4_000_000 + b"\r\n\r\n")


def truncated(exchange):
    exchange.begin_stream()
    exchange.delta("value + 1;")
    exchange.socket.shutdown(socket.SHUT_RDWR)
    exchange.socket.close()


def no_terminator(exchange):
    exchange.begin_stream()
    exchange.delta("value + 1;")
    exchange.chunk(b"")


def gzip_bomb(exchange):
    import gzip

    data = gzip.compress(b"data: " + b"x" * 50_000_000)
    exchange.head(extra=["Content-Encoding: gzip", f"Content-Length: {len(data)}"])
    exchange.send(data)


def status(line, body=None, extra=()):
    """An answer that is no stream. The body echoes the prompt and the key, as some servers do."""

    def behave(exchange):
        echo = {"error": {"message": exchange.body.decode(), "key": exchange.headers.get("authorization", "")}}
        exchange.whole(line, body if body is not None else echo, extra)

    return behave


def error_inside(error):
    def behave(exchange):
        exchange.begin_stream()
        exchange.delta("val")
        exchange.event(error)
        exchange.chunk(b"")

    return behave


def named_error_inside(exchange):
    exchange.begin_stream()
    exchange.delta("val")
    exchange.chunk(b'event: error\ndata: {"type":"error","error":{"type":"overloaded_error"}}\n\n')
    exchange.chunk(b"")


FAULTS = {
    "reset": resets,
    "reset inside": resets_inside,
    "401": status("401 Unauthorized"),
    "403": status("403 Forbidden"),
    "404": status("404 Not Found"),
    "429": status("429 Too Many Requests"),
    "429 with a time": status("429 Too Many Requests", extra=["Retry-After: 1"]),
    "500": status("500 Internal Server Error"),
    "503": status("503 Service Unavailable"),
    "redirect": status("307 Temporary Redirect", extra=["Location: http://127.0.0.1:9/v1/completions"]),
    "stall before": stalls_before,
    "stall inside": stalls_inside,
    "slow loris": slow_loris,
    "garbage": garbage,
    "garbage events": garbage_events,
    "huge line": huge_line,
    "huge header": huge_header,
    "truncated": truncated,
    "no terminator": no_terminator,
    "gzip bomb": gzip_bomb,
    "error inside": error_inside({"error": {"message": "overloaded", "code": 503}}),
    "error inside, Cerebras": error_inside({"error": {"message": "x", "type": "y"}, "status_code": 503}),
    "error inside, Ollama": error_inside({"error": "model not found"}),
    "error inside, named": named_error_inside,
}
