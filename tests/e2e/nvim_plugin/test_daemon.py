"""The plugin with the real daemon: a person's way through it, its end by force, and what :checkhealth finds."""

import os
import pathlib
import shutil
import signal
import time

import project
from case import PluginCase
from llm_server import LlmServer

INDENTED = "        "


class DaemonCase(PluginCase):
    def project(self, eol="\n", **options):
        """An editor in a fresh copy of the project, in insert mode below its last line."""
        PluginCase.folders += 1
        file = project.write(self.place.folder / f"project{PluginCase.folders}")
        file.write_bytes(file.read_text().replace("\n", eol).encode())
        self.path = file
        editor = self.editor(self.place.inside(file.relative_to(self.place.folder)), **options)
        editor.keys("Go")
        return editor

    def type_the_usual(self, editor, more=""):
        editor.type("if shape is None:\n" + more + "raise Va")
        self.type_until_ghost(editor, "l", project.CONTINUES_WITH)
        return editor.ghost()

    def type_until_ghost(self, editor, key, expected):
        """Types the key until ghost text begins so: the daemon has to read the project first."""
        def shown():
            editor.keys(key)
            end = time.monotonic() + 0.5
            while time.monotonic() < end:
                editor.pump(0.02)
                if (editor.ghost() or "").startswith(expected):
                    return True
            editor.keys("<BS>")
            return False

        editor.wait(shown, f"ghost text that begins with {expected}")

    def ready(self, editor):
        editor.wait(lambda: editor.lua("return require('inkling').status().state") == "ready", "the daemon is ready")

    def daemon(self, editor):
        """The process ids of this editor's daemons."""
        return [int(entry.name) for entry in pathlib.Path("/proc").iterdir() if entry.name.isdigit()
                and self.runs_below(entry, editor.process.pid)]

    @staticmethod
    def runs_below(entry, ancestor):
        try:
            if "inkling" not in (entry / "cmdline").read_bytes().split(b"\0")[0].decode():
                return False
            while entry.name not in ("0", "1"):
                parent = (entry / "stat").read_text().rpartition(")")[2].split()[1]
                if int(parent) == ancestor:
                    return True
                entry = entry.parent / parent
        except OSError:
            pass
        return False


