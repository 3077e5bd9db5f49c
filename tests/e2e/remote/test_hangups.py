"""Connections that really end: resets and closes that reach the daemon, and ends of the daemon in mid-stream."""

import os
import signal
import socket
import struct
import time
import unittest

from llm_server import LlmServer, says, stalls_inside
from remote import Remote, eventually, text_of

ANSWER = "compute(value)"


def resets(exchange):
    """Unlike Exchange.reset, not put off until the server's reader lets go of the socket too."""
    exchange.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    os.close(exchange.socket.detach())


def resets_inside(exchange):
    exchange.begin_stream()
    exchange.delta("value")
    time.sleep(0.02)
    resets(exchange)


def closes_after_it(exchange):
    says(ANSWER)(exchange)
    exchange.socket.shutdown(socket.SHUT_RDWR)


class Backend(unittest.TestCase):
    def test_a_reset_is_an_empty_answer_and_is_recovered_from(self):
        for behaviour in (resets, resets_inside):
            with self.subTest(behaviour.__name__), LlmServer() as llm, Remote(llm).start() as daemon:
                llm.behave = behaviour
                for _ in range(6):
                    self.assertEqual(daemon.ask_at_end("result = "), [])
                self.assertEqual(len(daemon.log_lines("warn")), 1)
                self.assertIn("reset", daemon.log_lines("warn")[0])
                llm.says(ANSWER)
                eventually(lambda: text_of(daemon.ask_at_end("result = ")) == ANSWER, "recovery", 10)

    def test_a_warm_connection_that_is_dead_costs_no_answer(self):
        for end in (resets, lambda exchange: exchange.socket.shutdown(socket.SHUT_RDWR)):
            with LlmServer() as llm, Remote(llm).start() as daemon:
                llm.says(ANSWER)
                self.assertEqual(text_of(daemon.ask_at_end("a = ")), ANSWER)
                used = llm.requests[0].connection
                llm.behave = lambda exchange: (end if exchange.connection == used else says(ANSWER))(exchange)
                self.assertEqual(text_of(daemon.ask_at_end("b = ")), ANSWER)
                self.assertEqual(daemon.log_lines("warn"), [])

    def test_a_close_after_each_reply_costs_no_answer(self):
        with LlmServer() as llm, Remote(llm).start() as daemon:
            llm.behave = closes_after_it
            for number in range(20):
                self.assertEqual(text_of(daemon.ask_at_end(f"result_{number} = ")), ANSWER)
            self.assertGreaterEqual(llm.connections, 20)
            self.assertEqual(daemon.log_lines("warn"), [])


class Daemon(unittest.TestCase):
    def test_its_end_stops_the_stream_and_is_quick(self):
        def shuts_down(daemon):
            daemon.call("shutdown")
            daemon.notify("exit")

        ends = {
            "shutdown and exit": (shuts_down, 0),
            "exit": (lambda daemon: daemon.notify("exit"), 1),
            "end of input": (lambda daemon: daemon.process.stdin.close(), 1),
            "SIGTERM": (lambda daemon: os.kill(daemon.process.pid, signal.SIGTERM), 0),
        }
        for name, (end, code) in ends.items():
            with self.subTest(name), LlmServer() as llm, Remote(llm).start() as daemon:
                llm.behave = stalls_inside
                daemon.ask_without_waiting("result = ")
                exchange = eventually(lambda: llm.requests, "a request at the backend")[0]
                time.sleep(0.03)
                began = time.monotonic()
                end(daemon)
                self.assertEqual(daemon.exit_code(), code)
                self.assertLess(time.monotonic() - began, 1)
                eventually(lambda: exchange.gone_at, "the backend sees the client go")
                self.assertEqual(daemon.log_lines("warn"), [])


if __name__ == "__main__":
    unittest.main()
