#pragma once
// Editors' positions and changes on a Rope: clamping, encodings, halves of surrogate pairs.
//
// Positions are clamped as LSP 3.18 says: a character beyond the line is the line's end (before its
// line end), a line beyond the text is the end of the text, and no position lies between \r and \n.

#include "text/edit.hpp"
#include "text/position.hpp"
#include "text/rope.hpp"

#include <cstddef>
#include <string_view>

namespace inkling::text {

/// Byte offset of a position; one inside a code point (half a surrogate pair, a UTF-8 tail byte) is
/// rounded down.
std::size_t to_offset(const Rope& text, Position position, Encoding encoding);

/// The position of a byte offset. An offset between \r and \n is reported before the \r.
Position to_position(const Rope& text, std::size_t offset, Encoding encoding);

/// Replaces a range by `utf8` (which must be valid UTF-8) and tells what changed. A reversed range
/// is swapped. In UTF-16, where the range cuts a surrogate pair, each half that stays becomes
/// U+FFFD: one unit, as in the editor, so that later positions still mean the same place on both
/// sides. In UTF-8, a range that cuts code points removes only those it holds whole; one that lies
/// inside a single code point is the empty range before it. An empty range and an empty `utf8`
/// change nothing, wherever they are. Edit::whole stays false.
Edit apply_change(Rope& text, Range range, std::string_view utf8, Encoding encoding);

/// Replaces everything by `utf8`, which must be valid UTF-8. Edit::whole is set.
Edit replace_all(Rope& text, std::string_view utf8);

} // namespace inkling::text
