#include "context/file_filter.hpp"

#include "context/exclusion.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace inkling::context {
namespace {

constexpr std::size_t kBinaryProbeBytes = 8 << 10;

/// Sorted, for binary search.
constexpr std::array<std::string_view, 143> kExtensions = {
    "S",    "ada",   "adb",    "adoc",   "ads",    "agda",       "asm",    "astro", "awk",  "bash",
    "bat",  "bazel", "bzl",    "c",      "c++",    "cc",         "cfg",    "cjs",   "cl",   "clj",
    "cljc", "cljs",  "cmake",  "coffee", "conf",   "cpp",        "cr",     "cs",    "css",  "cts",
    "cu",   "cuh",   "cxx",    "d",      "dart",   "dockerfile", "el",     "elm",   "erl",  "ex",
    "exs",  "f",     "f03",    "f08",    "f90",    "f95",        "fish",   "fs",    "fsi",  "fsx",
    "gd",   "gleam", "glsl",   "go",     "gradle", "graphql",    "groovy", "h",     "h++",  "hcl",
    "hh",   "hlsl",  "hpp",    "hrl",    "hs",     "htm",        "html",   "hxx",   "inc",  "ini",
    "inl",  "ino",   "ipp",    "ixx",    "java",   "jl",         "js",     "jsonc", "jsx",  "kdl",
    "kt",   "kts",   "ld",     "less",   "lisp",   "lua",        "m",      "mak",   "md",   "meson",
    "mjs",  "mk",    "ml",     "mli",    "mm",     "mts",        "nim",    "nix",   "odin", "pas",
    "php",  "pl",    "pm",     "proto",  "ps1",    "py",         "pyi",    "pyx",   "r",    "rb",
    "rkt",  "ron",   "rs",     "rst",    "sass",   "scala",      "scm",    "scss",  "sh",   "sol",
    "sql",  "sv",    "svelte", "swift",  "tcl",    "tex",        "tf",     "toml",  "ts",   "tsx",
    "v",    "vala",  "vhd",    "vhdl",   "vim",    "vue",        "wat",    "wgsl",  "xml",  "yaml",
    "yml",  "zig",   "zsh",
};

constexpr std::array<std::string_view, 10> kNames = {
    "BUILD",   "CMakeLists.txt", "Containerfile", "Dockerfile", "GNUmakefile",
    "Gemfile", "Jenkinsfile",    "Justfile",      "Makefile",   "Rakefile",
};

constexpr std::array<std::string_view, 12> kSkippedFolders = {
    ".git",        ".hg",  ".svn",   ".venv",   "__pycache__", "node_modules",
    ".mypy_cache", ".tox", ".cache", ".gradle", ".idea",       ".vs",
};

constexpr std::array<std::string_view, 6> kGeneratedParts = {".min.",   ".bundle.", ".generated.",
                                                             "_pb2.py", ".pb.go",   ".pb.h"};

/// Length of the code point that begins with this byte, 0 where none does (RFC 3629 §4).
std::size_t sequence_length(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead < 0xC2) return 0;
  if (lead < 0xE0) return 2;
  if (lead < 0xF0) return 3;
  return lead < 0xF5 ? 4 : 0;
}

/// Overlong forms, surrogates and what lies beyond U+10FFFF show in the second byte.
bool is_second_byte(unsigned char lead, unsigned char second) {
  if ((second & 0xC0) != 0x80) return false;
  if (lead == 0xE0) return second >= 0xA0;
  if (lead == 0xED) return second < 0xA0;
  if (lead == 0xF0) return second >= 0x90;
  if (lead == 0xF4) return second < 0x90;
  return true;
}

bool is_utf8(std::string_view text) {
  const auto byte = [text](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = sequence_length(byte(at));
    if (length == 0 || length > text.size() - at) return false;
    if (length > 1 && !is_second_byte(byte(at), byte(at + 1))) return false;
    for (std::size_t tail = 2; tail < length; ++tail) {
      if ((byte(at + tail) & 0xC0) != 0x80) return false;
    }
    at += length;
  }
  return true;
}

template<std::size_t Size>
bool holds(const std::array<std::string_view, Size>& list, std::string_view name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

} // namespace

bool is_source_path(std::string_view path) {
  if (context::is_secret_path(path)) return false;
  const std::string_view name = path.substr(path.rfind('/') + 1);
  if (holds(kNames, name)) return true;
  for (const std::string_view part : kGeneratedParts) {
    if (name.find(part) != name.npos) return false;
  }
  const auto dot = name.rfind('.');
  if (dot == name.npos || dot == 0) return false;
  const std::string_view extension = name.substr(dot + 1);
  return std::binary_search(kExtensions.begin(), kExtensions.end(), extension);
}

bool is_skipped_folder(std::string_view name) {
  return holds(kSkippedFolders, name);
}

bool is_binary(std::string_view content) {
  return content.substr(0, kBinaryProbeBytes).find('\0') != content.npos || !is_utf8(content);
}

} // namespace inkling::context
