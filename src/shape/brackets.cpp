#include "shape/brackets.hpp"

#include "base/utf8.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace inkling::shape {
namespace {

constexpr std::string_view kSpecial = "()[]{}\"'`\\";

/// Bytes that comments and regular expressions begin with.
constexpr std::string_view kMayHide = "/#-";
constexpr std::uint8_t kHides = 100;

/// By byte: its place in kSpecial, counted from 1; 0: none.
constexpr auto kPlaces = [] {
  std::array<std::uint8_t, 256> table{};
  for (const char c : kMayHide) table[static_cast<unsigned char>(c)] = kHides;
  for (std::size_t at = 0; at < kSpecial.size(); ++at)
    table[static_cast<unsigned char>(kSpecial[at])] = static_cast<std::uint8_t>(at + 1);
  return table;
}();

/// 'x', '\n', '\u{1F5FC}': but no lifetime and no apostrophe.
std::size_t character_end(std::string_view line, std::size_t at) {
  const std::string_view rest = line.substr(at + 1);
  if (rest.starts_with('\\')) {
    const std::size_t end = rest.find('\'', 2);
    return end == rest.npos || end > 11 ? 0 : at + 1 + end;
  }
  const std::size_t bytes = code_point_bytes(rest);
  return bytes > 0 && rest.substr(bytes).starts_with('\'') ? at + 1 + bytes : 0;
}

/// The last byte of the line that `at` stands in.
std::size_t last_of_line(std::string_view text, std::size_t at) {
  while (at + 1 < text.size() && text[at + 1] != '\n' && text[at + 1] != '\r') ++at;
  return at;
}

/// Longer ones are taken for none: a line of slashes is not read to its end for each of them.
constexpr std::size_t kExpressionBytesMax = 256;

/// A slash divides behind a value; elsewhere it begins a regular expression, on one line: where
/// that ends. 0: it begins none.
std::size_t expression_end(std::string_view text, std::size_t at) {
  std::size_t left = at;
  while (left > 0 && (text[left - 1] == ' ' || text[left - 1] == '\t')) --left;
  if (left == 0 || std::string_view("=(,:[!&|?").find(text[left - 1]) == std::string_view::npos)
    return 0;
  bool in_set = false;
  const std::size_t most = std::min(text.size(), at + kExpressionBytesMax);
  for (std::size_t end = at + 1; end < most; ++end) {
    const char c = text[end];
    if (c == '\n' || c == '\r') return 0;
    if (c == '\\') ++end;
    if (c == '[' || c == ']') in_set = c == '[';
    if (c == '/' && !in_set) return end;
  }
  return 0;
}

/// The last byte of what begins at `at` and is no code: a comment, or a regular expression where
/// the language has them. 0: none begins there.
std::size_t hidden_end(std::string_view text, std::size_t at, const Language& language) {
  if (text[at] == '/' && language.blocks == Blocks::braces && language.comment != "#") {
    if (text.substr(at).starts_with("/*")) {
      const std::size_t end = text.find("*/", at + 2);
      return end == text.npos ? last_of_line(text, at) : end + 1;
    }
    if (language.comment == "//" && !text.substr(at).starts_with("//"))
      return language.quote_strings ? expression_end(text, at) : 0;
  }
  return begins_comment(text, at, language) ? last_of_line(text, at) : 0;
}

} // namespace

char opener_of(char closer) {
  switch (closer) {
  case ')':
    return '(';
  case ']':
    return '[';
  case '}':
    return '{';
  case '>':
    return '<';
  default:
    return 0;
  }
}

bool is_quote(char c) {
  return c == '"' || c == '\'' || c == '`';
}

bool has_lone_quote(std::string_view text) {
  const auto is_odd = [text](char quote) {
    return std::count(text.begin(), text.end(), quote) % 2 != 0;
  };
  return is_odd('"') || is_odd('\'') || is_odd('`');
}

bool begins_comment(std::string_view text, std::size_t at, const Language& language) {
  const std::string_view mark = language.comment;
  if (mark.empty() || text[at] != mark.front() || !text.substr(at).starts_with(mark)) return false;
  if (mark.size() > 1 || at == 0) return true;
  return std::string_view(" \t\r\n").find(text[at - 1]) != std::string_view::npos;
}

std::size_t string_end(std::string_view line, std::size_t at, const Language& language) {
  const char quote = line[at];
  if (!is_quote(quote)) return 0;
  if (quote == '\'' && !language.quote_strings) return character_end(line, at);
  for (std::size_t end = at + 1; end < line.size(); ++end) {
    if (line[end] == '\n' || line[end] == '\r') return 0;
    if (line[end] == quote) return end;
    if (line[end] == '\\') ++end;
  }
  return 0;
}

void Balance::feed(std::string_view text, const Language& language, std::size_t from) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    const std::size_t place = kPlaces[static_cast<unsigned char>(c)];
    if (place == 0) continue;
    if (place == kHides) {
      at = std::max(at, hidden_end(text, at, language));
      continue;
    }
    if (c == '\\') {
      ++at;
      continue;
    }
    if (const std::size_t end = string_end(text, at, language)) {
      at = end;
      continue;
    }
    const std::size_t kind = (place - 1) / 2;
    if (at < from || kind >= opened.size() || (kind == 0 && language.lone_parens)) continue;
    if (place % 2 == 1) {
      ++opened[kind];
    } else if (opened[kind] > 0) {
      --opened[kind];
    } else {
      ++closed[kind];
      ++surplus;
      last_surplus = at;
    }
  }
}

void Balance::append(const Balance& next) {
  for (std::size_t kind = 0; kind < opened.size(); ++kind) {
    const std::size_t matched = std::min(opened[kind], next.closed[kind]);
    opened[kind] += next.opened[kind] - matched;
    closed[kind] += next.closed[kind] - matched;
    surplus += next.closed[kind] - matched;
  }
}

std::ptrdiff_t net_of(std::string_view line, const Language& language) {
  Balance balance;
  balance.feed(line, language);
  return static_cast<std::ptrdiff_t>(balance.open()) - static_cast<std::ptrdiff_t>(balance.surplus);
}

} // namespace inkling::shape
