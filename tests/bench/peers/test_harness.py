#!/usr/bin/env python3
"""The measuring harness, end to end: the fake LLM server, the replay, the cancels and the floor, with the C++
forwarder as the server under test. Checks that the figures make sense, never how fast anything is.

Usage: test_harness.py INKLING FORWARDER
"""

import json
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.error
import urllib.request
from pathlib import Path

INKLING, FORWARDER = sys.argv[1:3]
DEADLINE_S = 100

FOLDER = tempfile.TemporaryDirectory()
TEXT = f"{FOLDER.name}/known.cpp"
Path(TEXT).write_text("".join(f"int f_{number}() {{\n  return {number};\n}}\n" for number in range(200)))


def bench(*arguments):
    """Runs `inkling bench …` and returns what it prints as JSON."""
    done = subprocess.run([INKLING, "bench", *arguments, "--json"], capture_output=True, text=True, timeout=DEADLINE_S)
    if done.returncode != 0:
        raise AssertionError(f"exit {done.returncode}: {done.stderr}")
    return json.loads(done.stdout)


def measure(program, *arguments):
    server = ["--server", f"forwarder={FORWARDER} {{url}}", "--text", TEXT]
    return bench(program, *server, *arguments)["forwarder"]


class Replay(unittest.TestCase):
    def check(self, figures, keys):
        self.assertGreaterEqual(figures["keys"], keys)
        self.assertEqual(figures["failed"], 0)
        self.assertEqual(figures["unanswered"], 0)
        self.assertLessEqual(figures["right"], figures["shown"])
        self.assertLessEqual(figures["shown"], figures["asked"])
        self.assertGreater(figures["added_n"], 0)
        self.assertGreater(figures["added_p50"], 0)
        self.assertLess(figures["added_p50"], figures["response_p50"])
        self.assertEqual(figures["local_n"], 0)
        self.assertEqual(figures["requests"], figures["asked"])
        self.assertLessEqual(figures["tokens_used"], figures["tokens_generated"])
        self.assertGreater(figures["tokens_used"], 0)
        self.assertGreater(figures["peak_rss_mb"], 0.5)
        self.assertGreater(figures["cpu_s_per_1000_keys"], 0)
        self.assertGreater(figures["startup_p50"], 0)

    def test_all_guesses_are_right_and_remote(self):
        figures = measure("replay", "--ttft", "20", "--trace", "steady", "--keys", "20", "--trace-keys", "20")
        self.check(figures, 20)
        self.assertEqual(figures["right"], figures["shown"])
        self.assertGreaterEqual(figures["response_p50"], 20)

    def test_half_of_the_guesses_are_wrong_and_many_are_cancelled(self):
        figures = measure("replay", "--ttft", "60", "--jitter", "15", "--wrong", "0.5", "--trace", "bursts",
                          "--keys", "20", "--trace-keys", "20")
        self.check(figures, 20)
        self.assertLess(figures["right"], figures["shown"])
        self.assertGreater(figures["cancel_n"], 0)
        self.assertGreater(figures["connections"], 1)

    def test_vscode_asks_a_while_after_the_change(self):
        figures = measure("replay", "--host", "vscode", "--ttft", "5", "--trace", "steady", "--keys", "20",
                          "--trace-keys", "20")
        self.check(figures, 20)
        self.assertGreaterEqual(figures["up_p50"], 11)

    def test_neovim_asks_only_after_pauses(self):
        figures = measure("replay", "--host", "neovim", "--ttft", "5", "--trace", "bursts", "--keys", "20",
                          "--trace-keys", "20")
        self.assertLess(figures["asked"], figures["keys"])
        self.assertGreaterEqual(figures["up_p50"], 200)

    def test_a_forwarder_saves_nothing_of_a_wait_because_it_begins_at_the_question(self):
        figures = measure("replay", "--host", "vscode", "--ttft", "20", "--trace", "steady", "--keys", "20",
                          "--trace-keys", "20")
        self.assertGreater(figures["saved_n"], 10)
        self.assertLess(figures["saved_p50"], 0.5)
        self.assertEqual(figures["speculated"], 0)

    def test_a_gap_is_waited_before_the_question(self):
        figures = measure("replay", "--host", "neovim", "--gap", "20", "30", "--ttft", "5", "--trace", "steady",
                          "--keys", "20", "--trace-keys", "20")
        self.assertEqual(figures["asked"], figures["keys"])
        self.assertGreaterEqual(figures["up_p50"], 20)

    def test_what_is_accepted_need_not_be_typed(self):
        for by in ("whole", "word"):
            figures = measure("replay", "--ttft", "5", "--max-tokens", "4", "--accept", "0.5", "--accept-by", by,
                              "--trace", "fast", "--keys", "20", "--trace-keys", "60")
            self.assertGreater(figures["accepted"], 1)
            self.assertGreater(figures["keys_spared"], figures["accepted"])
            self.assertGreater(figures["after_accept_asked"], 1)
            self.assertEqual(figures["precision"], 1)

    def test_logs_are_kept_where_they_are_wanted(self):
        with tempfile.TemporaryDirectory() as folder:
            figures = measure("replay", "--ttft", "5", "--trace", "steady", "--keys", "10", "--trace-keys", "10",
                              "--keep", folder)
            lines = Path(folder, "forwarder-0.editor.jsonl").read_text().splitlines()
            self.assertEqual(len(lines), figures["keys"])
            self.assertEqual(json.loads(lines[0]).keys(), {"changed", "typed", "asked", "answered", "answer", "right",
                                                           "place", "moved"})
            self.assertIn('"e":"request"', Path(folder, "forwarder-0.backend.jsonl").read_text())

    def test_our_own_server_takes_part_with_all_that_it_knows(self):
        figures = bench("replay", "--server", f"own={INKLING} lsp --config {{config}}", "--text", TEXT,
                        "--config-of", 'own=speculate = "always"', "--refresh", "--host", "vscode", "--ttft", "10",
                        "--max-tokens", "4", "--accept", "0.5", "--trace", "fast", "--keys", "20",
                        "--trace-keys", "60")["own"]
        self.assertEqual(figures["failed"], 0)
        self.assertEqual(figures["unanswered"], 0)
        self.assertGreater(figures["accepted"], 1)
        self.assertGreater(figures["speculated"], 0)
        self.assertGreater(figures["tokens_speculated_used"], 0)

    def test_an_outside_backend_is_measured_by_its_log(self):
        with tempfile.TemporaryDirectory() as folder, Server("--ttft", "5", log=f"{folder}/log") as url:
            figures = measure("replay", "--backend", url, "--backend-log", f"{folder}/log", "--trace", "steady",
                              "--keys", "10", "--trace-keys", "10")
            self.check(figures, 10)


