#include "text/edit_text.hpp"

#include <algorithm>
#include <utility>

namespace inkling::text {
namespace {

/// U+FFFD: one UTF-16 unit, as half a surrogate pair is.
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

/// Where a position falls: on the boundary before the code point at `offset`, or inside that code
/// point.
struct Landing {
  std::size_t line = 0;
  std::size_t offset = 0;
  bool inside = false;
};

/// Bytes of the code point that starts with this byte.
std::size_t code_point_bytes(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  if (byte < 0xC0) return 1;
  if (byte < 0xE0) return 2;
  return byte < 0xF0 ? 3 : 4;
}

Landing land(const Rope& text, Position position, Encoding encoding) {
  const std::size_t line = position.line;
  if (line >= text.line_count()) return {text.line_count() - 1, text.size(), false};
  const std::size_t begin = text.line_begin(line);
  if (position.character == 0) return {line, begin, false};
  const std::size_t end = text.line_end(line);
  const std::size_t units = text.units_before(begin, encoding) + position.character;
  const std::size_t offset = text.offset_of_units(units, encoding);
  if (offset >= end) return {line, end, false};
  // In UTF-32 a unit is a code point; in the others a code point of one byte has one unit.
  const bool may_be_inside = encoding != Encoding::utf32 && code_point_bytes(text.at(offset)) > 1;
  return {line, offset, may_be_inside && text.units_before(offset, encoding) != units};
}

std::size_t end_of_code_point(const Rope& text, std::size_t offset) {
  return offset + code_point_bytes(text.at(offset));
}

/// Line ends in [begin, begin + utf8.size()), where `utf8` stands now.
std::size_t lines_inside(const Rope& text, std::size_t begin, std::string_view utf8) {
  if (utf8.find_first_of("\r\n") == utf8.npos) return 0;
  return text.line_of(begin + utf8.size()) - text.line_of(begin);
}

/// The range with its ends moved to code point boundaries, and the text with what the halves at its
/// ends become.
struct Splice {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string inserted;
};

/// Both halves of a cut surrogate pair that stay turn into one replacement character each.
Splice splice_utf16(const Rope& text, const Landing& start, const Landing& end,
                    std::string_view utf8) {
  Splice splice{start.offset, end.inside ? end_of_code_point(text, end.offset) : end.offset, {}};
  splice.inserted.reserve(utf8.size() + 2 * kReplacement.size());
  if (start.inside) splice.inserted += kReplacement;
  splice.inserted += utf8;
  if (end.inside) splice.inserted += kReplacement;
  return splice;
}

/// Only whole code points go.
Splice splice_utf8(const Rope& text, const Landing& start, const Landing& end,
                   std::string_view utf8) {
  const std::size_t first_whole =
      start.inside ? end_of_code_point(text, start.offset) : start.offset;
  // Beyond the end only where the range lies inside one code point.
  return {std::min(first_whole, end.offset), end.offset, std::string(utf8)};
}

} // namespace

std::size_t to_offset(const Rope& text, Position position, Encoding encoding) {
  return land(text, position, encoding).offset;
}

Position to_position(const Rope& text, std::size_t offset, Encoding encoding) {
  const std::size_t line = text.line_of(offset);
  const std::size_t begin = text.line_begin(line);
  const std::size_t shown = std::min(offset, text.line_end(line));
  const std::size_t units = text.units_before(shown, encoding) - text.units_before(begin, encoding);
  return {static_cast<std::uint32_t>(line), static_cast<std::uint32_t>(units)};
}

Edit apply_change(Rope& text, Range range, std::string_view utf8, Encoding encoding) {
  if (range.end < range.start) std::swap(range.start, range.end);
  const Landing start = land(text, range.start, encoding);
  const bool is_insertion = range.start == range.end;
  if (is_insertion && utf8.empty()) {
    return {.begin = start.offset, .inserted = {}, .line = start.line};
  }
  const Landing end = is_insertion ? start : land(text, range.end, encoding);
  Splice splice = encoding == Encoding::utf16 ? splice_utf16(text, start, end, utf8)
                                              : splice_utf8(text, start, end, utf8);
  text.replace(splice.begin, splice.end, splice.inserted);
  const std::size_t inserted_lines = lines_inside(text, splice.begin, splice.inserted);
  return {.begin = splice.begin,
          .removed_bytes = splice.end - splice.begin,
          .inserted = std::move(splice.inserted),
          .line = start.line,
          .removed_lines = end.line - start.line,
          .inserted_lines = inserted_lines};
}

Edit replace_all(Rope& text, std::string_view utf8) {
  Edit edit{.removed_bytes = text.size(), .inserted = std::string(utf8), .whole = true};
  edit.removed_lines = text.line_count() - 1;
  text = Rope(utf8);
  edit.inserted_lines = text.line_count() - 1;
  return edit;
}

} // namespace inkling::text
