"""What the README prints is what was tested."""

import pathlib
import re
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[3]


class Readme(unittest.TestCase):
    def test_every_block_marked_with_a_file_name_equals_that_file(self):
        readme = ROOT / "README.md"
        if not readme.exists():
            self.skipTest("no README.md")
        blocks = re.findall(r"<!-- (\S+) -->\s*\n```\w*\n(.*?)^```", readme.read_text(), re.DOTALL | re.MULTILINE)
        for name, block in blocks:
            with self.subTest(name):
                self.assertEqual(block, (ROOT / name).read_text())


if __name__ == "__main__":
    unittest.main()
