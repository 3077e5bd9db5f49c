"""What keys do with the suggestion that is shown, and what they do where none is."""

from case import PluginCase


class Accepting(PluginCase):
    def test_tab_inserts_all_of_it_and_the_cursor_stands_behind(self):
        editor = self.start("x = \nend\n", keys="A")
        editor.answer("f(\n  1,\n)")
        editor.keys("<Tab>")
        self.wait_for_lines(editor, ["x = f(", "  1,", ")", "end"])
        self.assertEqual(editor.request("nvim_win_get_cursor", 0), [3, 1])
        self.assertIsNone(editor.ghost())

    def test_keys_that_come_with_tab_count(self):
        editor = self.start("x = \n", keys="A")
        editor.answer("value")
        editor.keys("va<Tab>")
        self.wait_for_lines(editor, ["x = value"])

    def test_keys_that_come_with_tab_and_disagree_make_it_a_tab(self):
        editor = self.start("x = \n", keys="A", more="vim.o.expandtab = true")
        editor.answer("value")
        editor.keys("vo<Tab>")
        self.wait_for_lines(editor, ["x = vo  "])

    def test_closers_it_covers_are_replaced(self):
        editor = self.start("f() + 1\n", keys="2li")
        editor.answer("a, b)", replace=1)
        editor.keys("<Tab>")
        self.wait_for_lines(editor, ["f(a, b) + 1"])
        self.assertEqual(editor.request("nvim_win_get_cursor", 0), [1, 7])

    def test_closers_that_a_plugin_closed_meanwhile_are_replaced_too(self):
        editor = self.start("x = \n", keys="A", more='vim.keymap.set("i", "(", "()<C-G>U<Left>")')
        editor.answer("f(a, b)")
        editor.typed("f(")
        self.assertEqual(editor.lines(), ["x = f()"])
        self.assertEqual(editor.ghost(), "a, b")
        editor.keys("<Tab>")
        self.wait_for_lines(editor, ["x = f(a, b)"])

    def test_word_by_word(self):
        editor = self.start("x = \n", keys="A")
        editor.answer("größe(a_b,\n  日本 kana)")
        for expected in (["x = größe"], ["x = größe("], ["x = größe(a_b"], ["x = größe(a_b,"], ["x = größe(a_b,", "  日本"],
                         ["x = größe(a_b,", "  日本 kana"], ["x = größe(a_b,", "  日本 kana)"]):
            editor.keys("<M-Right>")
            self.wait_for_lines(editor, expected)
        self.assertIsNone(editor.ghost())

    def test_word_by_word_leaves_closers_where_they_stand(self):
        editor = self.start("f();\n", keys="2li")
        editor.answer("a, b)", replace=1)
        for expected in ("f(a);", "f(a,);", "f(a, b);"):
            editor.keys("<M-Right>")
            self.wait_for_lines(editor, [expected])
        self.assertIsNone(editor.ghost())

    def test_line_by_line(self):
        editor = self.start("if x:\n", keys="A")
        editor.answer(" # why\n  a()\n  b()")
        for expected in (["if x: # why"], ["if x: # why", "  a()"], ["if x: # why", "  a()", "  b()"]):
            editor.keys("<M-C-Right>")
            self.wait_for_lines(editor, expected)

    def test_no_carriage_return_reaches_the_buffer_and_the_file_keeps_its_ends(self):
        editor = self.start("x\r\ny\r\n", keys="A")
        self.assertEqual(editor.lua("return vim.bo.fileformat"), "dos")
        editor.answer("\r\n  z\r\n  w")
        editor.keys("<Tab>")
        self.wait_for_lines(editor, ["x", "  z", "  w", "y"])
        editor.request("nvim_command", "write")
        self.assertEqual(self.path.read_bytes(), b"x\r\n  z\r\n  w\r\ny\r\n")

    def test_text_that_would_be_formatted_as_one_types_is_inserted_to_the_byte(self):
        editor = self.start("int f() {\n}\n", keys="A", name="a.c",
                            more='vim.o.textwidth = 20 vim.o.cindent = true vim.cmd("iabbrev teh the")')
        editor.answer("\n         teh very long line that goes beyond the text width\n\t}")
        editor.keys("<Tab>")
        self.wait_for_lines(editor, ["int f() {", "         teh very long line that goes beyond the text width", "\t}", "}"])

    def test_a_mapping_that_accepts_twice_takes_nothing_else_away(self):
        editor = self.start("f()xyz\n", keys="2li", more="""vim.keymap.set("i", "<F5>", function()
            require("inkling").accept() require("inkling").accept() end)""")
        editor.answer("a, b)", replace=1)
        editor.keys("<F5>")
        self.wait_for_lines(editor, ["f(a, b)xyz"])

    def test_mappings_of_expressions_can_accept_dismiss_and_turn(self):
        editor = self.start("x\n", keys="A", more="""
            vim.keymap.set("i", "<F5>", function() return require("inkling").accept() and "" or "no" end, { expr = true })
            vim.keymap.set("i", "<F6>", function() require("inkling").next() return "" end, { expr = true })
            vim.keymap.set("i", "<F7>", function() require("inkling").dismiss() return "" end, { expr = true })""")
        editor.answer("one")
        editor.keys("<F6>")
        editor.settle()
        editor.answer("one", "two")
        self.assertEqual(editor.ghost(), "two (2/2)")
        editor.keys("<F7>")
        editor.settle()
        self.assertIsNone(editor.ghost())
        editor.typed("y")
        editor.answer("z")
        editor.keys("<F5><F5>")
        self.wait_for_lines(editor, ["xyzno"])

    def test_someone_elses_paste_handler_changes_nothing(self):
        editor = self.start("\n", more="""vim.paste = function(lines, phase)
            vim.api.nvim_put({ "[" .. table.concat(lines, "|") .. "]" }, "c", false, true) return true end""")
        editor.answer("one\n two")
        editor.keys("<Tab>")
        self.wait_for_lines(editor, ["one", " two"])


