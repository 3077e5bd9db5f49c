"""What the checks share: bytes as they are, a text that is surely completed, and a clean goodbye."""

from lsp_client import Server, completion_params, frame, notification, request

URI = "file:///conformance.py"
# Whatever comes after "alpha beta " is known, and is "gamma".
TEXT = "alpha beta gamma\n" * 3 + "alpha beta "
PLACE = (3, 11)
ASK = completion_params(URI, *PLACE)


def position(line, character):
    return {"line": line, "character": character}


def span(line, begin, end_line, end):
    return {"start": position(line, begin), "end": position(end_line, end)}


def change(uri, *changes, version=2):
    return notification("textDocument/didChange", {
        "textDocument": {"uri": uri, "version": version}, "contentChanges": list(changes)})


def raw(server, data):
    server.writer.write(data)
    server.writer.flush()


def body(server, data):
    raw(server, b"Content-Length: %d\r\n\r\n" % len(data) + data)


def running(encoding="utf-16", root=None, **popen):
    """A server after the handshake, with TEXT open."""
    server = Server(**popen)
    server.last_id = 10_000_000  # ids that a check chooses itself are below
    params = {"processId": None, "rootUri": root, "capabilities": {"general": {"positionEncodings": [encoding]}}}
    server.call("initialize", params)
    server.notify("initialized")
    server.open(URI, TEXT)
    return server


def is_alive(server):
    """Whether a request that nobody knows is answered as such."""
    return server.reply(server.ask("$/conformance"))["error"]["code"] in (-32601, -32600, -32002)


def works(server):
    """Whether TEXT is completed."""
    return [item["insertText"] for item in server.complete(URI, *PLACE)] == ["gamma"]


def leaves_cleanly(server):
    server.call("shutdown")
    server.notify("exit")
    return server.exit_code(2) == 0


def resident_kib(server, what="VmHWM"):
    with open(f"/proc/{server.process.pid}/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith(what))


__all__ = ["ASK", "PLACE", "Server", "TEXT", "URI", "body", "change", "completion_params", "frame", "is_alive",
           "leaves_cleanly", "notification", "position", "raw", "request", "resident_kib", "running", "span", "works"]
