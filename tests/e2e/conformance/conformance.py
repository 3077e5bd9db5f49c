"""Every promise of `inkling lsp` that can be seen from outside, each attacked by a client that means no good.

    conformance.py PATH-OF-INKLING [part of a check's name]...

One line per check; exit code 0 where all hold. Takes well under a minute.
"""

import os
import sys

if len(sys.argv) > 1:
    os.environ["INKLING_BINARY"] = sys.argv[1]  # read when lsp_client is loaded

from checks import run_all  # noqa: E402
import framing  # noqa: E402, F401
import lifecycle  # noqa: E402, F401
import documents  # noqa: E402, F401
import completion  # noqa: E402, F401
import commands  # noqa: E402, F401
import workspace  # noqa: E402, F401
import sockets  # noqa: E402, F401
import random_session  # noqa: E402, F401

if __name__ == "__main__":
    sys.exit(1 if run_all(sys.argv[2:]) else 0)