class UndoAndRepeat(PluginCase):
    def test_accepting_is_one_undo_step_of_its_own(self):
        editor = self.start("x\n", keys="A")
        editor.typed("y")
        editor.answer("1\n2\n3")
        editor.keys("<Tab>")
        self.wait_for_lines(editor, ["xy1", "2", "3"])
        editor.keys("z<Esc>")
        self.wait_for_lines(editor, ["xy1", "2", "3z"])
        for expected in (["xy1", "2", "3"], ["xy"], ["x"]):
            editor.keys("u")
            self.wait_for_lines(editor, expected)
        for expected in (["xy"], ["xy1", "2", "3"], ["xy1", "2", "3z"]):
            editor.keys("<C-R>")
            self.wait_for_lines(editor, expected)

    def test_replacing_closers_is_the_same_step(self):
        editor = self.start("f()\n", keys="2li")
        editor.answer("a)", replace=1)
        editor.keys("<Tab><Esc>")
        self.wait_for_lines(editor, ["f(a)"])
        editor.keys("u")
        self.wait_for_lines(editor, ["f()"])

    def test_what_was_accepted_is_part_of_the_insert_that_dot_repeats(self):
        editor = self.start("a\nb\n", keys="A")
        editor.typed(" = ")
        editor.answer("f(x)")
        editor.keys("<Tab>;<Esc>")
        self.wait_for_lines(editor, ["a = f(x);", "b"])
        editor.keys("j.")
        self.wait_for_lines(editor, ["a = f(x);", "b = f(x);"])

    def test_dot_repeats_closers_that_were_replaced(self):
        editor = self.start("f() g()\n", keys="2li")
        editor.answer("a)", replace=1)
        editor.keys("<Tab><Esc>")
        self.wait_for_lines(editor, ["f(a) g()"])
        editor.keys("f).")
        self.wait_for_lines(editor, ["f(a) g(a)"])

    def test_dot_repeats_lines_with_the_editors_own_indentation(self):
        editor = self.start("  a\nb\n", keys="A", more="vim.o.autoindent = true")
        editor.answer("(\n  1)")
        editor.keys("<Tab><Esc>")
        self.wait_for_lines(editor, ["  a(", "  1)", "b"])
        editor.keys("j.")
        self.wait_for_lines(editor, ["  a(", "  1)", "b(", "1)"])


