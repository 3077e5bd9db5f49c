"""Texts kept equal to the editor's, seen through the ranges of answers."""

import random

from checks import check, expect, expect_true
from client import TEXT, URI, change, leaves_cleanly, position, running, span, works
from texts import ALPHABET, lines_of, to_offset, units

PROBE = "qqq www eee\n"


def random_text(rng, length):
    return "".join(rng.choice(ALPHABET) for _ in range(rng.randint(0, length)))


def random_position(rng, text, encoding):
    """A position between code points, or beyond the line's or the text's end."""
    lines = lines_of(text)
    line = rng.choice([rng.randrange(len(lines)), 0, len(lines) - 1, len(lines) + 2, 2**31 - 1])
    if line >= len(lines) or rng.random() < 0.2:
        return position(line, rng.choice([0, 1000, 2**31 - 1]) if line >= len(lines) else 2**31 - 1)
    begin, end = lines[line]
    return position(line, units(text[begin:rng.randint(begin, end)], encoding))


def random_change(rng, text, encoding):
    """A content change and the text after it."""
    inserted = random_text(rng, 8)
    if rng.random() < 0.1:
        return {"text": inserted}, inserted
    start, end = random_position(rng, text, encoding), random_position(rng, text, encoding)
    begin, stop = sorted((to_offset(text, start, encoding), to_offset(text, end, encoding)))
    return {"range": {"start": start, "end": end}, "text": inserted}, text[:begin] + inserted + text[stop:]


def check_ends(server, uri, text, encoding):
    """The end of a line, asked for by a position far right of it, is where the model has it."""
    lines = lines_of(text)
    for line in {0, len(lines) // 2, len(lines) - 1, len(lines) + 2}:
        far = position(line, 10**6)
        server.last_id += 1
        params = {"textDocument": {"uri": uri}, "position": far, "context": {
            "triggerKind": 1, "selectedCompletionInfo": {"range": {"start": far, "end": far}, "text": "qqq www "}}}
        items = server.call("textDocument/inlineCompletion", params)["items"]
        expect_true(items, f"nothing at line {line} of {text!r}")
        last = min(line, len(lines) - 1)
        begin, end = lines[last]
        wanted = position(last, units(text[begin:end], encoding))
        expect(items[0]["range"], {"start": wanted, "end": wanted}, f"the end of line {line} of {text!r}")


@check("random edits in every encoding, with every line end, leave the text that LSP says")
def _():
    for encoding in ("utf-16", "utf-8", "utf-32"):
        rng = random.Random(encoding)
        with running(encoding) as server:
            server.open("file:///probe.py", PROBE * 6)
            for number in range(8):
                uri, text = f"file:///document{number}.txt", random_text(rng, 30)
                server.open(uri, text)
                for _ in range(15):
                    changes = []
                    for _ in range(rng.randint(0, 4)):
                        one, text = random_change(rng, text, encoding)
                        changes.append(one)
                    server.send(change(uri, *changes, version=rng.randint(-5, 5)))
                    check_ends(server, uri, text, encoding)


@check("lone surrogates keep one unit")
def _():
    with running() as server:
        server.open("file:///probe.py", PROBE * 6)
        server.open("file:///lone.py", "")
        server.send(change("file:///lone.py", {"text": "a\ud83db\udc00c"}))
        check_ends(server, "file:///lone.py", "a\ufffdb\ufffdc", "utf-16")


@check("any URI is a document, and its spellings are one")
def _():
    with running() as server:
        for uri in ("", "x", "untitled:Untitled-1", "vscode-notebook-cell:/c%3A/x.ipynb#W0", "file:///c%3A/x.py", "file:/x.py",
                    "file://server/x.py", "http://a/b", "file://", "%", "%zz%", "a%00b", "file:///a%00b", "\0",
                    "x" * 1_000_000, "file:///" + "y" * 100_000, "file:///%ff.py", "😀:/a"):
            server.open(uri, TEXT)
            expect([item["insertText"] for item in server.complete(uri, 3, 11)], ["gamma"], repr(uri[:40]))
            server.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
            expect(server.complete(uri, 3, 11), [], repr(uri[:40]) + " closed")
        server.open("file:///c%3A/a%20b.py", TEXT)
        expect_true(server.complete("file:///c:/a b.py", 3, 11), "another spelling")


@check("change before open, a second open, and a request after close do what they can")
def _():
    other = "file:///other.py"
    with running() as server:
        server.send(change(other, {"text": TEXT}))
        expect(server.complete(other, 3, 11), [], "never opened")
        server.open(other, "x")
        server.open(other, TEXT)
        expect_true(server.complete(other, 3, 11), "the newer text")
        server.send(change(other, {"range": {"start": position(-1, 0), "end": position(0, 0)}, "text": "x"}))
        expect(server.complete(other, 3, 11), [], "after a range that is none")
        server.send(change(other, {"range": span(0, 0, 0, 0), "text": ""}))
        expect(server.complete(other, 3, 11), [], "still not known")
        server.send(change(other, {"text": TEXT}))
        expect_true(server.complete(other, 3, 11), "replaced whole")


@check("10 MB documents of every shape are edited and completed without a hang")
def _():
    for text in ("alpha beta gamma delta\n" * 450_000, "alpha beta gamma " * 600_000, "a" * 10_000_000, "\n" * 5_000_000):
        with running() as server:
            server.open("file:///big.py", text)
            for number in range(3):
                server.send(change("file:///big.py", {"range": span(2**31 - 1, 0, 2**31 - 1, 0), "text": "al"}))
                server.send(change("file:///big.py", {"range": span(0, 1000, 0, 1000), "text": "b"}))
                server.complete("file:///big.py", 2**31 - 1, 0, 1 + number % 2)
                server.complete("file:///big.py", 0, 1001)
            expect_true(works(server), "another document")
            expect_true(leaves_cleanly(server), "a clean exit")
