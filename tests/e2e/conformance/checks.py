"""A check is a function with a sentence. It fails by an exception, and says nothing when it holds.

    @check("a request before initialize is refused")
    def _():
        with Server() as server:
            expect(server.reply(server.ask("shutdown"))["error"]["code"], -32002)
"""

import time
import traceback

_checks = []


def check(sentence):
    def register(function):
        _checks.append((sentence, function))
        return function

    return register


def expect(found, wanted, about=""):
    if found != wanted:
        raise AssertionError(f"{about} is {shorten(found)}, not {shorten(wanted)}".strip())


def expect_true(holds, about):
    if not holds:
        raise AssertionError(shorten(about))


def shorten(value):
    text = value if isinstance(value, str) else repr(value)
    return text if len(text) < 400 else text[:300] + "…" + text[-90:]


def run_all(names):
    """Prints a line for each check whose sentence holds one of the names (all, without names); returns the failures."""
    failures = 0
    for sentence, function in _checks:
        if names and not any(name in sentence for name in names):
            continue
        begin = time.monotonic()
        try:
            function()
            result = "ok  "
        except Exception as failure:  # also a broken pipe: the daemon is gone
            failures += 1
            result = "FAIL"
            where = traceback.extract_tb(failure.__traceback__)[-1]
            sentence += f": {type(failure).__name__} {failure} ({where.filename.rpartition('/')[2]}:{where.lineno})"
        print(f"{result} {time.monotonic() - begin:5.1f} s  {sentence}", flush=True)
    return failures