class Keys(PluginCase):
    def test_tab_is_a_tab_where_nothing_is_shown(self):
        editor = self.start("x\n", keys="A", more="vim.o.expandtab = true vim.o.shiftwidth = 4 vim.o.softtabstop = 4")
        editor.keys("<Tab>y")
        self.wait_for_lines(editor, ["x   y"])

    def test_tab_still_ends_an_abbreviation(self):
        # Neovim 0.11 brings a mapping of its own, which does not end one.
        editor = self.start("\n", more='vim.cmd("iabbrev teh the") pcall(vim.keymap.del, "i", "<Tab>")')
        editor.keys("teh<Tab>")
        self.wait_for_lines(editor, ["the\t"])

    def test_tab_is_the_mapping_that_was_there_before(self):
        mappings = {
            'vim.keymap.set("i", "<Tab>", "<lt>x>")': "<x>",
            'vim.keymap.set("i", "<Tab>", function() vim.api.nvim_put({ "called" }, "c", false, true) end)': "called",
            'vim.keymap.set("i", "<Tab>", function() return "q<lt>BS>r" end, { expr = true })': "q<BS>r",
            'vim.keymap.set("i", "<Tab>", function() return "q<BS>r" end, { expr = true })': "r",
            """vim.cmd('inoremap <expr> <Tab> "a" .. "b"')""": "ab",
            """vim.cmd('inoremap z no') vim.cmd('imap <Tab> zz')""": "nono",
            """vim.cmd('inoremap z no') vim.cmd('inoremap <Tab> zz')""": "zz",
            """vim.cmd('imap <Tab> <Tab>!')""": "\t!",
            # "…" and "À" have a byte that begins the codes of keys.
            """vim.cmd('inoremap <expr> <Tab> "…" .. "À€"')""": "…À€",
            """vim.keymap.set("i", "<Tab>", function() return "…À" .. vim.keycode("<BS>") end,
                { expr = true, replace_keycodes = false })""": "…",
        }
        for mapping, expected in mappings.items():
            with self.subTest(mapping):
                editor = self.start("\n", more=mapping)
                editor.keys("<Tab>")
                self.wait_for_lines(editor, [expected])
                editor.request("nvim_buf_set_lines", 0, 0, -1, True, [""])
                editor.settle()
                editor.answer("ghost")
                editor.keys("<Tab>")
                self.wait_for_lines(editor, ["ghost"])

    def test_a_key_that_has_no_meaning_of_its_own_does_nothing_where_nothing_is_shown(self):
        editor = self.start("\n")
        editor.lua("vim.bo.filetype = 'gitcommit'")
        for key in ("<M-Right>", "<M-C-Right>", "<M-]>", "<M-[>", "<M-Bslash>", "<C-]>"):
            editor.keys(key)
            editor.settle()
        self.assertEqual((editor.lines(), editor.lua("return vim.fn.mode()")), ([""], "i"))

    def test_nor_does_one_with_another_notation_of_alt_or_command(self):
        for key in ("<m-l>", "<A-l>", "<C-A-l>", "<C-M-Right>", "<S-M-Right>", "<D-l>", "<T-x>"):
            with self.subTest(key):
                editor = self.start("x\n", keys="A", setup='{ keymaps = { accept = "%s" } }' % key)
                editor.keys(key + "y")
                self.wait_for_lines(editor, ["xy"])

    def test_a_mapping_of_a_script_finds_its_functions(self):
        script = self.place.folder / "script.vim"
        script.write_text("function! s:word()\n  return 'local'\nendfunction\ninoremap <expr> <Tab> <SID>word()\n")
        editor = self.start("\n", more=f'vim.cmd.source("{self.place.inside("script.vim")}")')
        editor.keys("<Tab>")
        self.wait_for_lines(editor, ["local"])

    def test_keys_can_be_other_ones_or_none(self):
        editor = self.start("\n", setup='{ keymaps = { accept = "<C-L>", accept_word = false } }')
        editor.answer("one two")
        self.assertEqual(editor.lua('return vim.fn.maparg("<M-Right>", "i")'), "")
        editor.keys("<C-L>")
        self.wait_for_lines(editor, ["one two"])
        editor = self.start("\n", setup="{ keymaps = false }", more='vim.keymap.set("i", "<C-Y>", "<Plug>(inkling-accept-word)")')
        editor.answer("one two")
        editor.keys("<Tab>")
        self.wait_for_lines(editor, ["\t"])
        editor.answer("one two")
        editor.keys("<C-Y>")
        self.wait_for_lines(editor, ["\tone"])

    def test_next_and_previous_ask_once_and_go_round(self):
        editor = self.start("x = \n", keys="A")
        editor.answer("auto")
        editor.keys("<M-]>")
        editor.settle()
        self.assertEqual(editor.sent("textDocument/inlineCompletion")[-1]["context"]["triggerKind"], 1)
        self.assertEqual(editor.ghost(), "auto", "it stays until there is more")
        editor.answer("auto", "two", "three")
        self.assertEqual(editor.ghost(), "two (2/3)")
        for key, expected in (("<M-]>", "three (3/3)"), ("<M-]>", "auto (1/3)"), ("<M-[>", "three (3/3)")):
            editor.keys(key)
            editor.settle()
            self.assertEqual(editor.ghost(), expected)
        editor.typed("th")
        self.assertEqual(editor.ghost(), "ree")
        editor.answer("at")
        self.assertEqual(editor.ghost(), "ree", "somebody has looked for it")

    def test_next_pressed_again_before_the_answer_counts_and_asks_no_second_time(self):
        editor = self.start("x = \n", keys="A")
        editor.answer("auto")
        editor.keys("<M-]><M-]>")
        editor.settle()
        self.assertEqual(len(editor.sent("textDocument/inlineCompletion")), 2)
        editor.answer("auto", "two", "three")
        self.assertEqual(editor.ghost(), "three (3/3)")

    def test_typing_the_beginning_of_another_candidate_shows_that(self):
        editor = self.start("x = \n", keys="A")
        editor.keys("<M-Bslash>")
        editor.settle()
        editor.answer("one", "two", "twin")
        editor.typed("tw")
        self.assertEqual(editor.ghost(), "o (1/2)")

    def test_dismiss_takes_it_away_and_says_so(self):
        editor = self.start("x = \n", keys="A")
        editor.answer("one")
        editor.keys("<C-]>")
        editor.settle()
        self.assertIsNone(editor.ghost())
        self.assertEqual(editor.sent("inkling/didDismiss"), [{"id": 1}])
        editor.keys("<Tab>")
        self.wait_for_lines(editor, ["x = \t"])


    def test_what_was_dismissed_comes_back_only_when_it_is_asked_for_or_one_types_on(self):
        editor = self.start("x = \n", keys="A")
        editor.answer("one")
        editor.typed("o")
        self.assertEqual(editor.ghost(), "ne")
        late = editor.waiting()[-1]
        editor.keys("<C-]>")
        editor.settle()
        editor.answer("ne", id=late)
        self.assertIsNone(editor.ghost())
        editor.lua("""stub.tell("inkling/refresh", { uri = vim.uri_from_bufnr(0), position = { line = 0, character = 5 } })""")
        editor.answer("ne")
        self.assertIsNone(editor.ghost())
        editor.keys("<M-Bslash>")
        editor.settle()
        editor.answer("ne")
        self.assertEqual(editor.ghost(), "ne")


