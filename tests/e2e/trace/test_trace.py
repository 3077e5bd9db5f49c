"""A terminal that looks into a running daemon: `inkling trace` and `inkling stats`."""

import json
import os
import pathlib
import signal
import socket
import stat
import subprocess
import tempfile
import time
import unittest

import project
from lsp_client import BINARY, Connection, Server, eventually, frame, request

TYPED = "\n\ndef describe_star(shape):\n    if sh"
OFFERED = "ape is None"  # behind TYPED, and nowhere else than in source text


class TraceCase(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="inkling-trace-")
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        self.runtime = self.root / "run"
        self.runtime.mkdir(mode=0o700)
        self.workspace = self.root / "workspace"
        self.workspace.mkdir()
        self.opened = project.write(self.workspace)
        self.environment = {"XDG_RUNTIME_DIR": str(self.runtime)}

    def start(self, *arguments, **popen):
        server = Server(*arguments, environment=self.environment, cwd=self.workspace, **popen)
        self.addCleanup(server.__exit__)
        return server

    def socket_of(self, server):
        path = self.runtime / "inkling" / f"{server.process.pid}.sock"
        eventually(path.exists, f"the socket {path}")
        return path

    def open(self, server):
        server.initialize(root=self.workspace)
        server.uri = self.opened.as_uri()
        server.text = project.source()
        server.version = 1
        server.open(server.uri, server.text)
        self.socket_of(server)

    def type(self, server, text):
        """Types at the end, asking behind each character as an editor does."""
        for character in text:
            lines = server.text.split("\n")
            place = {"line": len(lines) - 1, "character": len(lines[-1])}
            server.text += character
            server.version += 1
            server.notify("textDocument/didChange", {
                "textDocument": {"uri": server.uri, "version": server.version},
                "contentChanges": [{"range": {"start": place, "end": place}, "text": character}],
            })
            lines = server.text.split("\n")
            server.complete(server.uri, len(lines) - 1, len(lines[-1]), kind=2)

    def command(self, *arguments):
        return subprocess.run([BINARY, *arguments], env={**os.environ, **self.environment}, cwd=self.root,
                              capture_output=True, text=True, timeout=20)

    def follow(self, *arguments):
        """`inkling trace`, once it follows; its lines come with self.lines()."""
        out = open(self.root / f"out{time.monotonic_ns()}", "w+b")
        err = open(out.name + ".err", "w+b")
        process = subprocess.Popen([BINARY, "trace", *arguments], env={**os.environ, **self.environment},
                                   stdout=out, stderr=err)
        process.out, process.err = pathlib.Path(out.name), pathlib.Path(err.name)

        def stop():
            process.kill()
            process.wait()
            out.close()
            err.close()

        self.addCleanup(stop)
        eventually(lambda: b"waiting" in process.err.read_bytes() or process.poll() is not None, "the trace follows")
        return process

    def lines(self, process, count):
        def enough():
            lines = process.out.read_text().splitlines()
            return lines if len(lines) >= count else None

        return eventually(enough, f"{count} lines of the trace")

    def events(self, process, count):
        return [json.loads(line) for line in self.lines(process, count)]


