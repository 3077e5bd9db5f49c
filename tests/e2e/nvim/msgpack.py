"""MessagePack, as much of it as Neovim's RPC uses. Extension values (handles) come out as None."""

import struct

_SIZED = {  # first byte → (kind, struct format of the length or value)
    0xC4: ("bin", ">B"), 0xC5: ("bin", ">H"), 0xC6: ("bin", ">I"),
    0xC7: ("ext", ">B"), 0xC8: ("ext", ">H"), 0xC9: ("ext", ">I"),
    0xCA: ("num", ">f"), 0xCB: ("num", ">d"),
    0xCC: ("num", ">B"), 0xCD: ("num", ">H"), 0xCE: ("num", ">I"), 0xCF: ("num", ">Q"),
    0xD0: ("num", ">b"), 0xD1: ("num", ">h"), 0xD2: ("num", ">i"), 0xD3: ("num", ">q"),
    0xD9: ("str", ">B"), 0xDA: ("str", ">H"), 0xDB: ("str", ">I"),
    0xDC: ("list", ">H"), 0xDD: ("list", ">I"), 0xDE: ("dict", ">H"), 0xDF: ("dict", ">I"),
}
_CONSTANTS = {0xC0: None, 0xC2: False, 0xC3: True}


def pack(value):
    if value is None:
        return b"\xc0"
    if isinstance(value, bool):
        return b"\xc3" if value else b"\xc2"
    if isinstance(value, int):
        return b"\xd3" + struct.pack(">q", value)
    if isinstance(value, str):
        data = value.encode()
        return b"\xdb" + struct.pack(">I", len(data)) + data
    if isinstance(value, (list, tuple)):
        return b"\xdd" + struct.pack(">I", len(value)) + b"".join(map(pack, value))
    if isinstance(value, dict):
        entries = (pack(key) + pack(entry) for key, entry in value.items())
        return b"\xdf" + struct.pack(">I", len(value)) + b"".join(entries)
    raise TypeError(f"cannot pack {value!r}")


class Incomplete(Exception):
    """The bytes end before the value does: read more and try again."""


class Unpacker:
    """Values out of a byte stream: feed() it, then iterate over what is complete."""

    def __init__(self):
        self.data = b""
        self.at = 0

    def feed(self, data):
        self.data = self.data[self.at:] + data
        self.at = 0

    def __iter__(self):
        while True:
            begin = self.at
            try:
                value = self._value()
            except Incomplete:
                self.at = begin
                return
            yield value

    def _take(self, count):
        if self.at + count > len(self.data):
            raise Incomplete
        self.at += count
        return self.data[self.at - count:self.at]

    def _number(self, form):
        return struct.unpack(form, self._take(struct.calcsize(form)))[0]

    def _value(self):
        first = self._take(1)[0]
        if first < 0x80:
            return first
        if first >= 0xE0:
            return first - 0x100
        if first in _CONSTANTS:
            return _CONSTANTS[first]
        if first < 0x90:
            return self._sized("dict", first & 0x0F)
        if first < 0xA0:
            return self._sized("list", first & 0x0F)
        if first < 0xC0:
            return self._sized("str", first & 0x1F)
        if 0xD4 <= first <= 0xD8:  # extensions of 1, 2, 4, 8 and 16 bytes
            return self._sized("ext", 1 << (first - 0xD4))
        kind, form = _SIZED[first]
        return self._sized(kind, self._number(form))

    def _sized(self, kind, size):
        if kind == "num":
            return size
        if kind == "list":
            return [self._value() for _ in range(size)]
        if kind == "dict":
            return {self._value(): self._value() for _ in range(size)}
        if kind == "ext":
            self._take(1 + size)
            return None
        data = self._take(size)
        return data.decode(errors="replace") if kind == "str" else data
