"""What is shown, when, and in which frame: the plugin against a daemon that says what the test wants."""

from case import PluginCase


class InTheFrameOfTheKey(PluginCase):
    def test_what_is_typed_along_leaves_the_ghost_before_any_answer(self):
        editor = self.start("foo = \n", keys="A")
        editor.answer("bar(baz)")
        editor.wait_for_ghost("bar(baz)")
        for typed in range(1, 4):
            editor.typed("bar(baz)"[typed - 1])
            self.assertEqual(editor.ghost(), "bar(baz)"[typed:])
            self.assertEqual(len(editor.waiting()), typed, "each key has asked, and no answer has come")
        self.assertIn("foo = bar(baz)", editor.screen.text())

    def test_not_one_frame_differs_while_one_types_along(self):
        editor = self.start("foo = \nend\n", keys="A")
        text = "bar(baz)\n  + qux(1)"
        editor.answer(text)
        shown = ["foo = bar(baz)", "  + qux(1)", "end"]
        editor.wait(lambda: editor.screen.text().split("\n")[:3] == shown, "the suggestion")
        frames = []
        editor.screen.on_frame = lambda: frames.append(editor.screen.text().split("\n")[:3])
        for typed, key in enumerate(text[:10], 1):
            editor.typed(key)
            editor.answer(text[typed:])
        self.assertGreaterEqual(len(frames), 10)
        self.assertEqual([frame for frame in frames if frame != shown], [])

    def test_a_key_that_disagrees_takes_it_away_before_any_answer(self):
        editor = self.start("foo = \n", keys="A")
        editor.answer("bar")
        editor.typed("x")
        self.assertIsNone(editor.ghost())

    def test_backspace_brings_back_what_was_typed_along(self):
        editor = self.start("foo = \n", keys="A")
        editor.answer("bar")
        editor.typed("ba")
        editor.keys("<BS>")
        editor.settle()
        self.assertEqual(editor.ghost(), "ar")

    def test_a_new_line_that_the_suggestion_has_is_typed_along_as_well(self):
        editor = self.start("if x:\n", keys="A")
        editor.answer("\n    y = 1\n    z = 2")
        editor.typed("\n    y")
        self.assertEqual(editor.ghost(), " = 1\n    z = 2")

    def test_the_question_follows_its_text_at_once(self):
        editor = self.start("\n")
        editor.lua("stub.sent = {}")
        editor.typed("ab")
        self.assertEqual(editor.order(), ["textDocument/didChange", "$/cancelRequest", "textDocument/inlineCompletion",
                                          "textDocument/didChange", "$/cancelRequest", "textDocument/inlineCompletion"])

    def test_a_refresh_draws_in_place(self):
        editor = self.start("foo = \n", keys="A")
        editor.answer("one")
        editor.lua("""stub.tell("inkling/refresh", { uri = vim.uri_from_bufnr(0),
            version = vim.lsp.util.buf_versions[vim.api.nvim_get_current_buf()], position = { line = 0, character = 6 } })""")
        editor.answer("better\ntext")
        self.assertEqual(editor.ghost(), "better\ntext")

    def test_a_refresh_for_another_place_is_passed_over(self):
        editor = self.start("foo = \n", keys="A")
        editor.answer("one")
        for change in ("character = 5", "line = 1"):
            position = "{ line = 0, character = 6, %s }" % change
            editor.lua(f'stub.tell("inkling/refresh", {{ uri = vim.uri_from_bufnr(0), position = {position} }})')
        editor.lua("""stub.tell("inkling/refresh", { uri = vim.uri_from_bufnr(0), version = 1,
            position = { line = 0, character = 6 } })""")
        editor.settle()
        self.assertEqual(editor.waiting(), [])

    def test_a_refresh_never_replaces_what_is_typed_along_but_goes_on_with_it(self):
        editor = self.start("foo = \n", keys="A")
        editor.answer("one")
        editor.typed("o")
        editor.answer("ne")
        ask = """stub.tell("inkling/refresh", { uri = vim.uri_from_bufnr(0), position = { line = 0, character = 7 } })"""
        editor.lua(ask)
        editor.answer("ther")
        self.assertEqual(editor.ghost(), "ne")
        editor.lua(ask)
        editor.answer("ne + two")
        self.assertEqual(editor.ghost(), "ne + two")