class Following(TraceCase):
    def test_each_key_has_a_line_with_its_reason_and_its_times(self):
        server = self.start()
        self.open(server)
        trace = self.follow("--json")
        self.type(server, TYPED)
        events = self.events(trace, 30)
        self.assertEqual({event["file"] for event in events}, {"shapes/more.py"})
        asked = [event for event in events if event["asked"]]
        self.assertGreaterEqual(len(asked), 30)
        reasons = {event["reason"] for event in asked}
        self.assertIn("typed-through", reasons)
        self.assertIn("embedded", reasons)
        for event in asked:
            self.assertGreater(event["ms"]["total"], 0)
            self.assertLess(event["ms"]["total"], 1000)
            self.assertFalse(event["cancelled"])
        offered = [event for event in asked if event["reason"] == "embedded"]
        self.assertEqual({event["backend"] for event in offered}, {"embedded"})
        self.assertTrue(all(event["offeredBytes"] > 0 and event["ms"]["prompt"] > 0 for event in offered))
        self.assertLess(abs(events[-1]["time"] / 1000 - time.time()), 60)

    def test_source_text_is_there_only_where_it_was_asked_for(self):
        server = self.start()
        self.open(server)
        without, with_text = self.follow("--json"), self.follow("--json", "--text")
        human = self.follow()
        self.type(server, TYPED)
        for trace in (without, human):
            self.lines(trace, len(TYPED))
            self.assertNotIn(OFFERED, trace.out.read_text())
            self.assertNotIn(str(self.workspace), trace.out.read_text())
        texts = [event.get("text", "") for event in self.events(with_text, len(TYPED))]
        self.assertTrue(any(text.startswith(OFFERED) for text in texts), texts)

    def test_a_line_is_for_people(self):
        server = self.start()
        self.open(server)
        trace = self.follow()
        self.type(server, "\n\ndef desc")
        for line in self.lines(trace, 8):
            self.assertRegex(line, r"^\d\d:\d\d:\d\d\.\d{3}  shapes/more.py +[a-z-]+ +(\d+\.\d\d ms|-)")

    def test_the_end_of_the_daemon_ends_the_trace(self):
        server = self.start()
        self.open(server)
        trace = self.follow("--json")
        server.call("shutdown")
        server.notify("exit")
        self.assertEqual(server.exit_code(), 0)
        self.assertEqual(trace.wait(5), 0)
        self.assertIn("has ended", trace.err.read_text())
        self.assertEqual(list((self.runtime / "inkling").iterdir()), [])

    def test_control_c_ends_the_trace_and_not_the_daemon(self):
        server = self.start()
        self.open(server)
        trace = self.follow()
        trace.send_signal(signal.SIGINT)
        self.assertEqual(trace.wait(5), 0)
        self.type(server, "\nx")
        self.assertIsNone(server.process.poll())

    def test_a_trace_that_nobody_reads_any_more_ends(self):
        server = self.start()
        self.open(server)
        reader, writer = os.pipe()
        trace = subprocess.Popen([BINARY, "trace"], env={**os.environ, **self.environment}, stdout=writer,
                                 stderr=subprocess.PIPE)
        os.close(writer)
        self.assertIn(b"waiting", trace.stderr.readline())
        os.close(reader)
        self.type(server, "\nxy")
        self.assertEqual(trace.wait(5), 0)
        trace.stderr.close()

    def test_a_daemon_that_listens_is_followed_over_its_own_socket(self):
        path = self.root / "listen" / "sock"
        self.start(f"--listen=unix:{path}", read=False, stdin=subprocess.DEVNULL)
        eventually(path.exists, "the socket")
        editor = socket.socket(socket.AF_UNIX)
        editor.connect(str(path))
        server = Connection(editor.makefile("wb"), editor.makefile("rb"))
        self.addCleanup(editor.close)
        for stream in (server.writer, server.reader):
            self.addCleanup(stream.close)
        self.addCleanup(editor.shutdown, socket.SHUT_RDWR)
        server.initialize(root=self.workspace)
        server.uri, server.text, server.version = self.opened.as_uri(), project.source(), 1
        server.open(server.uri, server.text)
        trace = self.follow("--socket", str(path))
        self.type(server, "\nde")
        self.lines(trace, 3)
        self.assertGreaterEqual(json.loads(self.command("stats", "--json", "--socket", str(path)).stdout)["keys"], 3)


