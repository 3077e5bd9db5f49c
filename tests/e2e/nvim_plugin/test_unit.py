"""The pure modules, and the things about files: the help, the versions."""

import re
import shutil
import subprocess

import rig
from case import PluginCase


class Pure(PluginCase):
    def test_the_tables_of_unit_lua(self):
        shutil.copy(rig.HERE / "unit.lua", self.place.folder)
        process = self.place.popen("nvim", "-i", "NONE", "-u", "NONE", "-l", self.place.inside("unit.lua"),
                                   self.place.inside("plugin"), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                   stderr=subprocess.STDOUT, text=True)
        output, _ = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 0, output)
        self.assertRegex(output, r"\d+ checks passed")


class Files(PluginCase):
    def test_the_version_is_that_of_the_daemon(self):
        cmake = (rig.places.SOURCE / "CMakeLists.txt").read_text()
        version = re.search(r"project\(inkling VERSION (\S+)", cmake)[1]
        self.assertIn(f'return "{version}"', (rig.PLUGIN / "lua/inkling/version.lua").read_text())

    def test_files_are_small_and_say_what_they_are(self):
        for file in rig.PLUGIN.glob("lua/**/*.lua"):
            with self.subTest(file.name):
                lines = file.read_text().splitlines()
                self.assertTrue(lines[0].startswith("-- "), lines[0])
                self.assertLessEqual(len(lines), 300)
                self.assertLessEqual(max(map(len, lines)), 120)

    def test_the_help_has_its_tags_and_every_link_leads_somewhere(self):
        editor = self.editor()
        editor.request("nvim_command", "helptags " + self.place.inside("plugin/doc"))
        tags = {line.split("\t")[0] for line in (self.place.folder / "plugin/doc/tags").read_text().splitlines()}
        text = (rig.PLUGIN / "doc/inkling.txt").read_text()
        self.assertLessEqual(max(map(len, text.splitlines())), 80)
        for link in set(re.findall(r"\|([^\s|]+)\|", text)):
            with self.subTest(link):
                if link not in tags:
                    editor.request("nvim_command", f"help {link}")
                    self.assertNotIn("inkling", editor.request("nvim_buf_get_name", 0))

    def test_the_help_names_every_option_command_and_function(self):
        editor = self.editor()
        text = (rig.PLUGIN / "doc/inkling.txt").read_text()
        for option in editor.lua("return vim.tbl_keys(require('inkling.config').defaults)") + ["cmd"]:
            self.assertIn(f"*inkling-{option}*", text)
        for command in editor.lua("return vim.tbl_keys(require('inkling.command').subcommands)"):
            self.assertRegex(text, rf":Inkling \[?{command}")
        for name in editor.lua("return vim.tbl_keys(require('inkling'))"):
            self.assertIn(f"{name}(", text + "start(")
