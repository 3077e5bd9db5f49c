"""What an answer looks like, and that there is exactly one."""

from checks import check, expect, expect_true
from client import ASK, TEXT, URI, change, completion_params, frame, is_alive, notification, position, raw, request, running, span
from lsp_client import eventually

SOURCE = 'def area(shape, names):\n    if shape is None:\n        raise ValueError("a shape is required")\n    return format_shape("circle", names)\n\n' * 3
DOCUMENT = "file:///typed.py"


def known(text):
    server = running()
    server.open("file:///source.py", SOURCE)
    server.open(DOCUMENT, text)
    return server


def insert(server, column, text, removed=0):
    server.send(change(DOCUMENT, {"range": span(0, column, 0, column + removed), "text": text}))


@check("an item has a plain string and a range on one line, zero-width at the cursor")
def _():
    with known("    return format_") as server:
        (item,) = server.complete(DOCUMENT, 0, 18, 2)
        expect(sorted(item), ["command", "insertText", "range"])
        expect(item["range"], span(0, 18, 0, 18))
        expect_true(item["insertText"].startswith("shape"), item)


@check("what was offered is offered on, key by key and after backspace")
def _():
    typed = "        raise "
    with known(typed) as server:
        offered = server.complete(DOCUMENT, 0, len(typed))[0]["insertText"]
        for at, key in enumerate(offered[:-1]):
            insert(server, len(typed) + at, key)
            items = server.complete(DOCUMENT, 0, len(typed) + at + 1, 2)
            expect_true(items and items[0]["insertText"].startswith(offered[at + 1:]), f"{offered!r} at {at}: {items}")
        for at in range(len(offered) - 2, len(offered) - 5, -1):
            insert(server, len(typed) + at, "", removed=1)
            items = server.complete(DOCUMENT, 0, len(typed) + at, 2)
            expect_true(items and items[0]["insertText"].startswith(offered[at:]), f"{offered!r} back at {at}: {items}")


@check("automatic requests get nothing inside a word, explicit ones an answer at a word's end")
def _():
    with known("    retu") as server:
        expect(server.complete(DOCUMENT, 0, 7, 2), [])
        expect_true(server.complete(DOCUMENT, 0, 8, 1), "explicit")


@check("an item extends the entry selected in the completion list, with its range and its text")
def _():
    with known("    return for") as server:
        entry = span(0, 11, 0, 14)
        for kind in (1, 2):
            def ask(text, range):
                params = completion_params(DOCUMENT, 0, 14, kind)
                params["context"]["selectedCompletionInfo"] = {"range": range, "text": text}
                return server.call("textDocument/inlineCompletion", params)["items"]
            (item,) = ask("format_shape", entry)
            expect(item["range"], entry)
            expect_true(item["insertText"].startswith("format_shape") and item["insertText"] != "format_shape", item)
            for item in ask("unheard_of", entry):
                expect_true(item["insertText"].startswith("unheard_of"), item)
            expect(ask("format_shape", {"start": position(0, 0), "end": position(3, 0)}), [], "a range over lines")


@check("a cancelled request is answered once, however often and early it is cancelled")
def _():
    with running() as server:
        cancel = frame(notification("$/cancelRequest", {"id": "c"}))
        raw(server, cancel + frame(request("c", "textDocument/inlineCompletion", ASK)) + cancel * 3)
        expect(server.reply("c").get("error", {}).get("code"), -32800)
        expect_true(is_alive(server), "alive")
        expect(len(server.replies["c"]), 1)


@check("an id used again while it is in flight is answered once per request")
def _():
    with running() as server:
        raw(server, frame(request(7, "textDocument/inlineCompletion", ASK)) * 5 + frame(notification("$/cancelRequest", {"id": 7})))
        eventually(lambda: len(server.replies.get(7, [])) == 5, "five replies")
        expect_true(is_alive(server), "alive")
        expect(len(server.replies[7]), 5)


@check("500 changes and requests in one write are answered one by one")
def _():
    with running() as server:
        burst = b"".join(
            frame(change(URI, {"range": span(3, 11, 3, 11), "text": "x"})) + frame(request(id, "textDocument/inlineCompletion", ASK))
            for id in range(500))
        raw(server, burst)
        for id in range(500):
            server.reply(id)
        expect_true(is_alive(server), "alive")
        expect([id for id in range(500) if len(server.replies[id]) != 1], [], "answered twice")


@check("texts come with the document's own line end, and nothing is an empty list")
def _():
    with running() as server:
        server.open(DOCUMENT, TEXT.replace("\n", "\r\n"))
        for line in range(4):
            for item in server.complete(DOCUMENT, line, 1000):
                expect_true("\n" not in item["insertText"].replace("\r\n", ""), item)
        expect(server.call("textDocument/inlineCompletion", completion_params("file:///nowhere", 0, 0)), {"items": []})
