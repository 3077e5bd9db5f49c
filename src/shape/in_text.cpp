#include "shape/in_text.hpp"

#include "shape/brackets.hpp"
#include "shape/lines.hpp"
#include "shape/long_strings.hpp"

#include <algorithm>
#include <vector>

namespace inkling::shape {
namespace {

/// Bytes that comments and strings begin with.
constexpr std::string_view kMayBegin = "/-\"'`";

/// Whether a line of YAML stands in a text (`|`, `>`) that a line above has begun.
bool in_block_scalar(std::string_view above, std::string_view line) {
  // On a blank line that is not indented yet the text may go on.
  std::size_t depth = is_blank(line) && columns(line) == 0 ? std::string_view::npos : columns(line);
  const std::vector<Line> lines = lines_of(above);
  for (auto it = lines.rbegin(); it != lines.rend() && depth > 0; ++it) {
    if (is_blank(it->text) || columns(it->text) >= depth) continue;
    const std::string_view text = trimmed_right(it->text);
    const std::size_t mark = text.find_last_of(" \t");
    const std::string_view last = mark == text.npos ? text : text.substr(mark + 1);
    if (!last.empty() && (last.front() == '|' || last.front() == '>')) return true;
    depth = columns(it->text);
  }
  return false;
}

/// Whether a comment of several lines is open at the end of a text: `/*` in a string begins none
/// (`"src/*.cpp"`), nor where # comments.
bool in_block_comment(std::string_view text, const Language& language) {
  if (language.blocks != Blocks::braces || language.comment == "#") return false;
  for (std::size_t at = text.find_first_of(kMayBegin); at != text.npos;
       at = text.find_first_of(kMayBegin, at + 1)) {
    if (text.substr(at).starts_with("/*")) {
      at = text.find("*/", at + 2);
      if (at == text.npos) return true;
      ++at;
    } else if (const std::size_t end = string_end(text, at, language)) {
      at = end;
    } else if (begins_comment(text, at, language)) {
      at += line_at(text.substr(at), 0).text.size();
    }
  }
  return false;
}

} // namespace

bool is_in_text(std::string_view text, const Language& language) {
  const std::size_t begin = text.find_last_of("\r\n") + 1;
  const std::string_view line = text.substr(begin);
  const std::string_view start = trimmed(line);
  if (start.starts_with('*') || start.starts_with("/*") || start.find("<!--") != start.npos)
    return true;
  if (!language.comment.empty() && line.find(language.comment) != line.npos) return true;
  if (in_block_comment(text, language)) return true;
  if (language.dash_lists && in_block_scalar(text.substr(0, begin), line)) return true;
  LongStrings strings(language);
  for (const Line& one : lines_of(text)) strings.feed(one.text);
  if (strings.is_open()) return true;
  const auto is_odd = [line](char quote) {
    return std::count(line.begin(), line.end(), quote) % 2 != 0;
  };
  return is_odd('"') || is_odd('`') || (language.quote_strings && is_odd('\''));
}

} // namespace inkling::shape
