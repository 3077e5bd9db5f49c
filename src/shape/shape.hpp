#pragma once
// From what a backend wrote to what an editor may show: an ordered list of small pure passes, each
// Candidate → Candidate or Drop(reason). No state, no clock, no LSP types.
//
//   const Shaped shaped = shape::apply({.text = "a, b);"}, {.line = line, .placement =
//   Placement::before_closers});
//   // shaped.candidate->text == "a, b)", replace_after == 1: the `)` that the editor had inserted
//   is covered

#include "shape/placement.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace inkling::shape {

struct Candidate {
  std::string text;              ///< UTF-8, to be inserted at the cursor
  std::size_t replace_after = 0; ///< bytes right of the cursor, on its line, that the text replaces
  bool cut = false; ///< the generation ended at a limit: the end of the text may be half a word
};

/// What the passes may look at.
struct Surroundings {
  LineAround line;
  Placement placement = Placement::line_end;
  std::string_view line_ending = "\n"; ///< of the document: "\n", "\r\n" or "\r"
  bool may_replace = true; ///< false where the client fixed the range (selectedCompletionInfo)
};

/// The pass that dropped a candidate: part of the reason a request ends with.
enum class Drop : std::uint8_t { none, empty, invisible, repeats_suffix };
std::string_view to_string(Drop drop);

struct Shaped {
  std::optional<Candidate> candidate; ///< empty where a pass dropped it
  Drop drop = Drop::none;
};

/// Runs all passes in their order. Idempotent. Afterwards: text is valid UTF-8, not blank, uses the
/// document's line ending, and the replaced text right of the cursor is a subsequence of it.
Shaped apply(Candidate candidate, const Surroundings& around);

/// Whether a growing text already holds all of it that can be shown at this place, whatever comes
/// after: the stop rule of streams. Cheap; asked with every piece that comes.
bool is_complete(std::string_view text, const LineAround& line);

} // namespace inkling::shape