class LateAnswers(PluginCase):
    def test_one_that_what_was_typed_since_continues_is_shown(self):
        editor = self.start("\n")
        first = editor.waiting()[0]
        editor.typed("fo")
        editor.answer("foobar", id=first)
        self.assertEqual(editor.ghost(), "obar")

    def test_one_that_what_was_typed_since_contradicts_is_dropped(self):
        editor = self.start("\n")
        first = editor.waiting()[0]
        editor.typed("x")
        editor.answer("foobar", id=first)
        self.assertIsNone(editor.ghost())

    def test_an_older_answer_does_not_replace_a_newer_one(self):
        editor = self.start("\n")
        first = editor.waiting()[0]
        editor.typed("f")
        editor.answer("oo()")
        editor.answer("fish", id=first)
        self.assertEqual(editor.ghost(), "oo()")

    def test_an_old_empty_answer_says_nothing_about_the_text_of_now(self):
        editor = self.start("\n")
        first = editor.waiting()[0]
        editor.typed("f")
        editor.answer("oo()")
        editor.answer(id=first)
        self.assertEqual(editor.ghost(), "oo()")

    def test_an_empty_answer_to_the_last_question_clears(self):
        editor = self.start("\n")
        editor.answer("foo")
        editor.typed("f")
        self.assertEqual(editor.ghost(), "oo")
        editor.answer()
        self.assertIsNone(editor.ghost())

    def test_an_error_leaves_what_fits(self):
        editor = self.start("\n")
        editor.answer("foo")
        editor.typed("f")
        editor.lua("stub.fail(stub.waiting()[1], -32800)")
        editor.settle()
        self.assertEqual(editor.ghost(), "oo")

    def test_an_answer_after_insert_mode_is_not_shown(self):
        editor = self.start("\n")
        first = editor.waiting()[0]
        editor.keys("<Esc>")
        editor.settle()
        self.assertEqual(editor.order()[-1], "$/cancelRequest")
        editor.answer("foo", id=first)
        self.assertIsNone(editor.ghost())


