#!/usr/bin/env python3
"""Writes a made-up model that llama.cpp's server loads and that always says the same.

usage: tiny_model.py OUT.gguf [--says TEXT] [--layers N] [--width N] [--context N]

After a FIM prompt and after a chat's "assistant" line it says TEXT again and again, until it is stopped. Nothing is
learned: each token has one follower, which the output matrix holds. The embedding gives each token a dimension of its
own and the layers add nothing to it, so they only cost time: --layers and --width (of the feed-forward part) make the
model as slow as a test wants it. FIM tokens and the chat template are Qwen's. Standard library only.
"""

import argparse
import array
import math
import struct

SPECIALS = ["<|endoftext|>", "<|im_start|>", "<|im_end|>", "<|fim_prefix|>", "<|fim_suffix|>", "<|fim_middle|>",
            "<|fim_pad|>", "<|repo_name|>", "<|file_sep|>"]
TEMPLATE = ("{% for m in messages %}<|im_start|>{{ m['role'] }}\n{{ m['content'] }}<|im_end|>\n{% endfor %}"
            "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}")
HEAD_SIZE, HEADS = 16, 2
SURE = 20.0  # logit of the one follower; all others have 0
NORMAL, CONTROL = 1, 3  # kinds of token


def byte_tokens():
    """The spelling of each byte in byte-level BPE: printable ones are themselves, the others lie from 256 on."""
    printable = {*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)}
    spare = iter(range(256, 512))
    return [chr(byte if byte in printable else next(spare)) for byte in range(256)]


def followers(text, ids):
    """What comes after each token: the bytes of `text` in a ring. Each byte may stand in it once."""
    said = list(text.encode())
    if len(set(said)) != len(said):
        raise SystemExit("a byte stands twice in the text: one token cannot have two followers")
    ring = dict(zip(said, said[1:] + said[:1]))
    first = said[0]
    # The line end behind "assistant" begins an answer, unless the text says what comes after it.
    return {ids["<|fim_middle|>"]: first, ord("\n"): first, **ring}


class Gguf:
    """The file format, version 3: metadata, a table of tensors, and their numbers at multiples of 32 bytes."""

    ALIGNMENT = 32
    KINDS = {int: (4, "<I"), float: (6, "<f"), bool: (7, "<?")}

    def __init__(self):
        self.metadata, self.tensors = [], []

    @staticmethod
    def text(value):
        data = value.encode()
        return struct.pack("<Q", len(data)) + data

    def encode(self, value):
        """The kind of a value and its bytes. Lists are of texts, or of whole numbers (kind 5: with sign)."""
        if isinstance(value, str):
            return 8, self.text(value)
        if isinstance(value, list):
            if value and isinstance(value[0], int):
                return 9, struct.pack(f"<IQ{len(value)}i", 5, len(value), *value)
            return 9, struct.pack("<IQ", 8, len(value)) + b"".join(map(self.text, value))
        kind, layout = self.KINDS[type(value)]
        return kind, struct.pack(layout, value)

    def put(self, **values):
        for key, value in values.items():
            kind, data = self.encode(value)
            self.metadata.append(self.text(key.replace("__", ".")) + struct.pack("<I", kind) + data)

    def tensor(self, name, rows, columns, cells=(), fill=0.0):
        """A matrix of floats (a vector where rows is 0); `cells` are (row, column, value)."""
        data = array.array("f", [fill]) * (max(rows, 1) * columns)
        for row, column, value in cells:
            data[row * columns + column] = value
        self.tensors.append((name, [columns, rows] if rows else [columns], data.tobytes()))

    def padding(self, size):
        return b"\0" * (-size % self.ALIGNMENT)

    def write(self, path):
        table, offset = b"", 0
        for name, sizes, data in self.tensors:
            table += self.text(name) + struct.pack("<I", len(sizes)) + struct.pack(f"<{len(sizes)}Q", *sizes)
            table += struct.pack("<IQ", 0, offset)  # kind 0: 32-bit floats
            offset += len(data) + len(self.padding(len(data)))
        head = b"GGUF" + struct.pack("<IQQ", 3, len(self.tensors), len(self.metadata))
        head += b"".join(self.metadata) + table
        with open(path, "wb") as file:
            file.write(head + self.padding(len(head)))
            for _, _, data in self.tensors:
                file.write(data + self.padding(len(data)))


def write_model(path, says="value+1\n", layers=1, width=32, context=16384):
    tokens = byte_tokens() + SPECIALS
    ids = {token: place for place, token in enumerate(tokens)}
    size = math.ceil(len(tokens) / 32) * 32
    file = Gguf()
    file.put(general__architecture="llama", general__name="says-the-same", general__file_type=0)
    file.put(llama__vocab_size=len(tokens), llama__context_length=context, llama__embedding_length=size,
             llama__block_count=layers, llama__feed_forward_length=width, llama__attention__head_count=HEADS,
             llama__attention__head_count_kv=HEADS, llama__attention__key_length=HEAD_SIZE,
             llama__attention__value_length=HEAD_SIZE, llama__attention__layer_norm_rms_epsilon=1e-5,
             llama__rope__dimension_count=HEAD_SIZE)
    file.put(tokenizer__ggml__model="gpt2", tokenizer__ggml__pre="qwen2", tokenizer__ggml__tokens=tokens,
             tokenizer__ggml__token_type=[NORMAL] * 256 + [CONTROL] * len(SPECIALS), tokenizer__ggml__merges=[],
             tokenizer__ggml__eos_token_id=ids["<|im_end|>"], tokenizer__ggml__add_bos_token=False,
             tokenizer__chat_template=TEMPLATE)

    # RMS norm makes a single one of length sqrt(size).
    follows = followers(says, ids)
    sure = SURE / math.sqrt(size)
    file.tensor("token_embd.weight", len(tokens), size, ((i, i, 1.0) for i in range(len(tokens))))
    file.tensor("output_norm.weight", 0, size, fill=1.0)
    file.tensor("output.weight", len(tokens), size, ((next, last, sure) for last, next in follows.items()))
    for layer in range(layers):
        block = f"blk.{layer}."
        for norm in ("attn_norm", "ffn_norm"):
            file.tensor(f"{block}{norm}.weight", 0, size, fill=1.0)
        for part in ("attn_q", "attn_k", "attn_v"):
            file.tensor(f"{block}{part}.weight", HEADS * HEAD_SIZE, size)
        file.tensor(f"{block}attn_output.weight", size, HEADS * HEAD_SIZE)
        for part in ("ffn_gate", "ffn_up"):
            file.tensor(f"{block}{part}.weight", width, size)
        file.tensor(f"{block}ffn_down.weight", size, width)
    file.write(path)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(usage=__doc__.split("usage: ")[1].split("\n")[0])
    parser.add_argument("out")
    parser.add_argument("--says", default="value+1\n")
    parser.add_argument("--layers", type=int, default=1)
    parser.add_argument("--width", type=int, default=32)
    parser.add_argument("--context", type=int, default=16384)
    options = parser.parse_args()
    write_model(options.out, options.says.encode().decode("unicode_escape"), options.layers, options.width,
                options.context)
