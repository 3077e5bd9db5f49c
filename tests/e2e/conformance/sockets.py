"""One daemon, many editors, on a Unix socket."""

import contextlib
import os
import pathlib
import socket
import subprocess
import tempfile
import threading
import time

from checks import check, expect, expect_true
from client import ASK, TEXT, URI, frame, is_alive, raw, request, works
from lsp_client import Connection, Server, eventually, initialize_params


class Daemon:
    def __enter__(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.folder = pathlib.Path(self.temporary.name).resolve()
        self.path = self.folder / "run" / "socket"
        self.server = Server(f"--listen=unix:{self.path}", read=False, stdin=subprocess.DEVNULL)
        self.pid = self.server.process.pid
        self.sockets = []
        self.connect()
        return self

    def __exit__(self, *_):
        for connected in self.sockets:
            connected.close()
        self.server.__exit__()
        self.temporary.cleanup()

    def connect(self, read=True):
        def attempt():
            connected = socket.socket(socket.AF_UNIX)
            with contextlib.suppress(OSError):
                connected.connect(str(self.path))
                return connected
            connected.close()

        connected = eventually(attempt, "a listener")
        self.sockets.append(connected)
        client = Connection(connected.makefile("wb"), connected.makefile("rb"), read)
        client.hang_up = lambda: (connected.shutdown(socket.SHUT_RDWR), connected.close())
        return client

    def editor(self, text=TEXT, root=None):
        client = self.connect()
        client.initialize(root=root)
        client.open(URI, text)
        return client


@check("several clients have their own documents and folders, and see nothing of each other")
def _():
    with Daemon() as daemon:
        folder = daemon.folder / "w"
        folder.mkdir()
        (folder / "a.py").write_text("one two three\n" * 4)
        first, second, third = daemon.editor(), daemon.editor("alpha beta "), daemon.editor("one two ", folder)
        expect_true(works(first), "the first")
        expect(second.complete(URI, 0, 11), [], "the second, of the first's text")
        eventually(lambda: third.complete(URI, 0, 8), "the third, of its folder")
        second.open("file:///b.py", "one two ")
        expect(second.complete("file:///b.py", 0, 8), [], "the second, of the third's folder")


@check("clients that die in a message, talk HTTP, or do not read disturb nobody")
def _():
    with Daemon() as daemon:
        good = daemon.editor()
        for data in (b"Content-Length: 1000\r\n\r\n{", b"Content-Le", b""):
            client = daemon.connect()
            raw(client, data)
            client.hang_up()
        web = daemon.connect()
        raw(web, b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
        expect_true(web.ended.wait(5), "the browser is still connected")
        slow = daemon.connect(read=False)
        flood = frame(request(1, "initialize", initialize_params())) + frame(request(2, "textDocument/inlineCompletion", ASK)) * 200_000

        def pour():
            with contextlib.suppress(OSError):
                raw(slow, flood)

        threading.Thread(target=pour, daemon=True).start()
        end = time.monotonic() + 1
        while time.monotonic() < end:
            begin = time.monotonic()
            expect_true(works(good), "the good client")
            expect_true(time.monotonic() - begin < 1, "held up by the slow one")


@check("200 clients that come and go leave no descriptor and no memory behind")
def _():
    with Daemon() as daemon:
        def resident():
            with open(f"/proc/{daemon.pid}/status") as status:
                return next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))

        def descriptors():
            return len(os.listdir(f"/proc/{daemon.pid}/fd"))

        def visit(count):
            for number in range(count):
                client = daemon.editor(TEXT * 20)
                client.complete(URI, 3, 11)
                if number % 2:
                    client.call("shutdown")
                    client.notify("exit")
                    client.ended.wait(5)
                client.hang_up()

        visit(50)
        before, open_before = resident(), descriptors()
        visit(200)
        eventually(lambda: descriptors() <= open_before + 1, "as many descriptors as before")
        if "san" not in os.environ.get("INKLING_BINARY", ""):  # sanitizers keep freed memory
            expect_true(resident() - before < 4000, f"{resident() - before} KiB more")


@check("the death of a client's parent ends that session only")
def _():
    with Daemon() as daemon, subprocess.Popen(["sleep", "60"]) as parent:
        stays, goes = daemon.editor(), daemon.connect()
        goes.initialize(process_id=parent.pid)
        parent.kill()
        parent.wait()
        expect_true(goes.ended.wait(2), "still connected")
        expect_true(is_alive(stays), "the other")
