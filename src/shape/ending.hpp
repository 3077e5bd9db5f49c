#pragma once
// Where a text ends: one rule, by which what came is cut and by which a stream is stopped.
//
// A statement ends with its line, or, where that opens a block or a bracket, with what closes it or
// where the indentation falls back to its own, and its branches (`else`, `except`) have ended. A
// paragraph and a list end at a blank line. On a blank line a text ends with the block, or at a
// blank line behind something complete: one function, not three. It ends before it writes the next
// line below again, where it repeats itself, and at kLinesMax and kTextBytesMax.

#include "shape/shape.hpp"

#include <cstddef>
#include <string_view>

namespace inkling::shape {

struct End {
  std::size_t at = 0;    ///< bytes of the text that may be shown
  bool complete = false; ///< it ends there whatever comes after what is there
  Drop why = Drop::none; ///< told where nothing is left of it
};

/// Asked about the whole text, whatever of it is typed, where nothing stands right of the cursor.
End end_of_text(std::string_view text, const Surroundings& around);

} // namespace inkling::shape
