"""Ways into and out of insert mode, and places in it where nothing may be offered."""

from case import PluginCase


class Leaving(PluginCase):
    def test_every_way_out_takes_the_ghost_and_the_question_away(self):
        for keys, mode in (("<Esc>", "n"), ("<C-C>", "n"), ("<Insert>", "R"), ("<C-O>", "niI"), ("<C-Bslash><C-N>", "n"),
                           ("<Cmd>stopinsert<CR>", "n")):
            with self.subTest(keys):
                editor = self.start("x = \n", keys="A", more='vim.keymap.set("i", "<F5>", "<Cmd>stopinsert<CR>")')
                editor.answer("value")
                editor.typed("v")
                editor.keys(keys.replace("<Cmd>stopinsert<CR>", "<F5>"))
                editor.wait(lambda: editor.request("nvim_get_mode")["mode"] == mode, f"mode {mode}")
                editor.no_ghost()
                self.assertEqual(editor.order()[-1], "$/cancelRequest")
                editor.wait(lambda: editor.screen.text().startswith("x = v\n"), "the screen without it")

    def test_an_expression_in_the_middle_of_an_insert_leaves_it_alone(self):
        editor = self.start("x = \n", keys="A")
        editor.answer("12")
        editor.keys("<C-R>=")
        editor.settle()
        self.assertEqual(editor.ghost(), "12")
        editor.keys("1<CR>")
        editor.settle()
        self.assertEqual((editor.lines(), editor.ghost()), (["x = 1"], "2"))

    def test_one_command_and_it_is_asked_anew(self):
        editor = self.start("abc\n", keys="A")
        editor.answer("zz")
        editor.keys("<C-O>0")
        editor.settle()
        editor.answer("yy")
        self.assertEqual(editor.ghost(), "yy")

    def test_an_answer_for_a_session_that_was_closed_is_dropped(self):
        """The buffer is another document since; its own session would not know what is on the screen."""
        editor = self.start("x = \n", keys="A")
        first = editor.waiting()[0]
        editor.lua("vim.bo.filetype = 'lua'")
        editor.settle()
        editor.answer("value", id=first)
        self.assertIsNone(editor.ghost())
        editor.typed("q")
        self.assertIsNone(editor.ghost())

    def test_events_that_other_plugins_repeat_do_no_harm(self):
        editor = self.start("x = \n", keys="A")
        for event in ("ModeChanged i:n", "InsertEnter", "BufEnter", "FileType", "WinResized"):
            editor.request("nvim_command", "doautocmd " + event)  # finish() looks for errors
        editor.settle()

    def test_a_menu_that_waits_hears_of_the_end_of_a_session(self):
        editor = self.start("x = \n", keys="A")
        editor.lua("""require("inkling.blink").new():get_completions({}, function(r) _G.result = r end)""")
        editor.lua("vim.b.inkling_enabled = false require('inkling.events').refresh()")
        self.assertEqual(editor.lua("return #result.items"), 0)


class Inserting(PluginCase):
    def test_a_count_repeats_what_was_accepted(self):
        editor = self.start("a\nb\n", keys="2A")
        editor.typed(",")
        editor.answer("v")
        editor.keys("<Tab><Esc>")
        self.wait_for_lines(editor, ["a,v,v", "b"])
        editor.keys("j3.")
        self.wait_for_lines(editor, ["a,v,v", "b,v,v,v"])

    def test_a_block_gets_it_in_each_line(self):
        editor = self.start("a\nb\nc\n")
        editor.keys("<Esc><C-V>jjA")
        editor.settle()
        editor.answer("val")
        editor.keys("<Tab>;<Esc>")
        self.wait_for_lines(editor, ["aval;", "bval;", "cval;"])

    def test_nothing_is_offered_where_no_text_is_yet(self):
        """'virtualedit': what is typed there comes behind spaces that the question does not have."""
        editor = self.start("x\n", more='vim.o.virtualedit = "all"')
        editor.keys("<Esc>5l")
        editor.lua("stub.sent = {}")
        editor.keys("i")
        editor.settle()
        self.assertEqual(editor.sent("textDocument/inlineCompletion"), [])
        editor.typed("y")
        editor.answer("z")
        editor.keys("<Tab>")
        self.wait_for_lines(editor, ["x    yz"])
