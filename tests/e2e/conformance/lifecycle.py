"""How a session begins and ends, with wrong types everywhere, and clients that do not read."""

import json
import os
import subprocess
import threading
import time

from checks import check, expect, expect_true
from client import (ASK, Server, TEXT, URI, body, change, frame, is_alive, leaves_cleanly, notification, request,
                    resident_kib, running, span, works)
from lsp_client import initialize_params

VALUES = [None, True, 0, -1, 1.5, 2**31, 2**64, 1e300, "", "s", "\0", [], [1], [None], {}, {"uri": 1}, {"a": {"b": []}}]
PARAMS = {
    "textDocument/didOpen": {"textDocument": {"uri": URI, "languageId": "python", "version": 1, "text": TEXT}},
    "textDocument/didChange": change(URI, {"range": span(0, 0, 0, 0), "rangeLength": 0, "text": "x"})["params"],
    "textDocument/didClose": {"textDocument": {"uri": URI}},
    "textDocument/didSave": {"textDocument": {"uri": URI}},
    "workspace/didChangeWatchedFiles": {"changes": [{"uri": URI, "type": 1}]},
    "workspace/didChangeWorkspaceFolders": {"event": {"added": [{"uri": "file:///nowhere", "name": "n"}],
                                                      "removed": [{"uri": URI, "name": "n"}]}},
    "$/cancelRequest": {"id": 1},
    "$/setTrace": {"value": "off"},
    "inkling/didShow": {"id": 1},
    "inkling/didAccept": {"id": 1, "kind": "line", "length": 3},
    "inkling/didDismiss": {"id": "1"},
}
COMPLETION = {**ASK, "context": {"triggerKind": 1, "selectedCompletionInfo": {"range": span(3, 11, 3, 11), "text": "g"}}}


def spoilt(value, path=()):
    """`value` with each member, at any depth, replaced by each of VALUES, or left out."""
    yield from VALUES
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, member in list(members):
        for other in spoilt(member):
            copy = json.loads(json.dumps(value))
            copy[key] = other
            yield copy
        copy = json.loads(json.dumps(value))
        del copy[key]
        yield copy


@check("before initialize requests get -32002 and notifications are dropped; initialize comes once")
def _():
    with Server() as server:
        expect(server.reply(server.ask("shutdown"))["error"]["code"], -32002)
        server.open(URI, TEXT)
        server.initialize()
        expect(server.complete(URI, 3, 11), [], "what was opened too early")
        expect(server.reply(server.ask("initialize", initialize_params()))["error"]["code"], -32600)
        server.call("shutdown")
        expect(server.reply(server.ask("textDocument/inlineCompletion", ASK))["error"]["code"], -32600)
        expect(server.reply(server.ask("shutdown"))["error"]["code"], -32600)
        server.notify("exit")
        expect(server.exit_code(2), 0)


@check("notifications with wrong types in every place harm nothing")
def _():
    with running() as server:
        for method, params in PARAMS.items():
            for wrong in spoilt(params):
                body(server, json.dumps({"jsonrpc": "2.0", "method": method, "params": wrong}).encode())
        expect_true(is_alive(server), "alive")
        server.notify("textDocument/didClose", {"textDocument": {"uri": URI}})
        server.open(URI, TEXT)
        expect_true(works(server), "a document opened afterwards")
        expect_true(leaves_cleanly(server), "a clean exit")


@check("requests with wrong types in every place get one reply each, and never null")
def _():
    with running() as server:
        count = 0
        for count, wrong in enumerate(spoilt(COMPLETION), 1):
            body(server, json.dumps(request(count, "textDocument/inlineCompletion") | {"params": wrong}).encode())
        for id in range(1, count + 1):
            reply = server.reply(id)
            if "error" in reply:
                expect_true(reply["error"]["code"] in (-32602, -32600, -32800), reply)
            else:
                expect_true("items" in reply["result"], reply)
        expect_true(is_alive(server), "alive")
        expect([id for id, replies in server.replies.items() if id is not None and len(replies) != 1], [], "answered twice")


