"""From the start to the end: options, which buffers, the daemon's process, what a person can say to the plugin."""

import pathlib
import time

from case import PluginCase

# Messages are kept for the test, which could not go on where Neovim waits for Enter.
NOTED = "_G.told = {} vim.notify = function(text) table.insert(told, text) end vim.notify_once = vim.notify"


class Starting(PluginCase):
    def test_no_module_is_loaded_before_insert_mode(self):
        editor = self.editor(self.file("x\n"), setup="")
        loaded = """return vim.tbl_filter(function(n) return n:find("^inkling") ~= nil end, vim.tbl_keys(package.loaded))"""
        self.assertEqual(editor.lua(loaded), [])
        self.assertEqual(editor.lua("return vim.fn.exists(':Inkling')"), 2)
        editor.keys("i")
        editor.wait(lambda: editor.lua(loaded), "the plugin is loaded")

    def test_it_works_without_setup(self):
        editor = self.editor(self.file("x\n"), more=f'dofile("{self.place.inside("stub.lua")}")', setup="")
        editor.insert(keys="A")
        editor.answer("yz")
        editor.keys("<Tab>")
        self.wait_for_lines(editor, ["xyz"])

    def test_as_a_package(self):
        """~/.local/share/nvim/site/pack, and no init.lua at all."""
        start = self.place.folder / "data/nvim/site/pack/x/start"
        start.mkdir(parents=True, exist_ok=True)
        (start / "inkling").symlink_to("../../../../../../plugin")
        try:
            editor = self.editor(self.file("x\n"), setup="", bare=True)
            self.assertEqual(editor.lua("return vim.fn.exists(':Inkling')"), 2)
            editor.lua("dofile(...)", self.place.inside("stub.lua"))
            editor.insert(keys="A")
            editor.answer("yz")
            editor.keys("<Tab>")
            self.wait_for_lines(editor, ["xyz"])
        finally:
            (start / "inkling").unlink()

    def test_loaded_in_the_middle_of_insert_mode(self):
        editor = self.editor(self.file("x\n"), setup="", more=f"""dofile("{self.place.inside("stub.lua")}")
            vim.opt.runtimepath:remove("{self.place.inside("plugin")}")
            vim.keymap.set("i", "<F5>", function()
              vim.opt.runtimepath:prepend("{self.place.inside("plugin")}")
              vim.cmd.runtime("plugin/inkling.lua")
              require("inkling").setup({{ cmd = "nvim" }})
            end)""")
        editor.insert(keys="A<F5>")
        editor.answer("yz")
        editor.keys("<Tab>")
        self.wait_for_lines(editor, ["xyz"])

    def test_it_costs_no_more_than_a_millisecond_at_the_start(self):
        log = self.place.folder / "startup.log"
        times = []
        for _ in range(5):
            log.unlink(missing_ok=True)
            editor = self.editor(setup="", arguments=("--startuptime", self.place.inside("startup.log")))
            editor.send("nvim_command", "qa!")
            editor.process.wait(10)
            times += [float(line.split()[1].rstrip(":")) for line in log.read_text().splitlines()
                      if "sourcing" in line and "/plugin/plugin/inkling.lua" in line]
        self.assertEqual(len(times), 5)
        self.assertLessEqual(min(times), 1.0)

    def test_it_changes_no_option_and_no_handler(self):
        state = """local options = {}
            for name, info in pairs(vim.api.nvim_get_all_options_info()) do
              if not ({ modified = true, bufhidden = true, buftype = true })[name] then options[name] = select(2, pcall(function() return vim.o[name] end)) end
            end
            local handlers = vim.tbl_keys(vim.lsp.handlers)
            table.sort(handlers)
            return { options, handlers, vim.paste == _G.paste }"""
        editor = self.editor(self.file("x\n"), stub=True, more="_G.paste = vim.paste require('vim.lsp')")
        before = editor.lua(state)
        editor.insert(keys="A")
        editor.answer("yz")
        editor.keys("<Tab><Esc>")
        self.wait_for_lines(editor, ["xyz"])
        self.assertEqual(editor.lua(state), before)

    def test_one_daemon_serves_all_files_of_a_project_and_another_one_another_project(self):
        one = self.file("a\n")
        (self.path.parent / "sub").mkdir()
        (self.path.parent / "sub" / "b.txt").write_text("b\n")
        other = self.file("c\n")
        editor = self.editor(one, stub=True)
        for file in (one, one.replace("file.txt", "sub/b.txt"), other):
            editor.request("nvim_command", f"edit! {file}")
            editor.insert(keys="i")
            editor.keys("<Esc>")
            editor.settle()
        self.assertEqual(editor.lua("return stub.starts"), 2)
        self.assertEqual([message["rootUri"] for message in editor.sent("initialize")],
                         [f"file://{pathlib.PurePosixPath(file).parent}" for file in (one, other)])

    def test_what_the_daemon_is_told_at_its_start(self):
        editor = self.start("x\n", setup='{ server = { backend = "llama-cpp", completion = { mid_word = true } } }')
        self.assertEqual(editor.sent("initialize")[0]["initializationOptions"], {"inkling": {
            "refresh": True, "status": True, "backend": "llama-cpp", "completion": {"mid_word": True}}})
        self.assertEqual(editor.lua("return stub.command")[-2:], ["lsp", "--trust-client"])
        editor = self.start("x\n")
        self.assertEqual(editor.lua("return stub.command")[-1], "lsp")

    def test_the_clients_of_neovim_for_inline_completion_leave_ours_alone(self):
        editor = self.editor(self.file("x\n"), stub=True,
                             more="if vim.lsp.inline_completion then vim.lsp.inline_completion.enable() end")
        editor.insert()
        editor.typed("ab")
        time.sleep(0.4)  # the built-in client asks 200 ms after a key
        editor.settle()
        self.assertEqual(len(editor.sent("textDocument/inlineCompletion")), 3)

    def test_a_workspace_may_not_choose_the_program_or_the_backend(self):
        (self.place.folder / ".nvim.lua").write_text('require("inkling").setup({ cmd = "sh", server = { backend = "x" }, auto = false })')
        editor = self.editor(self.file("x\n"), stub=True, more=NOTED)
        editor.request("nvim_command", f"source {self.place.inside('.nvim.lua')}")
        options = "local o = require('inkling.config').options return { o.cmd, o.server.backend or '', o.auto }"
        self.assertEqual(editor.lua(options), ["nvim", "", False])
        self.assertIn("passed over", editor.lua("return require('inkling.config').faults[1]"))


