"""Thousands of random messages, good and bad, to several documents; every answer is held against a model."""

import random
import re

from checks import check, expect, expect_true
from client import Server, body, change, is_alive, leaves_cleanly, request

from texts import to_offset, to_position

SOURCE = "".join(f'''def describe_{kind}(shape, names={{}}):
    if shape is None:
        raise ValueError("a {kind} is required")
    for name in names["{kind}"]:
        print(format_shape("{kind}", shape.name, [area(x) for x in name]))
    return {{"{kind}": (shape.name, shape.area())}}

''' for kind in ("circle", "square", "triangle", "hexagon"))
URIS = ["file:///a.py", "untitled:2", "vscode-notebook-cell:/n.ipynb#W1", "file:///c%3A/x.ts"]
JUNK = [b"[]", b"null", b'{"jsonrpc":"2.0","id":[],"method":"x"}', b'{"jsonrpc":"2.0","method":"x/y"}',
        b'{"jsonrpc":"2.0","id":0,"result":1}', b'{"jsonrpc":"2.0","method":"textDocument/didClose"}', b"{"]
PAIRS = ["()", "{}", '""', "[]"]


class Fuzz:
    def __init__(self, seed, server, encoding):
        self.rng, self.server, self.encoding = random.Random(seed), server, encoding
        self.texts = {}  # uri → (text, cursor)
        self.asked = {}  # id → request: its states are those the document had since (a later one may be answered for)

    def step(self, number):
        uri, dice = self.rng.choice(URIS), self.rng.random()
        if uri not in self.texts or dice < 0.03:
            self.open(uri)
        elif dice < 0.04:
            self.server.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
            del self.texts[uri]
        elif dice < 0.5:
            self.edit(uri, number)
        elif dice < 0.92:
            self.ask(uri, number)
        elif dice < 0.97 and self.asked:
            self.server.notify("$/cancelRequest", {"id": self.rng.choice(list(self.asked)[-5:])})
        else:
            body(self.server, self.rng.choice(JUNK))

    def open(self, uri):
        text = SOURCE[:self.rng.randint(0, len(SOURCE))].replace("\n", self.rng.choice(["\n", "\n", "\r\n", "\r"]))
        self.server.open(uri, text)
        self.texts[uri] = text, len(text)

    def edit(self, uri, number):
        text, cursor = self.texts[uri]
        typed, begin, end = self.next_key(text, cursor), cursor, cursor
        dice = self.rng.random()
        if dice < 0.1:
            begin, typed = max(0, cursor - 1), ""
        elif dice < 0.2:
            typed = self.rng.choice(PAIRS)
        elif dice < 0.4:
            begin = self.rng.randint(0, len(text))
            end, typed = begin + self.rng.randint(0, 8), SOURCE[begin:begin + self.rng.randint(0, 30)]
        start, begin = to_position(text, begin, self.encoding)
        stop, end = to_position(text, max(begin, min(end, len(text))), self.encoding)
        self.server.send(change(uri, {"range": {"start": start, "end": stop}, "text": typed}, version=number))
        after = text[:begin] + typed + text[end:]
        for asked in list(self.asked.values())[-30:]:
            if asked["uri"] == uri and len(asked["states"]) < 12:
                at = asked["states"][-1][1]
                asked["states"].append((after, at if at < begin else begin + len(typed) + max(0, at - end)))
        self.texts[uri] = after, begin + (1 if typed in PAIRS else len(typed))

    def next_key(self, text, cursor):
        """Mostly what the source goes on with."""
        found = SOURCE.find(text[cursor - 12:cursor]) if cursor >= 12 else -1
        return SOURCE[found + 12:found + 13] if found >= 0 and self.rng.random() < 0.9 else self.rng.choice("ab (){}\"\n'é😀")

    def ask(self, uri, number):
        text, cursor = self.texts[uri]
        if self.rng.random() < 0.2:
            cursor = self.rng.randint(0, len(text))
        place, cursor = to_position(text, cursor, self.encoding)
        id = self.rng.choice([number, f"s{number}"])
        asked = {"uri": uri, "kind": self.rng.choice([1, 2, 2]), "states": [(text, cursor)]}
        context = {"triggerKind": asked["kind"]}
        if self.rng.random() < 0.15:
            begin = cursor - len(re.search(r"\w*$", text[:cursor])[0])
            start, begin = to_position(text, begin, self.encoding)
            asked["selected"] = context["selectedCompletionInfo"] = {
                "range": {"start": start, "end": place}, "text": text[begin:cursor] + self.rng.choice(["", "pe", "zz"])}
        self.asked[id] = asked
        self.server.send(request(id, "textDocument/inlineCompletion",
                                 {"textDocument": {"uri": uri}, "position": place, "context": context}))
        if self.rng.random() < 0.4:
            self.server.reply(id)

    def judge(self, id):
        expect(len(self.server.replies.get(id, [])), 1, f"the number of replies to {id!r}")
        reply, asked = self.server.replies[id][0], self.asked[id]
        if "error" in reply:
            return expect(reply["error"]["code"], -32800)
        for item in reply["result"]["items"]:
            faults = [self.fault(item, asked, *state) for state in asked["states"]]
            expect_true(None in faults, f"{faults[0]}: {item} for {asked.get('selected')}")

    def fault(self, item, asked, text, cursor):
        """What is wrong with an item at one state of the document; None if nothing."""
        range, inserted = item["range"], item["insertText"]
        begin, end = (to_offset(text, range[side], self.encoding) for side in ("start", "end"))
        if range["start"]["line"] != range["end"]["line"]:
            return "a range over lines"
        if "selected" in asked:
            fits = range == asked["selected"]["range"] and inserted.startswith(asked["selected"]["text"])
            return None if fits else "does not extend the selected entry"
        replaced = text[begin:end]
        if begin != cursor:
            return "not at the cursor"
        rest = iter(inserted)
        if not all(char in rest for char in replaced):
            return "removes what stands right of the cursor"
        if asked["kind"] == 1:  # on request, the rest of a word that the text writes again
            replaced = re.sub(r"^\w+", "", replaced)
        if replaced.strip(")]}>\"'`;,: \t") or not inserted.strip() or inserted == text[begin:end]:
            return "replaces more than closers, or shows nothing"
        inside = re.match(r"\w", text[cursor:]) and re.search(r"\w$", text[:cursor])
        return "automatic, inside a word" if asked["kind"] == 2 and inside else None


@check("6,000 random messages: one reply per request, and every answer fits its text")
def _():
    for seed, encoding in enumerate(("utf-16", "utf-8", "utf-32")):
        with Server() as server:
            server.last_id = 10_000_000
            server.call("initialize", {"processId": None, "capabilities": {"general": {"positionEncodings": [encoding]}}})
            server.notify("initialized")
            fuzz = Fuzz(seed, server, encoding)
            for number in range(2000):
                fuzz.step(number)
            expect_true(is_alive(server), "alive")
            for id in fuzz.asked:
                server.reply(id)
            for id in fuzz.asked:
                fuzz.judge(id)
            expect_true(leaves_cleanly(server), "a clean exit")
