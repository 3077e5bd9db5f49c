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
