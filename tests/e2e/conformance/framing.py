"""Frames and JSON-RPC: only a lost frame boundary may end a connection."""

import json

from checks import check, expect, expect_true
from client import Server, URI, body, change, frame, is_alive, raw, request, resident_kib, running, works
from lsp_client import eventually

MIB = 1 << 20
BODY = json.dumps(request(77, "conformance")).encode()
LENGTH = b"%d" % len(BODY)


@check("headers are read in any case, order and white space, and unknown ones passed over")
def _():
    for header in (b"content-length:" + LENGTH, b"CONTENT-LENGTH: \t " + LENGTH + b" \t",
                   b"Content-Type: a/b; charset=utf-8\r\nContent-Length: " + LENGTH,
                   b"Content-Length: " + LENGTH + b'\r\nContent-Type: a/b; charset="UTF8"\r\nX:\r\nY:b:c',
                   b"Content-Length: " + LENGTH + b"\r\nContent-Length: " + LENGTH):
        with Server() as server:
            raw(server, header + b"\r\n\r\n" + BODY)
            server.reply(77)


@check("headers that lose the frame boundary are answered once and end the connection with 1")
def _():
    for header in (b"Content-Length " + LENGTH, b"Content-Length: -5", b"Content-Length: +5", b"Content-Length:",
                   b"Content-Length: 0x10", b"Content-Length: 99999999999999999999999", b"X: y",
                   b"Content-Length: 5\r\nContent-Length: 6", b"X: " + b"y" * 20000, b"\0\xff: y"):
        with Server() as server:
            raw(server, header + b"\r\n\r\n" + BODY)
            expect(server.exit_code(5), 1, header[:30])
            server.ended.wait(5)
            expect([list(server.replies), len(server.replies[None])], [[None], 1], header[:30])


@check("a body over 64 MiB is skipped unbuffered and answered, and the next frame works")
def _():
    with running() as server:
        before = resident_kib(server)
        raw(server, b"Content-Length: %d\r\n\r\n" % (64 * MIB + 1) + b" ")
        for _ in range(64):
            raw(server, b" " * MIB)
        server.reply(None)
        expect_true(is_alive(server), "the next frame")
        expect_true(resident_kib(server) - before < 30_000, "memory grew with a body that is skipped")


@check("an announced length alone takes no memory")
def _():
    with running() as server:
        before = resident_kib(server)
        raw(server, b"Content-Length: %d\r\n\r\n{" % (60 * MIB))
        expect_true(resident_kib(server) - before < 20_000, "memory for bytes that have not come")


@check("a body that is no message gets one error with a null id, and the next message works")
def _():
    parse, invalid = -32700, -32600
    nested = b"[" * 100_000
    bodies = {b"": parse, b"{": parse, b'{"a":1}x': parse, b"\xff\xfe{}": parse, nested: parse,
              nested + b"]" * 100_000: parse, b'{"a":' * 100_000 + b"1" + b"}" * 100_000: parse,
              b'{"jsonrpc":"2.0","id":1,"method":"\xc3\x28"}': parse,
              b'{"jsonrpc":"2.0","id":1,"method":"\xed\xa0\x80"}': parse,
              b"\0" * 99: parse, b'{"a":1,}': parse, b"NaN": parse, b"[]": invalid, b"1": invalid, b"null": invalid,
              b'[{"jsonrpc":"2.0","id":1,"method":"x"}]': invalid, b"{}": invalid, b'{"jsonrpc":"2.0"}': invalid,
              b'{"jsonrpc":"2.0","id":null,"method":"x"}': invalid, b'{"jsonrpc":"2.0","id":[],"method":"x"}': invalid}
    with running() as server:
        for count, (data, code) in enumerate(bodies.items(), 1):
            body(server, data)
            expect_true(is_alive(server), data[:40])
            expect(len(server.replies.get(None, [])), count, data[:40])
            expect(server.replies[None][-1]["error"]["code"], code, data[:40])


@check("a request that is wrong in its form gets an error with its own id")
def _():
    with running() as server:
        for number, rest in enumerate(('"method":7', '"method":null', '"x":1', '"method":"x","params":"s"',
                                       '"method":"x","params":1', '"method":"x","params":true')):
            body(server, b'{"jsonrpc":"2.0","id":%d,%s}' % (number, rest.encode()))
            expect(server.reply(number)["error"]["code"], -32600, rest)
        body(server, b'{"jsonrpc":"1.0","id":99,"method":"x"}')
        expect(server.reply(99)["error"]["code"], -32600, "version 1.0")


@check("ids come back as they were: strings, fractions, negative and large numbers")
def _():
    with running() as server:
        for text in ('"s"', '""', '"\\u0000é"', "-1", "0", "2147483648", "9007199254740993", "1.5", "1e300",
                     '"' + "x" * 100_000 + '"'):
            body(server, ('{"jsonrpc":"2.0","id":%s,"method":"x"}' % text).encode())
            server.reply(json.loads(text))


@check("responses that nobody asked for and unknown notifications are passed over in silence")
def _():
    with running() as server:
        for data in (b'{"jsonrpc":"2.0","id":1,"result":null}', b'{"jsonrpc":"2.0","id":"inkling/1","result":{}}',
                     b'{"jsonrpc":"2.0","id":null,"error":{"code":1,"message":""}}',
                     b'{"jsonrpc":"2.0","method":"$/unknown"}', b'{"jsonrpc":"2.0","method":"what/ever","params":[]}'):
            body(server, data)
        before = len(server.replies)
        expect_true(is_alive(server), "alive")
        expect(len(server.replies), before + 1, "replies")


@check("an unknown method is not sent back whole")
def _():
    with running() as server:
        reply = server.reply(server.ask("x" * MIB))
        expect(reply["error"]["code"], -32601)
        expect_true(len(json.dumps(reply)) < 1000, "the reply repeats the name")


@check("a change in a message that could not be used leaves nothing offered from the old text")
def _():
    whole = frame(change(URI, {"text": "x"}))
    data = whole.partition(b"\r\n\r\n")[2]
    for spoilt in (frame({"method": "textDocument/didChange"}), b"Content-Type: a; charset=latin-1\r\n" + whole,
                   b"Content-Length: %d\r\n\r\n%s" % (len(data) - 1, data[:-1]),
                   b"Content-Length: %d\r\n\r\n%s" % (64 * MIB + 9, data) + b" " * (64 * MIB + 9 - len(data))):
        with running() as server:
            expect_true(works(server), "before")
            raw(server, spoilt)
            expect(server.complete(URI, 3, 11), [], spoilt[:60])
            server.send(change(URI, {"text": "alpha beta gamma\nalpha beta "}))
            eventually(lambda: server.complete(URI, 1, 11), "completions of the new text")


@check("the input may end at any byte: exit code 0 after shutdown, else 1")
def _():
    import subprocess
    from client import ASK, notification
    from lsp_client import BINARY, initialize_params
    asked = b"".join(map(frame, [request(1, "initialize", initialize_params()), notification("initialized"),
                                 request(2, "textDocument/inlineCompletion", ASK)]))
    whole = asked + frame(request(3, "shutdown"))
    for cut in [*range(0, len(whole), 37), len(whole) - 1, len(whole)]:
        process = subprocess.run([BINARY, "lsp"], input=whole[:cut], capture_output=True, timeout=10)
        expect(process.returncode, 0 if cut == len(whole) else 1, f"exit code after {cut} bytes")
