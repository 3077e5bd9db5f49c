#pragma once
// FILE:LINE[:COLUMN], as people and editors write a place in a file. For the subcommands that are
// told one.

#include "base/result.hpp"
#include "text/position.hpp"
#include "text/rope.hpp"

#include <cstddef>
#include <optional>
#include <string>

namespace inkling::app {

struct Place {
  std::string file;
  std::size_t line = 0;              ///< 1-based
  std::optional<std::size_t> column; ///< 1-based, in characters (code points); none: the line's end
};

/// Error: invalid_params, with what was expected.
Result<Place> parse_place(std::string text);

/// In bytes; a column past the line is its end. Error: invalid_params where there is no such line.
Result<text::Position> to_position(const Place& place, const text::Rope& text);

} // namespace inkling::app
