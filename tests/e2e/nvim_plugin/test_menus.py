"""Completion menus: the built-in one, and those of plugins, which may show suggestions, too."""

from case import PluginCase


class Menus(PluginCase):
    def complete(self, editor):
        editor.lua("vim.fn.complete(1, { 'xylophone', 'xyz' })")
        editor.settle()

    def test_ghost_text_hides_while_the_menu_is_open_and_comes_back(self):
        editor = self.start("xy\n", keys="A")
        editor.answer("lo")
        self.complete(editor)
        self.assertEqual(editor.lua("return vim.fn.pumvisible()"), 1)
        editor.no_ghost()
        self.assertFalse(editor.lua("return require('inkling').accept()"))
        editor.keys("<C-E>")
        editor.settle()
        editor.answer("lo")
        editor.wait_for_ghost("lo")

    def test_it_can_stay(self):
        editor = self.start("xy\n", keys="A", setup='{ popup_menu = "show" }')
        editor.answer("lo")
        editor.lua("vim.o.completeopt = 'menuone,noinsert,noselect'")
        self.complete(editor)
        editor.wait_for_ghost("lo")
        self.picture(editor, "menu", "xylo\n")

    def test_the_menus_of_plugins_count(self):
        for stub, opened, closed in (
            ("cmp", "", ""), ("blink.cmp", "BlinkCmpMenuOpen", "BlinkCmpMenuClose")):
            with self.subTest(stub):
                editor = self.start("xy\n", keys="A", more=f"""
                    _G.menu, _G.heard = false, {{}}
                    package.loaded["{stub}"] = {{
                      visible = function() return menu end,
                      is_menu_visible = function() return menu end,
                      event = {{ on = function(_, name, callback) heard[name] = callback end }},
                    }}""")
                editor.answer("lo")
                for is_open, name, event in ((True, "menu_opened", opened), (False, "menu_closed", closed)):
                    editor.lua("_G.menu = ...", is_open)
                    if event:
                        editor.lua("vim.api.nvim_exec_autocmds('User', { pattern = ... })", event)
                    else:
                        editor.lua("heard[...]()", name)
                    editor.wait(lambda: editor.ghost() == (None if is_open else "lo"), name)

    def test_a_menu_that_is_loaded_by_going_into_insert_mode_counts(self):
        editor = self.start("xy\n", keys="A")
        editor.keys("<Esc>")
        editor.lua("""_G.heard = {}
            vim.api.nvim_create_autocmd("InsertEnter", { once = true, callback = function()
              package.loaded["cmp"] = { visible = function() return #heard > 0 end,
                event = { on = function(_, name) table.insert(heard, name) end } }
            end })""")
        for _ in range(2):
            editor.keys("A<Esc>")
            editor.settle()
        self.assertEqual(editor.lua("return heard"), ["menu_opened", "menu_closed"])

    def test_the_source_for_blink(self):
        editor = self.start("f(va)\n", keys="4li")
        editor.lua("""_G.cancel = require("inkling.blink").new():get_completions({}, function(r) _G.result = r end)""")
        editor.answer("lue, b)\nend", replace=1)
        item = editor.lua("return result.items[1]")
        self.assertEqual((item["label"], item["filterText"]), ("value, b) …", "value, b)"))
        self.assertEqual(item["textEdit"], {"newText": "value, b)\nend", "range": {
            "start": {"line": 0, "character": 2}, "end": {"line": 0, "character": 5}}})
        editor.lua("require('inkling.blink').new():execute({}, result.items[1], function() end, function() end)")
        self.assertEqual(editor.sent("inkling/didAccept"), [{"id": 1, "kind": "all"}])

    def test_the_source_for_nvim_cmp(self):
        editor = self.start("va\n", keys="A")
        editor.answer("lue")
        editor.lua("""local source = require("cmp_inkling").new()
            source:complete({}, function(response) _G.result = response end)
            source:execute(result.items[1], function(item) _G.done = item.label end)""")
        self.assertEqual(editor.lua("return { result.items[1].label, result.isIncomplete, done }"), ["value", True, "value"])
        editor.typed("x")
        editor.lua("""_G.result = nil require("cmp_inkling").new():complete({}, function(r) _G.result = r end)""")
        editor.answer()
        self.assertEqual(editor.lua("return #result.items"), 0)
