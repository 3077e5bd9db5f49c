"""Standard streams of every kind, and clients that do not read them."""

import fcntl
import os
import pathlib
import subprocess
import tempfile
import threading
import unittest

import project
from lsp_client import (BINARY, DEADLINE_S, Server, completion_params, frame, initialize_params,
                        notification, read_frame, request)

URI = "file:///describe.py"
DEBUG = {"INKLING_LOG": "debug"}


def session(completions, leave=True):
    """A whole conversation as bytes, with shutdown and exit unless told otherwise."""
    document = {"uri": URI, "languageId": "python", "version": 1, "text": project.source()}
    messages = [request("init", "initialize", initialize_params()), notification("initialized"),
                notification("textDocument/didOpen", {"textDocument": document})]
    messages += [request(n, "textDocument/inlineCompletion", completion_params(URI, 3, 0))
                 for n in range(completions)]
    if leave:
        messages += [request("end", "shutdown"), notification("exit")]
    return b"".join(map(frame, messages))


def ids_of(stream):
    ids = []
    while (message := read_frame(stream)) is not None:
        if "method" not in message:
            ids.append(message["id"])
    return ids


def expected_ids(completions):
    return ["init", *range(completions), "end"]


class ClientsThatDoNotRead(unittest.TestCase):
    def test_a_full_stderr_stops_nothing(self):
        with Server(stderr=subprocess.PIPE, environment=DEBUG) as server:
            server.initialize()
            server.open(URI, project.source())
            for version in range(2, 2000):
                change = {"range": {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}},
                          "text": "x"}
                server.notify("textDocument/didChange", {
                    "textDocument": {"uri": URI, "version": version}, "contentChanges": [change]})
                server.ask("textDocument/inlineCompletion", completion_params(URI, 3, 0))
            server.call("shutdown")
            server.notify("exit")
            self.assertEqual(server.exit_code(), 0)

    def write_at_leisure(self, server, data):
        """Writes in a thread: a daemon may stop reading from a client that does not read."""
        writer = threading.Thread(target=lambda: (server.writer.write(data), server.writer.flush()), daemon=True)
        writer.start()
        return writer

    def test_5000_requests_before_the_first_read_get_exactly_one_reply_each(self):
        with Server(read=False) as server:
            writer = self.write_at_leisure(server, session(5000, leave=False))
            writer.join(1)
            replies = [read_frame(server.reader) for _ in expected_ids(5000)[:-1]]
            writer.join()
            server.start_reading()
            server.call("shutdown")
            server.notify("exit")
            self.assertEqual(server.exit_code(2), 0)
            server.ended.wait(DEADLINE_S)
            self.assertCountEqual([reply["id"] for reply in replies], expected_ids(5000)[:-1])
            self.assertEqual(list(server.replies), [server.last_id], "nothing but the reply to shutdown")

    def test_replies_that_wait_at_exit_reach_a_client_that_reads_late(self):
        with Server(read=False) as server:
            self.write_at_leisure(server, session(5000)).join(0.3)
            self.assertCountEqual(ids_of(server.reader), expected_ids(5000))
            self.assertEqual(server.exit_code(2), 0)

    def test_a_reader_that_went_away_ends_it(self):
        with Server(read=False) as server:
            server.process.stdout.close()
            try:
                server.process.stdin.write(session(100))
                server.process.stdin.close()
            except BrokenPipeError:
                pass
            self.assertNotIn(server.exit_code(2), {-6, -11}, "neither abort nor crash")


class RegularFiles(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.input = pathlib.Path(folder.name, "session")
        self.output = pathlib.Path(folder.name, "replies")

    def run_lsp(self, source, target):
        with open(source, "rb") as stdin, open(target, "wb") as stdout:
            return subprocess.run([BINARY, "lsp"], stdin=stdin, stdout=stdout,
                                  stderr=subprocess.DEVNULL, timeout=DEADLINE_S).returncode

    def test_a_session_in_a_file_is_answered_into_a_file(self):
        self.input.write_bytes(session(10))
        self.assertEqual(self.run_lsp(self.input, self.output), 0)
        with open(self.output, "rb") as replies:
            self.assertCountEqual(ids_of(replies), expected_ids(10))

    def test_an_empty_input_is_an_end_without_shutdown(self):
        self.assertEqual(self.run_lsp(os.devnull, self.output), 1)
        self.assertEqual(self.output.read_bytes(), b"")

    def test_replies_may_go_to_dev_null(self):
        self.input.write_bytes(session(10))
        self.assertEqual(self.run_lsp(self.input, os.devnull), 0)


class SharedDescriptions(unittest.TestCase):
    """stdin and stdout are often shared with the shell that started us: leave them as they were."""

    def check(self, end):
        to_server, from_server = os.pipe(), os.pipe()
        with os.fdopen(to_server[0], "rb") as stdin, os.fdopen(from_server[1], "wb") as stdout, \
                os.fdopen(to_server[1], "wb", 0) as writer, os.fdopen(from_server[0], "rb") as reader:
            with Server(read=False, stdin=stdin, stdout=stdout, stderr=stdout) as server:
                writer.write(frame(request("init", "initialize", initialize_params())))
                self.assertIn("result", read_frame(reader))
                end(server, writer)
                server.exit_code(2)
            for stream in (stdin, stdout):
                self.assertFalse(fcntl.fcntl(stream, fcntl.F_GETFL) & os.O_NONBLOCK)

    def test_they_block_again_after_a_clean_exit(self):
        self.check(lambda server, writer: writer.write(
            frame(request("end", "shutdown")) + frame(notification("exit"))))

    def test_they_block_again_after_sigterm(self):
        self.check(lambda server, writer: server.process.terminate())


if __name__ == "__main__":
    unittest.main()
