#pragma once
// Where in its line a cursor stands, which decides what may be offered there. Pure functions of the
// text.

#include "text/rope.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace inkling::shape {

enum class Placement : std::uint8_t {
  line_end,       ///< nothing but blanks to the right
  before_closers, ///< only closing brackets, quotes and separators to the right: `foo(^);`
  mid_line,       ///< other text to the right: `a ^+ b`
  mid_word,       ///< an identifier goes on to the right: `fo^o`
};

/// The cursor's line, cut at the cursor. Long lines are cut to the bytes that rules look at.
struct LineAround {
  std::string before; ///< at most kLineBytesMax bytes left of the cursor, on its line
  std::string after;  ///< at most kLineBytesMax bytes right of it, without the line end
};

/// Rules look no further than this into a line; minified files have lines of megabytes.
inline constexpr std::size_t kLineBytesMax = 1024;

/// The line end of a text: that of its first line, "\n" where there is only one.
std::string_view line_ending_of(const text::Rope& text);

LineAround line_around(const text::Rope& text, std::size_t offset);
/// LineAround::after alone.
std::string line_after(const text::Rope& text, std::size_t offset);
Placement classify(const LineAround& line);

/// A byte of an identifier: letters, digits, underscore, and every byte of a non-ASCII code point.
inline bool is_word_byte(char c) {
  const auto lower = static_cast<unsigned char>(c | 0x20);
  return (lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}
/// A bracket, quote or separator that editors insert by themselves behind the cursor, or that
/// closes a construct.
bool is_closer(char c);

} // namespace inkling::shape