class Telling(PluginCase):
    def test_the_daemon_hears_what_became_of_its_suggestion(self):
        editor = self.start("x = \n", keys="A")
        editor.answer("é🙂 b\nc d")
        editor.typed("é")
        self.assertEqual(editor.sent("inkling/didShow"), [{"id": 1}])
        for key in ("<M-Right>", "<M-C-Right>", "<Tab>"):
            editor.keys(key)
            editor.settle()
        self.assertEqual(editor.lines(), ["x = é🙂 b", "c d"])
        self.assertEqual(editor.sent("inkling/didAccept"), [
            {"id": 1, "kind": "word", "length": 2},
            {"id": 1, "kind": "line", "length": 2},
            {"id": 1, "kind": "all", "length": 4},
        ])


class Macros(PluginCase):
    def test_nothing_is_asked_or_shown_while_one_is_recorded(self):
        editor = self.start("x = \n", keys="A")
        editor.answer("one")
        editor.keys("<Esc>")
        editor.settle()
        editor.lua("stub.sent = {}")
        editor.keys("qqA")
        editor.typed("ab")
        self.assertEqual(editor.sent("textDocument/inlineCompletion"), [])
        editor.keys("<Tab>c<Esc>q")
        self.wait_for_lines(editor, ["x = ab\tc"])

    def test_one_that_is_executed_does_what_its_keys_say(self):
        editor = self.start("a\nb\nc\n", keys="A")
        editor.lua("""vim.fn.setreg("q", vim.keycode("A = x<Tab>y<Esc>j")) stub.auto = { "GHOST" }""")
        editor.keys("<Esc>gg")
        editor.keys("3@q")
        self.wait_for_lines(editor, ["a = x\ty", "b = x\ty", "c = x\ty"])

    def test_one_that_has_time_for_an_answer_does_not_take_it(self):
        editor = self.start("a\n", keys="A", more="""vim.keymap.set("i", "<F3>", function()
            vim.wait(100, function() return #vim.api.nvim_buf_get_extmarks(0, -1, 0, -1, {}) > 0 end, 5) end)""")
        editor.keys("<Esc>")
        editor.lua("""vim.fn.setreg("q", vim.keycode("Ax<F3><Tab>y<Esc>")) stub.auto = { "GHOST" }""")
        editor.keys("@q")
        self.wait_for_lines(editor, ["ax\ty"])

    def test_one_that_is_executed_in_insert_mode_does_not_take_what_is_shown(self):
        editor = self.start("a\n", keys="A")
        editor.lua("""vim.fn.setreg("q", vim.keycode("a<Tab>y<Esc>"))""")
        editor.answer("GHOST")
        editor.keys("<C-O>@q")
        self.wait_for_lines(editor, ["a\ty"])
