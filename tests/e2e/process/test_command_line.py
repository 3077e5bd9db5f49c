"""What a person at a terminal sees."""

import json
import pathlib
import re
import subprocess
import tempfile
import unittest

import project
from lsp_client import BINARY, DEADLINE_S


def run(*arguments, cwd=None):
    return subprocess.run([BINARY, *map(str, arguments)], stdin=subprocess.DEVNULL, capture_output=True,
                          text=True, timeout=DEADLINE_S, cwd=cwd)


class CommandLine(unittest.TestCase):
    def test_version_is_one_line_with_the_name(self):
        result = run("--version")
        self.assertEqual(result.returncode, 0)
        self.assertRegex(result.stdout, r"\Ainkling \d+\.\d+\.\d+[^\n]*\n\Z")

    def test_every_command_has_a_help_that_names_its_options(self):
        for arguments, option in ((["lsp"], "--listen"), (["demo"], "demo"), (["complete"], "--json"), ([], "lsp")):
            with self.subTest(arguments):
                result = run(*arguments, "--help")
                self.assertEqual(result.returncode, 0)
                self.assertIn(option, result.stdout)

    def test_a_mistyped_option_is_refused_with_the_nearest_one(self):
        result = run("lsp", "--lisen", "unix:/nowhere")
        self.assertGreater(result.returncode, 0)
        self.assertIn("--lisen", result.stderr)
        self.assertIn("--listen", result.stderr.replace("--lisen", ""))
        self.assertEqual(result.stdout, "", "stdout belongs to the protocol")

    def test_a_mistyped_command_is_refused_with_the_nearest_one(self):
        result = run("compelte", "a.py:1")
        self.assertEqual(result.returncode, 2)
        self.assertIn("'compelte' is not a command", result.stderr)
        self.assertIn("complete", result.stderr)


class Complete(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        self.file = project.write(self.root)
        with open(self.file, "a") as file:
            file.write(project.TYPED)
        self.line = len(self.file.read_text().splitlines())
        self.column = len(project.TYPED.splitlines()[-1]) + 1

    def test_json_carries_the_suggestion_at_a_place(self):
        result = run("complete", f"{self.file}:{self.line}:{self.column}", "--json", cwd=self.root)
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertIn(project.CONTINUES_WITH, json.dumps(json.loads(result.stdout)))

    def test_without_a_column_the_end_of_the_line_is_meant(self):
        result = run("complete", f"{self.file}:{self.line}", cwd=self.root)
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertIn(project.CONTINUES_WITH, result.stdout)

    def test_a_missing_file_is_named_in_the_message(self):
        result = run("complete", self.root / "absent.py:1")
        self.assertGreater(result.returncode, 0)
        self.assertIn("absent.py", result.stderr)

    def test_what_is_no_regular_file_is_named_so(self):
        for path in (self.root, "/dev/null"):
            with self.subTest(path):
                result = run("complete", f"{path}:1")
                self.assertEqual(result.returncode, 2)
                self.assertIn("not a regular file", result.stderr)

    def test_a_place_that_cannot_be_read_is_refused(self):
        for place in (f"{self.file}:0", f"{self.file}:x", f"{self.file}:1:0", f"{self.file}"):
            with self.subTest(place):
                self.assertGreater(run("complete", place).returncode, 0)


class Demo(unittest.TestCase):
    def test_it_ends_by_itself_without_a_terminal_and_shows_something(self):
        with tempfile.TemporaryDirectory() as folder:
            project.write(folder)
            result = run("demo", "shapes/describe.py", cwd=folder)
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertIn("describe_circle", re.sub("[«»]", "", result.stdout))

    def test_a_folder_without_source_files_is_told_what_to_name(self):
        with tempfile.TemporaryDirectory() as folder:
            result = run("demo", cwd=folder)
        self.assertGreater(result.returncode, 0)
        self.assertIn("inkling demo", result.stderr)


if __name__ == "__main__":
    unittest.main()
