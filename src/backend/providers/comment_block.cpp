#include "backend/providers/comment_block.hpp"

#include <algorithm>
#include <iterator>

namespace inkling::backend {
namespace {

/// `close` empty: `open` stands before each line, else the two around all of them.
struct Style {
  std::string_view open;
  std::string_view close;
};

constexpr Style kSlashes = {"// ", ""};
constexpr Style kHash = {"# ", ""};
constexpr Style kDashes = {"-- ", ""};
constexpr Style kSemicolons = {";; ", ""};
constexpr Style kPercent = {"% ", ""};
constexpr Style kQuote = {"\" ", ""};
constexpr Style kMarkup = {"<!--\n", "-->"};
constexpr Style kStars = {"/*\n", "*/"};

struct Language {
  std::string_view id;
  Style style;
};

constexpr Language kLanguages[] = {
    {"python", kHash},       {"ruby", kHash},         {"shellscript", kHash},
    {"sh", kHash},           {"bash", kHash},         {"zsh", kHash},
    {"fish", kHash},         {"perl", kHash},         {"r", kHash},
    {"yaml", kHash},         {"toml", kHash},         {"makefile", kHash},
    {"make", kHash},         {"cmake", kHash},        {"dockerfile", kHash},
    {"elixir", kHash},       {"julia", kHash},        {"nix", kHash},
    {"powershell", kHash},   {"coffeescript", kHash}, {"terraform", kHash},
    {"plaintext", kHash},    {"text", kHash},         {"gitcommit", kHash},
    {"properties", kHash},   {"tcl", kHash},          {"nim", kHash},
    {"starlark", kHash},     {"lua", kDashes},        {"sql", kDashes},
    {"haskell", kDashes},    {"ada", kDashes},        {"elm", kDashes},
    {"vhdl", kDashes},       {"lisp", kSemicolons},   {"clojure", kSemicolons},
    {"scheme", kSemicolons}, {"ini", kSemicolons},    {"asm", kSemicolons},
    {"racket", kSemicolons}, {"latex", kPercent},     {"tex", kPercent},
    {"erlang", kPercent},    {"prolog", kPercent},    {"matlab", kPercent},
    {"vim", kQuote},         {"html", kMarkup},       {"xml", kMarkup},
    {"markdown", kMarkup},   {"vue", kMarkup},        {"svelte", kMarkup},
    {"xsl", kMarkup},        {"css", kStars},
};

const Style& style_of(std::string_view language) {
  const auto* found = std::find_if(std::begin(kLanguages), std::end(kLanguages),
                                   [&](const Language& known) { return known.id == language; });
  return found == std::end(kLanguages) ? kSlashes : found->style;
}

/// "*/" becomes "* /": it would end our block.
void append_without(std::string& out, std::string_view text, std::string_view close) {
  while (true) {
    const std::size_t place = text.find(close);
    out += text.substr(0, place);
    if (place == text.npos) return;
    out += close.substr(0, close.size() - 1);
    out += ' ';
    out += close.back();
    text.remove_prefix(place + close.size());
  }
}

void append_lines(std::string& out, std::string_view text, std::string_view mark) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    out += line.empty() ? mark.substr(0, mark.size() - 1) : mark; // no blank at a line's end
    out += line;
    out += '\n';
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

} // namespace

void append_comment_block(std::string& out, std::string_view language, std::string_view path,
                          std::string_view text) {
  const Style& style = style_of(language);
  const std::string head = "Path: " + std::string(path) + '\n';
  if (style.close.empty()) {
    append_lines(out, head, style.open);
    append_lines(out, text, style.open);
    return;
  }
  out += style.open;
  append_without(out, head, style.close);
  append_without(out, text, style.close);
  if (!out.ends_with('\n')) out += '\n';
  out += style.close;
  out += '\n';
}

} // namespace inkling::backend
