#pragma once
// Ordinary code that must be shown whole, wherever in its first line the person was.

#include <span>
#include <string_view>

namespace inkling::shape {

struct Whole {
  const char* language;
  std::string_view text; ///< without a line end behind it
  bool lines = false;    ///< several statements: the first line ends one
};

/// Functions and types: offered on a blank line, behind their first line, and in it.
std::span<const Whole> whole_blocks();
/// The same of markup, rules, tables and scripts.
std::span<const Whole> whole_data();
/// Statements of several lines: offered in their first line.
std::span<const Whole> whole_statements();

} // namespace inkling::shape
