#include "shape/placement.hpp"

#include <algorithm>
#include <cctype>
#include <string_view>

namespace inkling::shape {

LineAround line_around(const text::Rope& text, std::size_t offset) {
  const std::size_t line = text.line_of(offset);
  const std::size_t begin = text.line_begin(line);
  const std::size_t end = std::max(text.line_end(line), offset);
  const std::size_t left = offset - begin > kLineBytesMax ? offset - kLineBytesMax : begin;
  const std::size_t right = end - offset > kLineBytesMax ? offset + kLineBytesMax : end;
  return {text.slice(left, offset), text.slice(offset, right)};
}

Placement classify(const LineAround& line) {
  const std::string_view after = line.after;
  if (!after.empty() && is_word_byte(after.front())) return Placement::mid_word;
  const auto blank = [](char c) { return c == ' ' || c == '\t'; };
  if (std::all_of(after.begin(), after.end(), blank)) return Placement::line_end;
  const auto closing = [&](char c) { return blank(c) || is_closer(c); };
  if (std::all_of(after.begin(), after.end(), closing)) return Placement::before_closers;
  return Placement::mid_line;
}

bool is_word_byte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return std::isalnum(byte) != 0 || c == '_' || byte >= 0x80;
}

bool is_closer(char c) {
  return std::string_view(")]}>\"'`;,:").find(c) != std::string_view::npos;
}

std::string_view line_ending_of(const text::Rope& text) {
  const std::size_t end = text.line_end(0);
  if (end >= text.size()) return "\n";
  if (text.at(end) == '\n') return "\n";
  return end + 1 < text.size() && text.at(end + 1) == '\n' ? "\r\n" : "\r";
}

} // namespace inkling::shape