class Guests(TraceCase):
    def attach(self, server, read=True):
        guest = socket.socket(socket.AF_UNIX)
        guest.connect(str(self.socket_of(server)))
        connection = Connection(guest.makefile("wb"), guest.makefile("rb"), read)
        connection.socket = guest
        self.addCleanup(guest.close)
        for stream in (connection.writer, connection.reader):
            self.addCleanup(stream.close)
        self.addCleanup(guest.shutdown, socket.SHUT_RDWR)  # first: it ends the reading thread
        return connection

    def test_the_socket_and_its_folder_are_for_the_owner_only(self):
        path = self.socket_of(self.start())
        self.assertEqual(stat.S_IMODE(path.stat().st_mode), 0o600)
        self.assertEqual(stat.S_IMODE(path.parent.stat().st_mode), 0o700)

    def test_a_guest_that_leaves_in_any_way_leaves_the_editor_alone(self):
        server = self.start()
        self.open(server)
        abrupt = self.attach(server)
        abrupt.initialize()
        abrupt.socket.shutdown(socket.SHUT_WR)
        polite = self.attach(server)
        polite.initialize()
        polite.call("inkling/trace", {"text": True})
        polite.call("shutdown")
        polite.notify("exit")
        rude = self.attach(server)
        rude.writer.write(b"GET / HTTP/1.1\r\n\r\n")
        rude.writer.flush()
        eventually(rude.ended.is_set, "the end of who does not speak our protocol")
        self.type(server, "\nde")
        self.assertIsNone(server.process.poll())

    def test_a_reader_that_stops_reading_slows_nobody_and_is_told_what_it_missed(self):
        server = self.start()
        self.open(server)
        guest = self.attach(server, read=False)
        guest.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        guest.writer.write(frame(request(1, "initialize", {"capabilities": {}})))
        guest.writer.write(frame(request(2, "inkling/trace", {"text": True})))
        guest.writer.flush()
        before = server.call("inkling/stats")["keys"]
        time.sleep(0.2)  # by then it follows
        self.type(server, "\n")
        place = {"line": server.text.count("\n"), "character": 0}
        slowest = 0
        for _ in range(60):  # many keys to a read: some 100 bytes each wait for the guest
            began = time.monotonic()
            ids = [server.ask("textDocument/inlineCompletion", {
                "textDocument": {"uri": server.uri}, "position": place, "context": {"triggerKind": 2}})
                for _ in range(50)]
            server.reply(ids[-1])
            slowest = max(slowest, time.monotonic() - began)
        self.assertLess(slowest, 2)
        guest.start_reading()

        def dropped():
            return sum(note["params"].get("dropped", 0) for note in list(guest.notes))

        def dropped_with_the_next():
            server.complete(server.uri, place["line"], 0, kind=2)
            return dropped()

        def nothing_is_missing():
            return len(guest.notes) + dropped() == server.call("inkling/stats")["keys"] - before

        eventually(dropped_with_the_next, "word of what was dropped")
        eventually(nothing_is_missing, "each key told, or counted as dropped")

    def test_text_that_is_no_truth_value_is_an_error(self):
        guest = self.attach(self.start())
        guest.initialize()
        reply = guest.reply(guest.ask("inkling/trace", {"text": "yes"}))
        self.assertEqual(reply["error"]["code"], -32602)

    def test_no_more_guests_than_there_is_room_for(self):
        server = self.start()
        self.open(server)
        guests = [self.attach(server) for _ in range(16)]
        for guest in guests:
            guest.initialize()
        turned_away = self.attach(server)
        eventually(turned_away.ended.is_set, "the end of the seventeenth")
        self.type(server, "\nd")