class Buffers(PluginCase):
    def test_only_files_are_served(self):
        editor = self.editor(self.file("x\n"), stub=True)
        for command in ("enew | setlocal buftype=nofile", "help", "enew", "edit oil:///tmp"):
            editor.request("nvim_command", command)
            editor.lua("vim.bo.modifiable = true")
            editor.keys("ix<Esc>")
            editor.settle()
        self.assertEqual(editor.lua("return stub.starts"), 0)

    def test_a_file_type_can_be_excepted(self):
        editor = self.editor(self.file("x\n", "a.md"), stub=True, setup="{ filetypes = { markdown = false } }")
        editor.keys("ix")
        editor.settle()
        self.assertEqual(editor.lua("return { vim.bo.filetype, stub.starts }"), ["markdown", 0])
        editor = self.editor(self.file("x\n", "a.md"), stub=True, setup='{ filetypes = { ["*"] = false, markdown = true } }')
        editor.insert()

    def test_a_buffer_can_be_excepted_and_is_closed_for_the_daemon(self):
        editor = self.start("x\n", keys="A")
        editor.answer("y")
        editor.request("nvim_command", "Inkling disable buffer")
        editor.settle()
        self.assertIsNone(editor.ghost())
        self.assertEqual(editor.order()[-1], "textDocument/didClose")
        editor.lua("stub.sent = {}")
        editor.typed("abc")
        self.assertEqual(editor.order(), [])
        editor.request("nvim_command", "Inkling enable buffer")
        editor.settle()
        self.assertIn("textDocument/didOpen", editor.order())
        editor.typed("d")
        editor.answer("e")
        self.assertEqual(editor.ghost(), "e")

    def test_the_variable_of_a_buffer_counts_from_the_next_key(self):
        editor = self.start("x\n", keys="A")
        editor.lua("vim.b.inkling_enabled = false")
        editor.typed("a")
        self.assertEqual(editor.order()[-1], "textDocument/didClose")

    def test_what_changes_about_a_buffer_is_told(self):
        editor = self.start("x\n", keys="A")
        changes = {"edit!": "file.txt", "set filetype=lua": "file.txt", "file other.txt": "other.txt"}
        for command, name in changes.items():
            with self.subTest(command):
                editor.keys("<Esc>")
                editor.settle()
                editor.lua("stub.sent = {}")
                editor.request("nvim_command", command)
                editor.keys("Ay")
                editor.wait(lambda: editor.sent("textDocument/inlineCompletion"), "a question")
                self.assertTrue(editor.sent("textDocument/didClose")[0]["textDocument"]["uri"].endswith("/file.txt"))
                opened = editor.sent("textDocument/didOpen")[-1]["textDocument"]
                self.assertTrue(opened["uri"].endswith("/" + name), opened["uri"])
                self.assertEqual(opened["languageId"], editor.lua("return vim.bo.filetype"))
                self.assertEqual(editor.sent("textDocument/inlineCompletion")[-1]["textDocument"]["uri"], opened["uri"])

    def test_a_look_at_a_file_starts_no_daemon_but_is_told_to_that_of_its_project(self):
        editor = self.start("x\n", keys="A")
        (self.path.parent / "b.txt").write_text("b\n")
        sibling = str(pathlib.PurePosixPath(editor.request("nvim_buf_get_name", 0)).parent / "b.txt")
        editor.keys("<Esc>")
        for file in (sibling, self.file("elsewhere\n")):
            editor.request("nvim_command", "edit! " + file)
            editor.settle()
        self.assertEqual([message["textDocument"]["text"] for message in editor.sent("textDocument/didOpen")],
                         ["x\n", "b\n"])
        self.assertEqual(editor.lua("return stub.starts"), 1)

    def test_switching_off_and_on(self):
        editor = self.start("x\n", keys="A")
        editor.answer("y")
        editor.request("nvim_command", "Inkling disable")
        editor.settle()
        self.assertIsNone(editor.ghost())
        self.assertEqual(editor.sent("workspace/executeCommand")[-1], {"command": "inkling.server.disable", "arguments": []})
        asked = len(editor.sent("textDocument/inlineCompletion"))
        editor.typed("a")
        self.assertEqual(len(editor.sent("textDocument/inlineCompletion")), asked)
        editor.request("nvim_command", "Inkling enable")
        editor.settle()
        editor.answer("z")
        self.assertEqual(editor.ghost(), "z")

    def test_the_mappings_of_normal_mode(self):
        editor = self.start("x\n", more="""vim.keymap.set("n", "t", "<Plug>(inkling-toggle)")
            vim.keymap.set("n", "z", "<Plug>(inkling-snooze)")""")
        editor.keys("<Esc>tz")
        editor.settle()
        self.assertEqual([(call["command"], call["arguments"]) for call in editor.sent("workspace/executeCommand")],
                         [("inkling.server.disable", []), ("inkling.server.snooze", [5])])

    def test_a_pause(self):
        editor = self.start("x\n", keys="A")
        editor.answer("y")
        editor.request("nvim_command", "Inkling snooze 30")
        editor.settle()
        self.assertIsNone(editor.ghost())
        self.assertEqual(editor.sent("workspace/executeCommand")[-1], {"command": "inkling.server.snooze", "arguments": [30]})
        self.assertEqual(editor.lua("return require('inkling').statusline()"), "inkling zz")
        editor.request("nvim_command", "Inkling snooze 0")
        editor.typed("a")
        editor.answer("z")
        self.assertEqual(editor.ghost(), "z")

    def test_automatic_suggestions_can_be_off(self):
        editor = self.editor(self.file("x\n"), stub=True, setup="{ auto = false }")
        editor.keys("A")
        editor.wait(lambda: editor.lua("return #vim.lsp.get_clients({ bufnr = 0 })") == 1, "the client")
        editor.wait(lambda: "textDocument/didOpen" in editor.order(), "the text is sent")
        editor.typed("y")
        self.assertEqual(editor.waiting(), [])
        editor.keys("<M-Bslash>")
        editor.answer("z")
        editor.typed("z")
        self.assertEqual(len(editor.sent("textDocument/inlineCompletion")), 1)

    def test_nothing_is_asked_about_a_buffer_that_was_detached_by_hand(self):
        editor = self.start("x\n", keys="A")
        editor.lua("vim.lsp.buf_detach_client(0, vim.lsp.get_clients()[1].id) stub.sent = {}")
        editor.typed("yz")
        self.assertEqual(editor.sent("textDocument/inlineCompletion"), [])

    def test_leaving_a_buffer_in_insert_mode_takes_its_ghost_away(self):
        editor = self.start("x\n", keys="A")
        editor.answer("y")
        editor.lua("_G.first = vim.api.nvim_get_current_buf()")
        editor.request("nvim_command", "split " + self.file("z\n"))
        editor.settle()
        count = "return #vim.api.nvim_buf_get_extmarks(first, vim.api.nvim_create_namespace('inkling.ghost'), 0, -1, {})"
        self.assertEqual(editor.lua(count), 0)