@check("initialize with wrong types either works or is refused and may be tried again")
def _():
    params = {"processId": None, "rootUri": None, "workspaceFolders": [{"uri": "file:///nowhere", "name": "n"}],
              "capabilities": {"general": {"positionEncodings": ["utf-16"]}}}
    for wrong in list(spoilt(params))[::7]:
        with Server() as server:
            body(server, json.dumps(request(1, "initialize") | {"params": wrong}).encode())
            server.last_id = 1
            if "error" in server.reply(1):
                server.initialize()
            server.open(URI, TEXT)
            expect_true(works(server), wrong)


@check("a process id that is none is not watched, nor taken for another's")
def _():
    for number in (None, "x", 0, -1, 2**31, 2**63, 1.5, [], True, 99_999_999, 2**32 + 4_000_000):
        with Server() as server:
            server.initialize(process_id=number)
            expect_true(is_alive(server), number)
            expect_true(leaves_cleanly(server), number)
    with subprocess.Popen(["sleep", "60"]) as stranger, Server() as server:
        server.initialize(process_id=2**32 + stranger.pid)
        stranger.kill()
        stranger.wait()
        expect_true(is_alive(server) and server.process.poll() is None, "the lower half of a number was watched")


@check("the death of the parent ends it within 2 s, also while the client does not read")
def _():
    with subprocess.Popen(["sleep", "60"]) as parent, Server(read=False) as server:
        server.send(request(1, "initialize", initialize_params(parent.pid)))
        server.notify("initialized")
        server.open(URI, TEXT)
        flood = b"".join(frame(request(id, "textDocument/inlineCompletion", ASK)) for id in range(100_000))
        threading.Thread(target=swallow_errors, args=(server, flood), daemon=True).start()
        time.sleep(1)
        expect_true(server.process.poll() is None, "still there")
        parent.kill()
        parent.wait()
        server.exit_code(2)


def swallow_errors(server, data):
    try:
        server.process.stdin.write(data)
    except (OSError, ValueError):
        pass  # it has gone, as it should


@check("100,000 requests of a client that reads nothing take bounded memory, and SIGTERM still ends it")
def _():
    with Server(read=False) as server:
        server.send(request(1, "initialize", initialize_params()))
        server.notify("initialized")
        server.open(URI, TEXT)
        before = resident_kib(server)
        flood = b"".join(frame(request(id, "textDocument/inlineCompletion", ASK)) for id in range(100_000))
        thread = threading.Thread(target=swallow_errors, args=(server, flood), daemon=True)
        thread.start()
        thread.join(4)
        limit = 250_000 if "san" in os.environ.get("INKLING_BINARY", "") else 80_000
        expect_true(resident_kib(server) - before < limit, f"memory grew by {resident_kib(server) - before} KiB")
        server.process.terminate()
        server.exit_code(2)


@check("a client that reads only after its exit gets every reply; one that never reads is left within 2 s")
def _():
    messages = [request("i", "initialize", initialize_params()), notification("initialized"),
                notification("textDocument/didOpen", PARAMS["textDocument/didOpen"])]
    messages += [request(id, "textDocument/inlineCompletion", ASK) for id in range(5000)]
    whole = b"".join(map(frame, [*messages, request("s", "shutdown"), notification("exit")]))
    for reads in (True, False):
        with Server(read=False) as server:
            threading.Thread(target=swallow_errors, args=(server, whole), daemon=True).start()
            time.sleep(0.5)
            if reads:
                server.start_reading()
                server.ended.wait(10)
                expect(len(server.replies), 5002, "the number of replies")
            expect(server.exit_code(5), 0)


@check("missing standard streams are an end, not a wait")
def _():
    from lsp_client import BINARY
    for streams in ("<&-", "<&- >&-", "</dev/null >&- 2>&-"):
        process = subprocess.run(["sh", "-c", f'"$0" lsp {streams}', BINARY], stderr=subprocess.DEVNULL, timeout=5)
        expect(process.returncode, 1, streams)