class Looks(PluginCase):
    """Each leaves a picture of the screen behind; somebody should look at them."""

    def test_in_the_middle_of_a_line(self):
        editor = self.start("foo = 1\n", keys="3li")
        editor.answer(" + bar")
        self.picture(editor, "mid_line", "foo + bar = 1")
        self.assertEqual(editor.screen.cursor, (0, 3))

    def test_closers_that_it_covers_are_not_drawn_twice(self):
        editor = self.start("f()\n", keys="2li")
        editor.answer("a, b)", replace=1)
        self.picture(editor, "closers", "f(a, b)")

    def test_closers_inside_of_it_stay_where_they_stand(self):
        editor = self.start("f({})\n", keys="3li")
        editor.answer("a: [1]}, {b: 2})", replace=2)
        self.picture(editor, "closers_inside", "f({a: [1]}, {b: 2})")

    def test_several_lines(self):
        editor = self.start("if x:\nend\n", keys="A")
        editor.answer("\n    a()\n    b()")
        self.picture(editor, "multi_line", "if x:\n    a()\n    b()\nend")

    def test_several_lines_with_text_right_of_the_cursor(self):
        editor = self.start("call({}) -- note\nend\n", keys="6li")
        editor.answer("\n  a = 1,\n}", replace=1)
        self.picture(editor, "multi_line_mid", "call({\n  a = 1,\n}) -- note\nend")

    def test_several_lines_with_more_text_right_of_the_cursor_than_a_line_has_room_for(self):
        editor = self.start("call() " + "long " * 30 + "\nend\n", keys="5li")
        editor.answer("one,\n  two", replace=0)
        self.picture(editor, "multi_line_wrapped", "  two\nend")

    def test_wide_and_combining_characters(self):
        editor = self.start('s = "日本", ""\n', keys="f,la")
        editor.answer("漢字e\u0301🙂")
        self.picture(editor, "wide", 's = "日本", 漢字e\u0301🙂""')
        editor.typed("漢字")
        self.assertEqual(editor.ghost(), "e\u0301🙂")
        editor.keys("<Tab>")
        self.wait_for_lines(editor, ['s = "日本", 漢字e\u0301🙂""'])

    def test_tabs_take_the_width_of_the_buffer(self):
        editor = self.start("\tx\n", keys="A", more="vim.o.tabstop = 4")
        editor.answer("\t= 1\n\t\ty\tz")
        self.picture(editor, "tabs", "    x   = 1\n        y   z")

    def test_a_line_longer_than_the_window_goes_on_below(self):
        editor = self.start("x = \n", keys="A", size=(40, 12))
        editor.answer("a\n" + "0123456789" * 6)
        self.picture(editor, "wrapped_below", "x = a\n" + "0123456789" * 4 + "\n" + "0123456789" * 2)

    def test_what_is_longer_than_the_line_wraps(self):
        editor = self.start("x = \n", keys="A", size=(40, 12))
        editor.answer("0123456789" * 5)
        self.picture(editor, "wrapped", "x = " + ("0123456789" * 5)[:36] + "\n" + ("0123456789" * 5)[36:])

    def test_text_that_other_plugins_draw_stands_behind_it(self):
        editor = self.start("x = 1\n", keys="A")
        editor.lua("""local ns = vim.api.nvim_create_namespace("other")
            vim.api.nvim_buf_set_extmark(0, ns, 0, 5, { virt_text = { { "<- blame" } } })
            vim.api.nvim_buf_set_extmark(0, ns, 0, 1, { virt_text = { { ": int" } }, virt_text_pos = "inline" })""")
        editor.answer(" + 2")
        self.picture(editor, "other_plugins", "x: int = 1 + 2 <- blame")

    def test_an_inlay_hint_at_the_cursor_stands_behind_it(self):
        editor = self.start("x = 1\n", keys="a")
        editor.lua("""local ns = vim.api.nvim_create_namespace("other")
            vim.api.nvim_buf_set_extmark(0, ns, 0, 1, { virt_text = { { ": int" } }, virt_text_pos = "inline" })""")
        editor.answer("yz")
        self.picture(editor, "inlay_hint", "xyz: int = 1")
        editor.typed("y")
        self.picture(editor, "inlay_hint", "xyz: int = 1")

    def test_a_window_that_becomes_narrower_has_it_drawn_anew(self):
        editor = self.start("x\n", keys="A", size=(80, 12))
        editor.answer("\n" + "0123456789" * 6)
        editor.request("nvim_ui_try_resize", 40, 12)
        self.picture(editor, "resized", "x\n" + "0123456789" * 4 + "\n" + "0123456789" * 2)

    def test_concealed_text(self):
        editor = self.start("|x| = 1\n", keys="A", more="""vim.o.conceallevel = 2 vim.o.concealcursor = "i" """)
        editor.request("nvim_command", "syntax match Bar /|/ conceal")
        editor.answer(" + 2")
        self.picture(editor, "conceal", "x = 1 + 2")

    def test_nothing_is_shown_or_taken_in_a_closed_fold(self):
        editor = self.start("a\nb\nc\n", keys="A", more='vim.o.foldopen = ""')
        editor.answer("xyz")
        editor.lua('vim.cmd("1,2fold") vim.cmd("1foldclose")')
        editor.keys("<C-G>u")
        editor.lua('require("inkling.events").refresh()')
        editor.no_ghost()

    def test_it_is_drawn_with_groups_of_its_own(self):
        editor = self.start("x = \n", keys="A")
        editor.answer("1")
        groups = """local mark = vim.api.nvim_buf_get_extmarks(0, vim.api.nvim_create_namespace("inkling.ghost"), 0, -1,
              { details = true })[1]
            return { mark[4].virt_text[1][2], vim.api.nvim_get_hl(0, { name = "InklingGhost" }).link }"""
        self.assertEqual(editor.lua(groups), ["InklingGhost", "NonText"])
        editor.request("nvim_command", "colorscheme blue")
        self.assertEqual(editor.lua(groups), ["InklingGhost", "NonText"])

    def test_candidates_say_how_many_there_are(self):
        editor = self.start("x = \n", keys="A")
        editor.keys("<M-]>")
        editor.settle()
        editor.answer("one", "two", "three")
        self.picture(editor, "candidates", "x = two (2/3)")
