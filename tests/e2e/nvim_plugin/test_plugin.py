"""The plugin in real editors: the oldest Neovim that it supports, and the newest.

usage: test_plugin.py [--artifacts FOLDER] [--only oldest|newest] [unittest arguments…]
"""

import pathlib
import sys
import unittest

import lsp_client
import rig
from case import PluginCase

from test_accept import *  # noqa: F401,F403
from test_daemon import *  # noqa: F401,F403
from test_fuzz import *  # noqa: F401,F403
from test_ghost import *  # noqa: F401,F403
from test_life import *  # noqa: F401,F403
from test_menus import *  # noqa: F401,F403
from test_modes import *  # noqa: F401,F403
from test_unit import *  # noqa: F401,F403

NEOVIMS = {"newest": rig.places.find, "oldest": rig.places.find_oldest}


def run(name, arguments, artifacts):
    """True where all went well; None where this Neovim is not here."""
    try:
        place = NEOVIMS[name](lsp_client.BINARY)
    except rig.places.Unavailable as why:
        print(f"SKIP e2e_nvim_plugin ({name}): {why}")
        return None
    try:
        rig.install(place)
        PluginCase.place = place
        PluginCase.artifacts = artifacts / name if artifacts else None
        print(f"== the {name} Neovim")
        return unittest.main(argv=["test_plugin.py", *arguments], exit=False).result.wasSuccessful()
    finally:
        place.close()


def main(arguments):
    artifacts, names = None, list(NEOVIMS)
    while arguments[:1] in (["--artifacts"], ["--only"]):
        if arguments[0] == "--artifacts":
            artifacts = pathlib.Path(arguments[1], "nvim_plugin")
        else:
            names = [arguments[1]]
        arguments = arguments[2:]
    results = [run(name, arguments, artifacts) for name in names]
    if all(result is None for result in results):
        return 77
    return 0 if False not in results else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
