#include "shape/placement.hpp"

#include <algorithm>
#include <string_view>

namespace inkling::shape {
namespace {

bool ends_line(char c) {
  return c == '\n' || c == '\r';
}

} // namespace

/// Looks for the line's ends in the bytes that are wanted anyway: to count lines from the beginning
/// of the text, as Rope::line_of does, costs three times as much, and this runs with every token.
LineAround line_around(const text::Rope& text, std::size_t offset) {
  LineAround line{text.slice(offset - std::min(offset, kLineBytesMax), offset),
                  line_after(text, offset)};
  // Between \r and \n a cursor stands in the line that both end.
  std::string_view before = line.before;
  if (before.ends_with('\r') && offset < text.size() && text.at(offset) == '\n')
    before.remove_suffix(1);
  const auto begin = std::find_if(before.rbegin(), before.rend(), ends_line).base();
  line.before.erase(0, static_cast<std::size_t>(begin - before.begin()));
  return line;
}

std::string line_after(const text::Rope& text, std::size_t offset) {
  std::string after = text.slice(offset, offset + kLineBytesMax);
  after.erase(std::find_if(after.begin(), after.end(), ends_line), after.end());
  return after;
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