class RealDaemon(DaemonCase):
    def test_a_suggestion_is_on_the_screen_shrinks_with_each_key_and_is_taken(self):
        editor = self.project()
        ghost = self.type_the_usual(editor)
        line = ghost.split("\n")[0]
        self.picture(editor, "daemon", INDENTED + "raise Val" + line)
        for typed in range(1, 4):
            editor.keys(ghost[typed - 1])
            editor.request("nvim_get_mode")
            self.assertTrue((editor.ghost() or "").startswith(line[typed:]), editor.ghost())
        expected = editor.text() + editor.ghost()
        editor.keys("<Tab>")
        editor.wait(lambda: editor.text() == expected, f"the buffer {expected}")

    def test_crlf_and_characters_beyond_the_basic_plane(self):
        editor = self.project(eol="\r\n")
        self.type_the_usual(editor, more='note = "\N{GRINNING FACE}\N{FAMILY}é"; ')
        expected = editor.text() + editor.ghost()
        editor.keys("<Tab>")
        editor.wait(lambda: editor.text() == expected, f"the buffer {expected}")
        editor.request("nvim_command", "write")
        self.assertEqual(self.path.read_bytes().decode(), expected.replace("\n", "\r\n") + "\r\n")

    def test_a_killed_daemon_is_back_in_a_moment(self):
        editor = self.project()
        ghost = self.type_the_usual(editor)
        first = editor.wait(lambda: self.daemon(editor), "the daemon's process")
        for pid in first:
            os.kill(pid, signal.SIGKILL)
        editor.wait(lambda: self.daemon(editor) and self.daemon(editor) != first, "another process")
        self.ready(editor)
        self.type_until_ghost(editor, ghost[0], ghost[1:].split("\n")[0])

    def test_neovim_can_restart_it_by_itself(self):
        editor = self.project()
        if editor.lua("return vim.fn.exists(':lsp')") == 0:
            self.skipTest("no :lsp restart in this Neovim")
        self.type_the_usual(editor)
        before = self.daemon(editor)
        editor.request("nvim_command", "lsp restart inkling")
        editor.wait(lambda: not set(before) & set(self.daemon(editor)), "the end of the first")
        self.ready(editor)
        time.sleep(0.5)  # our own back-off would have started another one
        self.assertEqual(len(self.daemon(editor)), 1)
        self.type_until_ghost(editor, "u", project.CONTINUES_WITH[1:])

    def test_the_editor_quits_at_once_and_no_daemon_or_error_remains(self):
        editor = self.project()
        self.type_the_usual(editor)
        editor.keys("<Tab>")
        editor.settle()
        log = editor.lua("return require('vim.lsp.log').get_filename()")
        processes = self.daemon(editor)
        editor.send("nvim_command", "qa!")
        self.assertEqual(editor.process.wait(5), 0)
        log = self.place.folder / pathlib.PurePosixPath(log).relative_to(self.place.inside())
        errors = [line for line in log.read_text().splitlines() if "[ERROR]" in line] if log.exists() else []
        self.assertEqual([line for line in errors if "stderr" not in line], [])
        end = time.monotonic() + 10
        while any(pathlib.Path(f"/proc/{pid}/cmdline").exists() for pid in processes):
            self.assertLess(time.monotonic(), end, "the daemon is gone")
            time.sleep(0.01)

    def test_no_function_of_neovim_is_called_that_it_gave_up(self):
        editor = self.project()
        self.type_the_usual(editor)
        editor.keys("<Tab>e<Esc>")
        for command in ("checkhealth inkling", "Inkling disable", "Inkling enable", "Inkling restart",
                        "checkhealth vim.deprecated" if editor.lua("return vim.fn.has('nvim-0.11')") else "checkhealth vim"):
            editor.request("nvim_command", command)
            editor.settle()
        self.assertNotRegex(editor.text(), "is deprecated|WARNING.*deprecat")

    def test_a_better_text_takes_the_place_of_the_first_one(self):
        """The embedded model's, until the server's is there: inkling/refresh."""
        with LlmServer() as llm:
            slow = []

            def behave(exchange):
                exchange.begin_stream()
                while not slow:
                    time.sleep(0.01)
                exchange.delta('ueError("from afar")')
                exchange.end_stream()

            llm.behave = behave
            backends = '{ test = { kind = "openai-completions", base_url = "%s", model = "m" } }' % llm.url
            patient = "completion = { deadline_ms = 60000 }"
            editor = self.project(setup='{ server = { backend = "test", backends = %s, %s } }' % (backends, patient))
            # All at once: what was shown before would be typed along, and must not be replaced then.
            editor.type("if shape is None:\n")
            self.type_until_ghost(editor, "<Esc>0C" + INDENTED + "raise Val", "ueError")
            self.assertNotIn("afar", editor.ghost())
            slow.append(True)
            editor.wait(lambda: editor.ghost() == 'ueError("from afar")', "the server's text")


