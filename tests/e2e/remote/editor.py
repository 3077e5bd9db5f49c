"""A person at the end of a document, and a server that takes its time."""

import time

from lsp_client import completion_params
from remote import text_of


def says_slowly(*pieces, before=0.0, between=0.0):
    def behave(exchange):
        time.sleep(before)
        exchange.begin_stream()
        for piece in pieces:
            exchange.delta(piece)
            time.sleep(between)
        exchange.end_stream()

    return behave


class Editor:
    """One document of a daemon, and a cursor that types at its end."""

    def __init__(self, daemon, text):
        self.daemon, self.version = daemon, 1
        self.uri = daemon.open_new(text)
        lines = text.replace("\r\n", "\n").split("\n")
        self.line, self.character = len(lines) - 1, len(lines[-1])

    def types(self, text):
        at = {"line": self.line, "character": self.character}
        self.version += 1
        self.daemon.notify("textDocument/didChange", {
            "textDocument": {"uri": self.uri, "version": self.version},
            "contentChanges": [{"range": {"start": at, "end": at}, "text": text}]})
        *above, last = text.replace("\r\n", "\n").split("\n")
        self.line, self.character = self.line + len(above), len(last) + (0 if above else self.character)

    def asks(self):
        """A request as editors send it while a person types; its id."""
        return self.daemon.ask(
            "textDocument/inlineCompletion", completion_params(self.uri, self.line, self.character, 2))

    def gets(self, id=None):
        answer = self.daemon.reply(id or self.asks())
        return text_of(answer["result"]["items"]) if "result" in answer else answer["error"]["code"]
