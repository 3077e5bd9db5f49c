"""Commands and what a client tells of suggestions, with everything that can be wrong about them."""

import json

from checks import check, expect, expect_true
from client import ASK, PLACE, Server, TEXT, URI, body, is_alive, leaves_cleanly, request, running, works
from lifecycle import spoilt

COMMANDS = ["accepted", "enable", "disable", "snooze", "clearCache", "status"]


def execute(server, name, *arguments):
    return server.reply(server.ask("workspace/executeCommand",
                                   {"command": "inkling.server." + name, "arguments": list(arguments)}))


def taking(**options):
    """A server whose client says what it takes, with TEXT open."""
    server = Server()
    server.last_id = 10_000_000
    server.call("initialize", {"processId": None, "rootUri": None, "capabilities": {},
                               "initializationOptions": {"inkling": options}})
    server.notify("initialized")
    server.open(URI, TEXT)
    return server


def told(server, method):
    return [one["params"] for one in list(server.notes) if one["method"] == method]


@check("every command is announced, and an item carries the one that tells of its acceptance")
def _():
    with Server() as server:
        provider = server.call("initialize", {"processId": None, "capabilities": {}})["capabilities"]
        expect(provider["executeCommandProvider"]["commands"], ["inkling.server." + name for name in COMMANDS])
    with running() as server:
        command = server.complete(URI, *PLACE)[0]["command"]
        expect(command["command"], "inkling.server.accepted")
        expect_true(isinstance(command["title"], str), "a title, as LSP says")
        reply = server.ask("workspace/executeCommand", {key: command[key] for key in ("command", "arguments")})
        expect(server.reply(reply).get("result", "none"), None)


@check("executeCommand with wrong types in every place gets one reply, an error of the client's or a result")
def _():
    with running() as server:
        sound = [{"command": "inkling.server.disable", "arguments": [{"language": "nothing"}]},
                 {"command": "inkling.server.snooze", "arguments": [0]},
                 {"command": "inkling.server.accepted", "arguments": [1]}]
        count = 0
        for params in sound:
            for wrong in spoilt(params):
                count += 1
                body(server, json.dumps(request(count, "workspace/executeCommand") | {"params": wrong}).encode())
        for id in range(1, count + 1):
            reply = server.reply(id)
            if "error" in reply:
                expect_true(reply["error"]["code"] in (-32602, -32600), reply)
        execute(server, "enable")
        execute(server, "snooze", 0)
        expect_true(works(server), "still completes")
        expect_true(leaves_cleanly(server), "a clean exit")


@check("disabling and enabling a language, a document and all answers with what is meant")
def _():
    with running() as server:
        for argument in ([], [{"language": "python"}], [{"uri": URI}]):
            expect(execute(server, "disable", *argument)["result"], None)
            expect(server.complete(URI, *PLACE), [], argument)
            expect(execute(server, "enable", *argument)["result"], None)
            expect_true(works(server), argument)


@check("status and refresh come only to a client that takes them, status once at first")
def _():
    with running() as server:
        execute(server, "disable")
        expect_true(is_alive(server), "alive")
        expect(told(server, "inkling/status"), [])
    with taking(status=True) as server:
        expect_true(works(server), "completes")
        expect([one["state"] for one in told(server, "inkling/status")], ["ready"])
        execute(server, "disable")
        execute(server, "disable")
        expect([one["state"] for one in told(server, "inkling/status")], ["ready", "disabled"])
        expect(execute(server, "status")["result"], told(server, "inkling/status")[-1])


@check("what a client takes is no mistake in its configuration")
def _():
    with taking(status=True, refresh=True) as server:
        expect_true(works(server), "completes")
        expect(told(server, "window/showMessage"), [])


@check("what is told of suggestions that nobody knows harms nothing")
def _():
    with running() as server:
        for id in (0, -1, 4711, 2**63, "x", None, [], {}):
            for method in ("didShow", "didAccept", "didDismiss"):
                server.notify("inkling/" + method, {"id": id, "kind": "all", "length": -1})
        expect_true("result" in server.reply(server.ask("textDocument/inlineCompletion", ASK)), "completes")