class Restarting(PluginCase):
    def test_a_daemon_that_ends_is_started_again_and_knows_the_text(self):
        editor = self.start("x\n", keys="A")
        editor.request("nvim_command", "Inkling snooze 5")
        editor.lua("stub.sent = {} stub.crash()")
        editor.wait(lambda: editor.lua("return stub.starts") == 2, "a second start")
        editor.wait(lambda: "textDocument/didOpen" in editor.order(), "the text is opened anew")
        self.assertEqual(editor.sent("workspace/executeCommand")[0]["command"], "inkling.server.snooze")
        editor.request("nvim_command", "Inkling snooze 0")
        editor.typed("y")
        editor.answer("z")
        self.assertEqual(editor.ghost(), "z")

    def test_after_five_ends_there_is_one_message_and_peace(self):
        editor = self.start("x\n", keys="A", more=NOTED + """
            package.preload["inkling.backoff"] = function()
              package.preload["inkling.backoff"] = nil
              local real = dofile(vim.api.nvim_get_runtime_file("lua/inkling/backoff.lua", false)[1])
              local ended = real.ended
              function real:ended(now) return ended(self, now) and 1 end
              return real
            end""")
        for number in range(1, 6):
            editor.wait(lambda: editor.lua("return stub.starts") == number, f"start {number}")
            editor.lua("stub.crash()")
        editor.wait(lambda: editor.lua("return #told") == 1, "a message")
        self.assertIn("five times", editor.lua("return told[1]"))
        self.assertEqual(editor.lua("return require('inkling').statusline()"), "inkling x")
        editor.typed("abc")
        self.assertEqual(editor.lua("return { stub.starts, #told }"), [5, 1])
        editor.request("nvim_command", "Inkling restart")
        editor.wait(lambda: editor.lua("return stub.starts") == 6, "a start by hand")

    def test_a_program_that_is_not_there_is_told_once(self):
        editor = self.editor(self.file("x\n"), stub=True, setup='{ cmd = "/no/such/inkling" }',
                             more=NOTED)
        editor.keys("Aabc<Esc>Ad")
        editor.wait(lambda: editor.lua("return #told") == 1, "a message")
        self.assertIn("/no/such/inkling", editor.lua("return told[1]"))
        editor.keys("<Tab>")
        self.wait_for_lines(editor, ["xabcd\t"])
        self.assertEqual(editor.lua("return #told"), 1)


