"""A slow, plain model of LSP texts: str in, offsets in code points."""

import re

ALPHABET = ["a", "b", " ", "\n", "\r\n", "\r", "\u2028", "\x0b", "\x0c", "\x85", "é", "漢", "😀", "\t", "\ufeff", "\0", '"', "\\"]


def units(text, encoding):
    if encoding == "utf-32":
        return len(text)
    return len(text.encode("utf-8")) if encoding == "utf-8" else len(text.encode("utf-16-le")) // 2


def lines_of(text):
    """(begin, end) of each line, without its line end: \\n, \\r\\n, \\r and nothing else."""
    lines, begin = [], 0
    for end in re.finditer("\r\n|\r|\n", text):
        lines.append((begin, end.start()))
        begin = end.end()
    return lines + [(begin, len(text))]


def to_offset(text, position, encoding):
    lines = lines_of(text)
    if position["line"] >= len(lines):
        return len(text)
    begin, end = lines[position["line"]]
    return from_units(text, begin, end, position["character"], encoding)


def from_units(text, begin, end, count, encoding):
    for at in range(begin, end):
        count -= units(text[at], encoding)
        if count < 0:
            return at
    return end


def to_position(text, offset, encoding):
    """The position of an offset; the offset moves to the line's end where it stands inside a line end."""
    for line, (begin, end) in enumerate(lines_of(text)):
        if offset <= end:
            offset = max(begin, offset)
            return {"line": line, "character": units(text[begin:offset], encoding)}, offset
    raise AssertionError("offset beyond the text")