class Finding(TraceCase):
    def test_without_a_daemon_it_says_what_to_do(self):
        for command in ("trace", "stats"):
            answer = self.command(command)
            self.assertEqual(answer.returncode, 1)
            self.assertIn("no running inkling", answer.stderr)
            self.assertIn("--listen", answer.stderr)
            self.assertEqual(answer.stdout, "")

    def test_without_a_runtime_folder_the_daemon_works_and_the_trace_says_why_it_cannot(self):
        for unusable in ("", "relative", str(self.root / "missing"), "/proc/version", "/" + 200 * "x"):
            self.environment = {"XDG_RUNTIME_DIR": unusable, "INKLING_LOG": "warn"}
            server = self.start(stderr=subprocess.PIPE)
            server.initialize(root=self.workspace)
            server.open(self.opened.as_uri(), project.source())
            time.sleep(0.1)  # by then it has been tried
            answer = self.command("trace")
            self.assertEqual(answer.returncode, 1)
            self.assertIn("XDG_RUNTIME_DIR", answer.stderr)
            server.call("shutdown")
            server.notify("exit")
            self.assertEqual(server.exit_code(), 0)
            self.assertEqual(server.process.stderr.read(), b"")
        self.assertFalse((self.root / "missing").exists())

    def test_a_runtime_folder_that_others_may_write_to_is_not_used(self):
        (self.runtime / "inkling").mkdir()
        (self.runtime / "inkling").chmod(0o777)
        server = self.start()
        server.initialize(root=self.workspace)
        time.sleep(0.1)
        self.assertEqual(list((self.runtime / "inkling").iterdir()), [])

    def test_of_several_the_newest_is_followed_and_all_are_named(self):
        first = self.start()
        self.open(first)
        time.sleep(1.1)  # their ages are compared in seconds
        second = self.start()
        self.open(second)
        trace = self.follow()
        told = trace.err.read_text()
        self.assertIn(f"* {second.process.pid}", told)
        self.assertIn(f"  {first.process.pid}", told)
        self.assertIn(str(self.workspace), told)
        older = self.follow(str(first.process.pid))
        self.type(first, "\nd")
        self.lines(older, 2)
        self.assertEqual(trace.out.read_text(), "")
        nobody = self.command("trace", "999999999")
        self.assertEqual(nobody.returncode, 1)
        self.assertIn("999999999", nobody.stderr)

    def test_what_dead_daemons_left_is_cleaned_up_and_nothing_else(self):
        folder = self.runtime / "inkling"
        folder.mkdir(mode=0o700)
        dead = subprocess.Popen(["true"])
        dead.wait()
        left = folder / f"{dead.pid}.sock"
        with socket.socket(socket.AF_UNIX) as stale:
            stale.bind(str(left))
        with socket.socket(socket.AF_UNIX) as deaf:
            deaf.bind(str(folder / f"{os.getpid()}.sock"))
        kept = {folder / f"{os.getpid()}.sock", folder / "note.sock", folder / "12.txt", folder / f"{dead.pid}1.sock"}
        for path in list(kept)[:]:
            if not path.exists():
                path.write_text("not a socket")
        self.assertEqual(self.command("trace").returncode, 1)
        self.assertEqual(set(folder.iterdir()), kept)

    def test_daemons_that_start_together_can_all_be_found(self):
        servers = [self.start() for _ in range(8)]
        for server in servers:
            server.initialize()
        for server in servers:
            self.socket_of(server)

    def test_a_killed_daemon_is_not_found(self):
        server = self.start()
        self.open(server)
        server.process.kill()
        server.process.wait()
        self.assertIn("no running inkling", self.command("trace").stderr)
        self.assertEqual(list((self.runtime / "inkling").iterdir()), [])


class Statistics(TraceCase):
    def test_sums_are_there_for_machines_and_for_people(self):
        server = self.start()
        self.open(server)
        self.type(server, TYPED)
        stats = json.loads(self.command("stats", "--json").stdout)
        self.assertEqual(stats, {**server.call("inkling/stats"), "uptimeSeconds": stats["uptimeSeconds"]})
        self.assertGreaterEqual(sum(stats["reasons"].values()), 35)
        self.assertGreaterEqual(stats["stages"]["total"]["n"], 35)
        self.assertLessEqual(stats["stages"]["total"]["p50"], stats["stages"]["total"]["max"])
        self.assertEqual(stats["memory"]["documents"], 1)
        self.assertEqual([one["name"] for one in stats["backends"]], ["embedded"])
        page = self.command("stats").stdout
        for word in ("typed-through", "total", "p99", "embedded"):
            self.assertIn(word, page)
        for text in (json.dumps(stats), page):
            self.assertNotIn(OFFERED, text)
            self.assertNotIn("more.py", text)
            self.assertNotIn(str(self.workspace), text)


if __name__ == "__main__":
    unittest.main()