class Saying(PluginCase):
    def test_mistakes_in_the_options_are_told_with_the_nearest_name(self):
        editor = self.editor(more=NOTED, setup='{ keymap = false, auto = "yes", keymaps = { acept = "x", next = 3 } }')
        told = editor.lua("return told")
        self.assertEqual(len(told), 1)
        for expected in ("keymap: unknown option; did you mean keymaps?", 'auto: expected a boolean, not "yes"',
                         "keymaps.acept: unknown option; did you mean accept?", "keymaps.next: expected a key"):
            self.assertIn(expected, told[0])

    def test_subcommands_are_completed_and_mistakes_are_met_half_way(self):
        editor = self.editor(self.file("x\n"), stub=True, more=NOTED)
        complete = "return vim.fn.getcompletion(..., 'cmdline')"
        self.assertEqual(editor.lua(complete, "Inkling s"), ["snooze", "status"])
        self.assertEqual(editor.lua(complete, "Inkling disable "), ["buffer"])
        self.assertEqual(editor.lua(complete, "Inkling status x"), [])
        for command in ("Inkling snoze", "Inkling snooze soon", "Inkling enable everything", "Inkling xylophone"):
            editor.request("nvim_command", command)
        told = editor.lua("return told")
        self.assertIn("did you mean snooze?", told[0])
        self.assertIn('expected minutes from 0 to 1440, not "soon"', told[1])
        self.assertIn('expected "buffer" or nothing, not "everything"', told[2])
        self.assertIn("disable, doctor, enable", told[3])

    def test_the_status_is_one_line(self):
        """Two make Neovim wait for Enter."""
        editor = self.start("x\n", more=NOTED)
        editor.lua("""stub.tell("inkling/status", { state = "trouble", source = "backend", model = "m", message = "No." })""")
        editor.request("nvim_command", "Inkling")
        self.assertEqual(editor.lua("return told"), ["inkling: trouble (m). No."])

    def test_mistakes_of_lua_are_mistakes_too(self):
        editor = self.editor(self.file("x\n"), stub=True)
        for call, expected in (('disable("bufer")', '"buffer" or nothing, not "bufer"'), ('snooze("x")', "minutes from 0 to 1440")):
            self.assertIn(expected, editor.lua(f"return select(2, pcall(function() require('inkling').{call} end))"))
        self.assertTrue(editor.lua("return require('inkling.switch').enabled()"))

    def test_switches_are_in_the_status_line_at_once_and_the_end_of_a_pause_too(self):
        editor = self.start("x\n", more="""vim.o.statusline = "%{v:lua.require'inkling'.statusline()}" """)
        for command, expected in (("disable", "inkling off"), ("enable", "inkling"), ("snooze", "inkling zz"),
                                  ("snooze 0", "inkling"), ("disable buffer", ""), ("enable buffer", "inkling"),
                                  ("snooze 0.01", "inkling zz"), (None, "inkling")):
            if command:
                editor.request("nvim_command", "Inkling " + command)
            editor.wait(lambda: editor.screen.text().split("\n")[-2].strip() == expected, f"{command}: {expected}")

    def test_the_status_of_the_daemon_is_in_the_status_line(self):
        editor = self.start("x\n", more="""vim.o.statusline = "%{v:lua.require'inkling'.statusline()}" """)
        editor.wait(lambda: "\ninkling\n" in editor.screen.text(), "a status line")
        editor.lua("""stub.tell("inkling/status", { state = "trouble", source = "embedded", backend = "fast",
            message = "It cannot be reached." })""")
        editor.wait(lambda: "\ninkling !\n" in editor.screen.text(), "trouble in the status line")
        self.assertEqual(editor.lua("return require('inkling').status().message"), "It cannot be reached.")
