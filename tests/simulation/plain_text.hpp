#pragma once
// Text operations on std::string, by the most obvious means: the simulator's own truth, sharing
// nothing with src/.

#include "messages.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace inkling::simulation {

inline bool is_boundary(std::string_view text, std::size_t offset) {
  if (offset > text.size()) return false;
  return offset == text.size() || (static_cast<unsigned char>(text[offset]) & 0xC0) != 0x80;
}

/// The largest cursor place <= offset: between code points, and not between \r and \n.
std::size_t cursor_place(std::string_view text, std::size_t offset);
/// Where the code point (or the \r\n) that ends at `offset` begins.
std::size_t place_before(std::string_view text, std::size_t offset);
/// Where the code point (or the \r\n) that begins at `offset` ends.
std::size_t place_after(std::string_view text, std::size_t offset);

std::size_t line_begin(std::string_view text, std::size_t offset);
std::size_t line_end(std::string_view text, std::size_t offset);

bool is_utf8(std::string_view bytes);
bool is_subsequence(std::string_view part, std::string_view whole);
bool is_word_byte(char c);
/// Nothing but spaces, tabs and line ends.
bool is_blank(std::string_view text);

void apply(std::string& text, const Splice& splice);
/// The splice that takes `splice` back, given the text before it.
Splice inverse(std::string_view before, const Splice& splice);
/// Where a mark at `offset` stands after a splice. Text inserted at the mark pushes it along.
std::size_t moved(std::size_t offset, const Splice& splice);

/// That of the first line; "\n" where there is only one.
std::string line_ending_of(const std::string& text);

/// With \n for every line end: an edit may change which one a document uses.
std::string plain(std::string_view text);

} // namespace inkling::simulation
