"""One daemon for several editors: `inkling lsp --listen unix:PATH`."""

import os
import pathlib
import socket
import stat
import subprocess
import tempfile
import unittest

import project
from lsp_client import Connection, Server, eventually

URI = "file:///describe.py"


class ListeningCase(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = pathlib.Path(folder.name, "run", "inkling.sock")

    def start(self, **popen):
        server = Server(f"--listen=unix:{self.path}", read=False, stdin=subprocess.DEVNULL, **popen)
        self.addCleanup(server.__exit__)
        return server

    def connect(self):
        """A connection, as soon as somebody listens."""
        def attempt():
            client = socket.socket(socket.AF_UNIX)
            try:
                client.connect(str(self.path))
                return client
            except OSError:
                client.close()
                return None

        client = eventually(attempt, f"a listener on {self.path}")
        writer, reader = client.makefile("wb"), client.makefile("rb")
        for close in (client.close, writer.close, reader.close):
            self.addCleanup(close)
        self.addCleanup(client.shutdown, socket.SHUT_RDWR)  # first: it ends the reading thread
        return Connection(writer, reader)


class Listening(ListeningCase):
    def test_the_socket_and_its_folder_are_for_the_owner_only(self):
        self.start()
        self.connect().initialize()
        self.assertEqual(stat.S_IMODE(self.path.stat().st_mode), 0o600)
        self.assertEqual(stat.S_IMODE(self.path.parent.stat().st_mode), 0o700)

    def test_two_clients_are_served_at_once_and_the_end_of_one_is_not_the_end_of_the_other(self):
        self.start()
        first, second = self.connect(), self.connect()
        for client in (first, second):
            client.initialize()
            client.open(URI, project.source())
        for client in (first, second, first):
            client.complete(URI, 3, 0)
        first.call("shutdown")
        first.notify("exit")
        eventually(first.ended.is_set, "the end of the first connection")
        second.complete(URI, 3, 0)

    def test_a_file_left_by_a_daemon_that_died_is_replaced(self):
        self.path.parent.mkdir(mode=0o700)
        dead = socket.socket(socket.AF_UNIX)
        dead.bind(str(self.path))
        dead.close()
        self.start()
        self.connect().initialize()

    def test_a_second_daemon_on_a_live_socket_says_so_and_leaves(self):
        self.start()
        self.connect().initialize()
        second = self.start(stderr=subprocess.PIPE)
        self.assertGreater(second.exit_code(2), 0)
        self.assertIn(str(self.path), second.process.stderr.read().decode())
        self.connect().initialize()

    def test_a_file_that_is_no_socket_is_not_touched(self):
        self.path.parent.mkdir(mode=0o700)
        self.path.write_text("precious")
        self.assertGreater(self.start().exit_code(2), 0)
        self.assertEqual(self.path.read_text(), "precious")

    def test_a_daemon_that_ended_can_be_started_again(self):
        first = self.start()
        self.connect().initialize()
        first.process.terminate()
        first.exit_code(1)
        self.start()
        self.connect().initialize()


class NoNetwork(ListeningCase):
    def internet_sockets_of(self, pid):
        links = (os.readlink(entry) for entry in pathlib.Path(f"/proc/{pid}/fd").iterdir())
        ours = {link[len("socket:["):-1] for link in links if link.startswith("socket:[")}
        found = []
        for table in ("tcp", "tcp6", "udp", "udp6"):
            lines = pathlib.Path(f"/proc/{pid}/net/{table}")
            if lines.exists():
                found += [line for line in lines.read_text().splitlines()[1:] if line.split()[9] in ours]
        return found

    def test_nothing_is_opened_that_a_web_page_or_another_machine_could_reach(self):
        listening = self.start()
        client = self.connect()
        with Server() as stdio:
            for connection in (client, stdio):
                connection.initialize()
                connection.open(URI, project.source())
                connection.complete(URI, 3, 0)
            for server in (listening, stdio):
                self.assertEqual(self.internet_sockets_of(server.process.pid), [])


if __name__ == "__main__":
    unittest.main()
