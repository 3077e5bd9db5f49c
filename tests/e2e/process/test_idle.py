"""An editor is open all day: a daemon that waits must cost nothing."""

import os
import pathlib
import tempfile
import time
import unittest

import project
from lsp_client import Server, eventually


def cpu_ticks(pid):
    """User and system time of a process and its threads, in clock ticks (10 ms)."""
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


class Idle(unittest.TestCase):
    def test_two_seconds_without_a_message_take_no_time_of_the_processor(self):
        with tempfile.TemporaryDirectory() as folder, Server() as server:
            opened = project.write(folder)
            server.initialize(process_id=os.getpid(), root=folder)
            server.open(opened.as_uri(), opened.read_text())
            server.complete(opened.as_uri(), 4, 0)
            self.still_for(server.process.pid, 2.0)

    def still_for(self, pid, seconds):
        """Passes once a whole stretch goes by without a tick; the index may be built before it."""
        state = {"ticks": cpu_ticks(pid), "since": time.monotonic()}

        def still():
            ticks, now = cpu_ticks(pid), time.monotonic()
            if ticks != state["ticks"]:
                state.update(ticks=ticks, since=now)
            return now - state["since"] > seconds

        eventually(still, f"{seconds} s without processor time", 15)


if __name__ == "__main__":
    unittest.main()
