#pragma once
// `else`, `catch`, `except`: statements that go on behind their block. A line that leaves the block
// of the cursor may be a branch of what has opened it. line_reader.hpp asks, and says what follows.

#include "shape/surroundings.hpp"

#include <string_view>

namespace inkling::shape {

/// Whether a statement may go on behind its block: `else`, `catch`.
bool has_branches(std::string_view line, const Language& language);
/// Whether a text writes `else` and `catch` on lines of their own, below the `}` before them, or
/// `{` like that.
bool branches_below(std::string_view text);

/// `line` stands less deep than lines at `depth` columns, in whose block the cursor is. False where
/// the statement goes on below already.
bool is_branch_of_above(std::string_view line, std::size_t depth, const Surroundings& around);

} // namespace inkling::shape