class Health(DaemonCase):
    def report(self, editor):
        editor.request("nvim_command", "checkhealth inkling")
        return editor.wait(lambda: "inkling: the daemon" in editor.text() and editor.text(), "the report")

    def test_all_is_well(self):
        editor = self.project()
        self.type_the_usual(editor)
        editor.keys("<Esc>")
        report = self.report(editor)
        for expected in ("Neovim 0.1", "version 0.1.0", "embedded model serves", ": ready, by embedded",
                         "<Tab> accepts", "Nobody else draws ghost text", "The options of setup() are right"):
            self.assertIn(expected, report)
        for bad in ("ERROR", "WARNING"):
            self.assertNotIn(bad, report)

    def test_what_is_wrong_is_found(self):
        fake = self.place.folder / "bin/fake"
        fake.write_text('#!/bin/sh\n[ "$1" = --version ] && echo "inkling 9.9.9" && exit 0\necho no >&2; exit 1\n')
        fake.chmod(0o755)
        editor = self.editor(setup='{ cmd = "%s", autoo = true }' % self.place.inside("bin/fake"), more="""
            vim.notify_once = function() end
            package.loaded["copilot"] = {} vim.g.loaded_llama = 1""")
        report = self.report(editor)
        for expected in ("is version 9.9.9, this plugin 0.1.0", "inkling doctor gave no answer", "did you mean auto?",
                         "copilot.lua is loaded", "llama.vim is loaded"):
            self.assertIn(expected, report)

    def test_a_second_inkling_of_ones_own_configuration(self):
        editor = self.project(more="""vim.api.nvim_create_autocmd("FileType", { callback = function(event)
            vim.lsp.start({ name = "inkling", cmd = { "inkling", "lsp" } }, { bufnr = event.buf }) end })""")
        self.type_the_usual(editor)
        editor.keys("<Esc>")
        report = self.report(editor)
        self.assertIn("a second inkling runs", report)
        self.assertNotIn("Nobody else", report)

    def test_a_program_that_is_not_there(self):
        editor = self.editor(setup='{ cmd = "/no/such" }')
        self.assertIn('"/no/such" of the option cmd is no program', self.report(editor))

    def test_a_person_who_has_forgotten(self):
        editor = self.editor()
        editor.request("nvim_command", "Inkling disable")
        editor.request("nvim_command", "Inkling snooze 30")
        report = self.report(editor)
        self.assertIn("switched off", report)
        self.assertIn("30 more minutes", report)

    def test_a_backend_without_its_key(self):
        editor = self.editor(setup='{ server = { backend = "cerebras" } }')
        self.assertIn("CEREBRAS_API_KEY is not set", self.report(editor))

    def test_a_daemon_that_was_given_up_and_a_key_that_is_taken(self):
        editor = self.project(setup='{ cmd = { "sh", "-c", "exit 3" } }', more="""
            vim.notify = function() end
            vim.api.nvim_create_autocmd("InsertEnter", { callback = function()
              vim.schedule(function() vim.keymap.set("i", "<Tab>", "x", { desc = "mine" }) end) end })
            package.preload["inkling.backoff"] = function()
              return { new = function() return { ends = {}, ended = function() end } end }
            end""")
        editor.wait(lambda: editor.lua("return require('inkling').status().state") == "stopped", "it is given up")
        editor.keys("<Esc>")
        report = self.report(editor)
        self.assertIn("five times in three minutes", report)
        self.assertIn("<Tab> is mapped by something else: mine", report)


class Commands(DaemonCase):
    def test_doctor_and_log_open_in_a_window(self):
        editor = self.project()
        self.ready(editor)
        editor.keys("<Esc>")
        editor.request("nvim_command", "Inkling doctor")
        editor.wait(lambda: "embedded model serves" in editor.text(), "the doctor's words")
        editor.request("nvim_command", "Inkling log")
        self.assertTrue(editor.request("nvim_buf_get_name", 0).endswith("lsp.log"))

    def test_trace_runs_in_a_terminal(self):
        editor = self.project()
        editor.keys("<Esc>")
        if not editor.lua("return vim.uv.fs_stat('/dev/ptmx') ~= nil"):
            self.skipTest("no pseudo-terminals here")
        editor.request("nvim_command", "Inkling trace")
        self.assertEqual(editor.lua("return vim.bo.buftype"), "terminal")

    def test_a_program_below_a_home_folder_is_found_whatever_wildignore_says(self):
        editor = self.editor(more="vim.o.wildignore = '*/bin/*' vim.env.INKLING_AT = '%s'" % self.place.inside("bin"))
        for cmd in ('"$INKLING_AT/inkling"', '{ "$INKLING_AT/inkling" }'):
            self.assertEqual(editor.lua(f"return (require('inkling.binary').find({cmd}))"), [self.place.inside("bin/inkling")])

    def test_a_checkout_brings_its_own_program(self):
        """build/release beside the plugin, where none is on PATH."""
        checkout = self.place.folder / "checkout"
        built = checkout / "build/release/src/app"
        built.mkdir(parents=True)
        (checkout / "CMakeLists.txt").touch()
        (built / "inkling").symlink_to(self.place.inside("bin/inkling"))
        shutil.copytree(self.place.folder / "plugin", checkout / "editors/nvim")
        inside = self.place.inside("checkout")
        editor = self.editor(more=f"""vim.opt.runtimepath:remove("{self.place.inside('plugin')}")
            vim.opt.runtimepath:prepend("{inside}/editors/nvim") vim.env.PATH = "/usr/bin:/bin" """)
        self.assertEqual(editor.lua("return require('inkling.binary').find()"), [f"{inside}/build/release/src/app/inkling"])
