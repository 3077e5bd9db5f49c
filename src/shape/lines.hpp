#pragma once
// Looking at text line by line, without copying. Line ends are \n, \r\n and \r.

#include "shape/placement.hpp"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <string_view>
#include <vector>

namespace inkling::shape {

inline constexpr std::string_view kBlanks = " \t";
inline constexpr std::string_view kSpace = " \t\r\n";
/// Columns of a tab, where depth is compared.
inline constexpr std::size_t kTabColumns = 4;

struct Line {
  std::string_view text; ///< without its line end
  std::size_t begin = 0; ///< bytes from the beginning of the text that it is a line of
  std::size_t next = 0;  ///< where the next line begins
  bool ended = false;    ///< by a line end; the last line of a text is not
};

// These run over kilobytes at each key press: loops, because find_first_of() calls memchr() for
// each byte.

inline bool is_line_end(char c) {
  return c == '\n' || c == '\r';
}
inline bool is_space(char c) {
  return c == ' ' || c == '\t' || is_line_end(c);
}

/// The line that begins at a byte of a text.
inline Line line_at(std::string_view text, std::size_t begin) {
  std::size_t end = begin;
  while (end < text.size() && !is_line_end(text[end])) ++end;
  const bool ended = end < text.size();
  const bool two = ended && text[end] == '\r' && end + 1 < text.size() && text[end + 1] == '\n';
  return {text.substr(begin, end - begin), begin, end + (ended ? 1u : 0u) + (two ? 1u : 0u), ended};
}

/// All lines; behind a final line end there is one more, which is empty.
inline std::vector<Line> lines_of(std::string_view text) {
  std::vector<Line> lines;
  lines.reserve(1 + text.size() / 24);
  for (std::size_t at = 0;; at = lines.back().next) {
    lines.push_back(line_at(text, at));
    if (!lines.back().ended) return lines;
  }
}

inline std::string_view trimmed_left(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  return text;
}
inline std::string_view trimmed_right(std::string_view text) {
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}
inline std::string_view trimmed(std::string_view text) {
  return trimmed_left(trimmed_right(text));
}
inline bool is_blank(std::string_view text) {
  return trimmed_left(text).empty();
}

/// The blanks that a line begins with.
inline std::string_view indentation(std::string_view line) {
  std::size_t end = 0;
  while (end < line.size() && (line[end] == ' ' || line[end] == '\t')) ++end;
  return line.substr(0, end);
}

/// How deep a line stands; of a blank line how deep it reaches.
inline std::size_t columns(std::string_view line) {
  std::size_t columns = 0;
  for (const char c : indentation(line))
    columns += c == '\t' ? kTabColumns - columns % kTabColumns : 1;
  return columns;
}

/// How often a text holds another one, which is not empty, side by side.
inline std::size_t count_of(std::string_view part, std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != text.npos; at = text.find(part, at + part.size()))
    ++count;
  return count;
}

/// Whether all bytes of one text occur in another, in their order.
inline bool is_subsequence(std::string_view part, std::string_view whole) {
  for (const char c : whole)
    if (!part.empty() && part.front() == c) part.remove_prefix(1);
  return part.empty();
}

/// `if (a) {`, `do {`, `=> {`, `"a": {`: but no `= {` and no `({`, whose lines may stand otherwise.
inline bool opens_body(std::string_view line) {
  line = trimmed_right(line);
  if (!line.ends_with('{')) return false;
  line = trimmed_right(line.substr(0, line.size() - 1));
  return line.empty() || is_word_byte(line.back()) ||
         std::string_view(")>:").find(line.back()) != line.npos;
}

/// Whether so much of a line is there that it can be told what it begins with: all of a word, and
/// of anything else three bytes, but for closers: `}` may become `} else {`.
inline bool has_begun(std::string_view line) {
  line = trimmed_left(line);
  const auto end = std::find_if_not(line.begin(), line.end(), is_word_byte);
  if (end != line.begin()) return end != line.end();
  return line.size() >= 3 && std::string_view("}])<").find(line.front()) == line.npos;
}

/// Kilobytes are looked through at each key press: memmem(), because find() calls memchr() for each
/// byte that looks right.
inline bool contains(std::string_view text, std::string_view part) {
  return part.empty() || ::memmem(text.data(), text.size(), part.data(), part.size()) != nullptr;
}

/// Three letters at least: `0x00, ` and `});` have fewer.
inline bool has_letters(std::string_view text) {
  const auto letter = [](char c) { return is_word_byte(c) && (c < '0' || c > '9'); };
  return std::count_if(text.begin(), text.end(), letter) >= 3;
}

/// Whether a line says enough to be told from others: `}` and `i++;` do not.
inline bool is_telling(std::string_view line) {
  return trimmed(line).size() >= 6 && has_letters(line);
}

} // namespace inkling::shape
