"""What servers of one kind do in different ways, and TLS with a certificate of one's own."""

import ssl
import subprocess
import tempfile
import unittest

from llm_server import LlmServer, says
from remote import Remote, eventually, text_of

ANSWER = "compute(value)"
EVENT = b'{"choices":[{"text":"compute(value)"}]}'


def streams(*chunks):
    """These chunks, then the end of the body."""

    def behave(exchange):
        exchange.begin_stream()
        for chunk in chunks:
            exchange.chunk(chunk)
        exchange.chunk(b"")

    return behave


def closes(head, body):
    def behave(exchange):
        exchange.send(head + b"\r\n\r\n" + body)
        exchange.socket.shutdown(2)

    return behave


class Variants(unittest.TestCase):
    def check(self, kind, variants):
        for name, behaviour in variants.items():
            with self.subTest(name), LlmServer() as llm, Remote(llm, kind).start() as daemon:
                llm.behave = behaviour
                self.assertEqual(text_of(daemon.ask_at_end("result = ")), ANSWER)
                self.assertEqual(daemon.log_lines("warn"), [])

    def test_completions(self):
        data, done = b"data: " + EVENT, b"data: [DONE]\n\n"

        def never_ends(exchange):
            exchange.begin_stream()
            exchange.chunk(data + b"\n\n" + done)
            exchange.wait_until_gone()

        def early_hints(exchange):
            exchange.send(b"HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n")
            streams(data + b"\n\n", done)(exchange)

        self.check("openai-completions", {
            "no stream": lambda exchange: exchange.whole("200 OK", EVENT),
            "a finish_reason and no [DONE]": streams(
                data + b"\n\n", b'data: {"choices":[{"text":"","finish_reason":"stop"}]}\n\n'),
            "carriage returns, comments, names": streams(
                b": hi\r\n\r\nevent: message\r\nid: 1\r\n" + data, b"\r\n\r\n" + done),
            "carriage returns alone": streams(data + b"\r\rdata:[DONE]\r\r"),
            "a byte order mark": streams(b"\xef\xbb\xbf" + data + b"\n\n" + done),
            "an event on two lines": streams(b'data: {"choices":\ndata: [{"text":"compute(value)"}]}\n\n' + done),
            "HTTP/1.0": closes(b"HTTP/1.0 200 OK\r\nContent-Type: text/event-stream", data + b"\n\n" + done),
            "an open end after [DONE]": never_ends,
            "an interim response": early_hints,
        })

    def test_chat(self):
        def says(text, size):
            def behave(exchange):
                exchange.begin_stream()
                exchange.event({"choices": [{"index": 0, "delta": {"role": "assistant", "content": None}}]})
                for at in range(0, len(text), size):
                    exchange.delta(text[at : at + size])
                exchange.event({"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]})
                exchange.event({"choices": [], "usage": {"total_tokens": 3}})
                exchange.end_stream()

            return behave

        fenced = [f"```python\n{ANSWER}\n```", f"\n```\n{ANSWER}\n```\n", f"```python\n{ANSWER}\n```\nIt computes."]
        self.check("openai-chat", {
            f"{text!r} by {size}": says(text, size) for text in [ANSWER, *fenced] for size in (1, 1000)})

    def test_a_server_that_writes_one_candidate_is_asked_for_one(self):
        def behave(exchange):
            if exchange.json.get("n", 1) == 1:
                return says(ANSWER)(exchange)
            exchange.whole("500 Internal Server Error", {"error": {"message": refusal}})

        for refusal in ("Only one completion choice is allowed", "something else"):
            with self.subTest(refusal), LlmServer() as llm, Remote(llm).start() as daemon:
                llm.behave = behave
                for number in range(3):
                    self.assertEqual(text_of(daemon.ask_at_end(f"result_{number} = ", kind=1)), ANSWER)
                self.assertEqual([request.json["n"] for request in llm.requests if "n" in request.json], [3])
                self.assertEqual(daemon.log_lines("warn"), [])

    def test_llama_cpp_ends_without_done(self):
        piece, last = b'data: {"content":"compute(value)","stop":false}\n\n', b'data: {"content":"","stop":true}\n\n'
        self.check("llama-cpp", {
            "chunks": streams(piece, last),
            "a close": closes(b"HTTP/1.1 200 OK\r\nConnection: close", piece + last),
            "no stream": lambda exchange: exchange.whole("200 OK", {"content": ANSWER, "stop": True}),
        })


class TlsServer(LlmServer):
    def __init__(self, folder, name):
        super().__init__()
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(f"{folder}/{name}.crt", f"{folder}/{name}.key")
        self.url = f"https://localhost:{self.port}/v1"

    def _serve(self, connection, number):
        try:
            connection = self.context.wrap_socket(connection, server_side=True)
        except OSError:
            return connection.close()
        super()._serve(connection, number)


def make_certificates(folder):
    """An authority, and two servers' certificates by it: `here` for localhost, `elsewhere` for another name."""

    def openssl(*arguments):
        subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)

    openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "ca.key", "-out", "ca.crt", "-subj", "/CN=ca")
    for name, host in (("here", "localhost"), ("elsewhere", "example.org")):
        with open(f"{folder}/{name}.ext", "w", encoding="ascii") as extensions:
            extensions.write(f"subjectAltName=DNS:{host}")
        openssl("req", "-newkey", "rsa:2048", "-nodes", "-keyout", f"{name}.key", "-out", f"{name}.csr",
                "-subj", "/CN=localhost")
        openssl("x509", "-req", "-in", f"{name}.csr", "-CA", "ca.crt", "-CAkey", "ca.key", "-CAcreateserial",
                "-out", f"{name}.crt", "-extfile", f"{name}.ext")


class Tls(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = cls.enterClassContext(tempfile.TemporaryDirectory())
        try:
            make_certificates(cls.folder)
        except FileNotFoundError:
            raise unittest.SkipTest("openssl is not installed") from None

    def test_an_authority_of_ones_own_is_trusted(self):
        with TlsServer(self.folder, "here") as llm:
            with Remote(llm, extra=f'ca_file = "{self.folder}/ca.crt"').start() as daemon:
                llm.says(ANSWER)
                self.assertEqual(text_of(daemon.ask_at_end("result = ")), ANSWER)

    def test_nobody_else_is_told_anything(self):
        cases = {"another name": ("elsewhere", "ca.crt"), "an unknown authority": ("here", None),
                 "a missing ca_file": ("here", "nothing.crt")}
        for name, (server, authority) in cases.items():
            extra = f'ca_file = "{self.folder}/{authority}"' if authority else ""
            with self.subTest(name), TlsServer(self.folder, server) as llm, Remote(llm, extra=extra).start() as daemon:
                llm.says(ANSWER)
                for _ in range(3):
                    self.assertEqual(daemon.ask_at_end("result = "), [])
                self.assertEqual(llm.requests, [])
                eventually(lambda: daemon.log_lines("warn") + daemon.log_lines("error"), "a line in the log")


if __name__ == "__main__":
    unittest.main()