class Others(unittest.TestCase):
    def test_cancels_are_answered_and_seen_by_the_backend(self):
        figures = measure("cancel", "--count", "20", "--ttft", "100")
        self.assertEqual(figures["samples"], 20)
        self.assertEqual(figures["missing"], 0)
        self.assertEqual(figures["unanswered"], 0)
        self.assertEqual(figures["reply_n"], 20)

    def test_the_floor_has_figures_for_every_row(self):
        figures = bench("floor", "--count", "40", "--spaced-count", "3", "--starts", "2")["floor"]
        rows = ["pipe", "http_kept_connection", "http_new_connection", "pipe_then_http", "pipe_then_http_spaced",
                "start_to_first_byte", "timer_1ms_late"]
        for row in rows:
            self.assertGreater(figures[f"{row}_p50"], 0, row)

    def test_a_mistake_on_the_command_line_is_explained(self):
        for wrong in (["--bar", "added"], ["--fault", "sometimes"], ["--host", "ed"], ["--config-of", "own"]):
            done = subprocess.run([INKLING, "bench", "replay", "--server", "a=b", "--text", TEXT, *wrong],
                                  capture_output=True, text=True, timeout=DEADLINE_S)
            self.assertEqual(done.returncode, 2)
            self.assertIn(wrong[0], done.stderr)


class Server:
    """`inkling bench serve` for the time of a `with`."""

    def __init__(self, *arguments, log=None):
        self.command = [INKLING, "bench", "serve", "--text", TEXT, "--until-eof", *arguments]
        if log:
            self.command += ["--log", log]

    def __enter__(self):
        self.process = subprocess.Popen(self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        return self.process.stdout.readline().strip()

    def __exit__(self, *failure):
        self.process.stdin.close()
        code = self.process.wait(DEADLINE_S)
        self.process.stdout.close()
        if code != 0:
            raise AssertionError(f"the server ended with {code}")


def ask(url, **fields):
    body = {"prompt": Path(TEXT).read_text()[:1000], "max_tokens": 4, **fields}
    request = urllib.request.Request(f"{url}/v1/completions", json.dumps(body).encode(),
                                     {"Content-Type": "application/json"})
    return urllib.request.urlopen(request, timeout=10)


class Serve(unittest.TestCase):
    def test_the_true_text_comes_in_events(self):
        with Server("--ttft", "0") as url, ask(url, stream=True) as response:
            lines = response.read().decode().split("\n\n")
        self.assertEqual(lines[-2], "data: [DONE]")
        text = "".join(json.loads(line[6:])["choices"][0]["text"] for line in lines[:-2])
        self.assertEqual(text, Path(TEXT).read_text()[1000:1016])

    def test_the_first_token_takes_its_time(self):
        begun = time.monotonic()
        with Server("--ttft", "50") as url, ask(url, stream=False) as response:
            json.load(response)
        self.assertGreaterEqual(time.monotonic() - begun, 0.05)

    def test_faults_are_played(self):
        with Server("--ttft", "0", "--fault", "429") as url:
            with self.assertRaises(urllib.error.HTTPError) as refused:
                ask(url)
            with refused.exception as response:
                self.assertEqual(response.code, 429)
                self.assertEqual(response.headers["Retry-After"], "1")
        for fault in ("reset", "truncate", "garbage"):
            with self.subTest(fault), Server("--ttft", "0", "--fault", fault) as url:
                with self.assertRaises(Exception):
                    ask(url, stream=True).read()


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
