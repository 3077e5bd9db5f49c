#pragma once
// What is left of a text that a person sees, and types along.
//
// It is not shaped again: what was shown stays, whatever has changed since above, below or in the
// style of the file. The one thing that may differ is what stands right of the cursor, because
// editors put closers there and take them away as one types.

#include "shape/shape.hpp"

#include <cstddef>
#include <optional>
#include <string_view>

namespace inkling::shape {

/// The rest of `text` behind its first `typed` bytes, and what it replaces, so that accepting it
/// gives the line that accepting all of it gave when it was shown. `behind` stood right of the text
/// on its line then, beyond what it replaced; `after` stands right of the cursor now. Nothing where
/// no rest would do that, where it could not be seen, or where the line is too long to tell; then
/// it is to be shaped anew.
std::optional<Candidate> rest_of_shown(std::string_view text, std::size_t typed,
                                       std::string_view behind, std::string_view after,
                                       bool may_replace);

} // namespace inkling::shape
