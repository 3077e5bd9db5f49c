#pragma once
// What the passes may look at: the cursor's line and bounded windows above and below it. Never
// more, however large the document is.

#include "shape/language.hpp"
#include "shape/placement.hpp"
#include "text/rope.hpp"

#include <bitset>
#include <cstddef>
#include <string>
#include <string_view>

namespace inkling::shape {

/// Bytes above the cursor's line that rules look at. What stands further away counts as unknown.
inline constexpr std::size_t kAboveBytesMax = 2048;
/// The same below.
inline constexpr std::size_t kBelowBytesMax = 1024;

struct Surroundings {
  /// Left of the place where the candidate's text begins, and right of the cursor. Both are one
  /// place, but for what was typed of the text since.
  LineAround line;
  Placement placement = Placement::line_end;
  std::string_view line_ending = "\n"; ///< of the document: "\n", "\r\n" or "\r"
  bool may_replace = true; ///< false where the client fixed the range (selectedCompletionInfo)
  Language language = {};
  std::string typed = {}; ///< what was typed of the text, left of the cursor
  std::string above = {}; ///< whole lines above `line`, with their ends
  std::string below = {}; ///< what follows the end of the cursor's line
  bool all_above = true;  ///< nothing stands above `above`
  bool all_below = true;  ///< nothing stands below `below`

  bool is_before_text() const { return line.after.find_first_not_of(" \t") != std::string::npos; }
};

/// What stands around a text that begins `typed` bytes left of a cursor at `offset`.
Surroundings surroundings_at(const text::Rope& text, std::size_t offset, std::size_t typed,
                             const Language& language, bool may_replace = true,
                             std::string_view line_ending = {});

/// The next line below that is not blank; empty where there is none in sight.
std::string_view next_line_below(const Surroundings& around);
/// The last line above that is not blank; empty where there is none in sight.
std::string_view last_line_above(const Surroundings& around);

/// How a file is indented.
struct Indent {
  bool tabs = false;
  std::size_t width = 0; ///< columns of one level of spaces; 0: it does not say
  bool known = false;
  std::bitset<9> steps = {}; ///< by columns: lines stand so much deeper than the one above them
};
Indent indent_of(const Surroundings& around);

} // namespace inkling::shape
