#!/usr/bin/env python3
"""House rules that a compiler does not hold: which room may include which, what must not appear where, and sizes.

Usage: tidy.py ROOT. Prints one line per breach as path:line: what; exits 1 if there is any.
"""

import pathlib
import re
import sys

# What each room of src/ may include besides itself (docs/ARCHITECTURE.md draws the same arrows).
ROOMS = {
    "base": set(),
    "text": {"base"},
    "wire": {"base"},
    "context": {"base", "text"},
    "shape": {"base", "text"},
    "backend": {"base", "text", "wire", "context"},
    "engine": {"base", "text", "context", "shape", "backend"},
    "metrics": {"base", "engine"},
    "lsp": {"base", "text", "wire"},
    "session": {"base", "text", "wire", "lsp", "context", "engine", "metrics", "backend"},
    "config": {"base", "wire", "context", "backend"},
    "bench": {"base", "text", "wire", "lsp"},
    "app": {"config", "bench", "base", "text", "wire", "lsp", "session", "engine", "metrics", "backend", "context", "shape", "app"},
}

# Libraries and the folders of src/ that may know them.
JSON = ("wire", "lsp", "session", "config", "backend/providers", "bench", "app")
LIBRARIES = [
    (re.compile(r"<nlohmann/json"), JSON, "JSON stays in " + ", ".join(JSON)),
    (re.compile(r"<boost/asio"), ("wire", "backend/http", "bench"), "Asio stays in wire, backend/http and bench"),
    (re.compile(r"<boost/beast"), ("backend/http", "bench"), "Beast stays in backend/http and bench"),
    (re.compile(r"<openssl/"), ("backend/http",), "OpenSSL stays in backend/http"),
    (re.compile(r"<toml"), ("config",), "toml++ stays in config"),
    (re.compile(r"<spdlog/|<fmt/"), ("base",), "spdlog stays in base/log.cpp"),
    (re.compile(r"<CLI/"), ("app",), "CLI11 stays in app"),
    (re.compile(r"<git2"), ("context",), "libgit2 stays in context"),
    (re.compile(r"<re2/"), ("context",), "RE2 stays in context"),
]
HEAVY = re.compile(r"<nlohmann/json\.hpp>|<boost/asio|<boost/beast|<openssl/|<toml|<spdlog/|<CLI/|<git2|<re2/")
# Headers that only .cpp files of their own room include, and so may be heavy.
PRIVATE_HEADERS = re.compile(r"src/lsp/fields\.hpp|src/wire/(json|stream_pump|loop_impl|asio\w*|outbox|unix_socket)\.hpp|src/context/git_ignore\.hpp|src/backend/http/\w+_impl\.hpp|src/bench/\w+_impl\.hpp")

BANNED = [
    (re.compile(r"\bco_(await|return|yield)\b"), "src", "no coroutines (docs/ARCHITECTURE.md says why)"),
    (re.compile(r"\b(TO[D]O|FIX[M]E|X[X]X|HA[C]K)\b"), "", "say it in an issue or do it"),
    (re.compile(r"\bstd::cout\b|\bputs\("), "src", "stdout carries the protocol"),
    (re.compile(r"sleep_for|sleep_until|\busleep\("), "tests/unit", "time is an argument"),
    (re.compile(r"sleep_for|sleep_until|\busleep\("), "tests/simulation", "time is an argument"),
    (re.compile(r"std::mutex|std::lock_guard|std::unique_lock"), "src", "one loop, one worker, no locks"),
    (re.compile(r"steady_clock::now|system_clock::now"), "src/engine", "time is an argument"),
    (re.compile(r"steady_clock::now|system_clock::now"), "src/session", "time is an argument"),
    (re.compile(r"steady_clock::now|system_clock::now"), "src/metrics", "time is an argument"),
    (re.compile(r"\busing namespace (?!std::(chrono_)?literals|inkling|std::chrono_literals)"), "src", "name things"),
]
ALLOWED = {
    ("src/base/log.cpp", "one loop, one worker, no locks"),  # spdlog's sinks want one
}

LINES_MAX = 400
COLUMNS_MAX = 120


def check_file(root, path):
    relative = path.relative_to(root).as_posix()
    text = path.read_text(encoding="utf-8")
    lines = text.split("\n")
    parts = relative.split("/")
    room = parts[1] if parts[0] == "src" and len(parts) > 2 else None

    if parts[0] == "src" and len(lines) > LINES_MAX:
        yield 1, f"{len(lines)} lines: is there a second room in it? (at most {LINES_MAX})"
    if path.suffix == ".hpp" and not text.startswith("#pragma once\n"):
        yield 1, "a header begins with #pragma once"
    if path.suffix == ".hpp" and not (len(lines) > 1 and lines[1].startswith("//")):
        yield 2, "a header says at its top what it is"

    for number, line in enumerate(lines, 1):
        if len(line) > COLUMNS_MAX:
            yield number, f"{len(line)} columns (at most {COLUMNS_MAX})"
        include = re.match(r'\s*#\s*include\s+(["<][^">]+[">])', line)
        if include and room:
            yield from check_include(relative, room, number, include.group(1), path.suffix == ".hpp")
        for pattern, where, why in BANNED:
            if relative.startswith(where) and pattern.search(line) and (relative, why) not in ALLOWED:
                yield number, why


def check_include(relative, room, number, name, is_header):
    own = re.match(r'"(\w+)/', name)
    if own and own.group(1) in ROOMS and own.group(1) != room and own.group(1) not in ROOMS[room]:
        yield number, f"{room}/ must not know {own.group(1)}/"
    for pattern, folders, why in LIBRARIES:
        if pattern.search(name) and not any(relative.startswith(f"src/{folder}/") for folder in folders):
            yield number, why
    if is_header and HEAVY.search(name) and not PRIVATE_HEADERS.match(relative):
        yield number, f"{name} is too heavy for a header"


def main():
    root = pathlib.Path(sys.argv[1]).resolve()
    breaches = 0
    checked = 0
    for folder in ("src", "tests"):
        for path in sorted((root / folder).rglob("*")):
            if path.suffix not in (".cpp", ".hpp"):
                continue
            checked += 1
            for number, why in check_file(root, path):
                print(f"{path.relative_to(root)}:{number}: {why}")
                breaches += 1
    print(f"{checked} files, {breaches} breaches")
    return 1 if breaches or checked == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
