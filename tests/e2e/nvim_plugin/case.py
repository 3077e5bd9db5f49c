"""A test case with an editor of the version under test; test_plugin.py runs them all, once for each version."""

import unittest

import rig


class PluginCase(unittest.TestCase):
    place = None  # set before the tests run
    artifacts = None
    folders = 0

    def file(self, text, name="file.txt"):
        """A file in a project of its own; its path as the editor sees it."""
        PluginCase.folders += 1
        folder = self.place.folder / f"stubbed{PluginCase.folders}"
        (folder / ".git").mkdir(parents=True)
        self.path = folder / name
        self.path.write_bytes(text.encode())
        return self.place.inside(folder.relative_to(self.place.folder), name)

    def editor(self, *files, **options):
        editor = rig.PluginEditor(self.place, *files, **options)
        self.addCleanup(self.finish, editor)
        return editor

    def finish(self, editor):
        try:
            if editor.process.poll() is None:
                trouble = editor.trouble()
                if trouble:
                    raise AssertionError(f"in :messages:\n{trouble}")
        finally:
            editor.close()

    def start(self, text, keys="i", name="file.txt", **options):
        """An editor with the stub, in insert mode, its first question asked."""
        editor = self.editor(self.file(text, name), stub=True, **options)
        editor.insert(keys=keys)
        return editor

    def wait_for_lines(self, editor, expected):
        editor.wait(lambda: editor.lines() == expected, f"the lines {expected}, not {editor.lines()}")

    def picture(self, editor, name, expected):
        """Waits for the lines to be on the screen, from its first on or anywhere, and keeps what is seen."""
        try:
            editor.wait(lambda: expected in "\n".join(line.rstrip() for line in editor.screen.text().split("\n")),
                        f"on the screen:\n{expected}\n")
        finally:
            if self.artifacts:
                self.artifacts.mkdir(parents=True, exist_ok=True)
                (self.artifacts / f"{name}.txt").write_text(editor.screen.text() + "\n")
