#pragma once
// Where a document holds words and no code: in comments, strings, docstrings and YAML's block
// scalars. There sentences and fences are at home, and a line that ends in ':' opens nothing.
//
//   is_in_text("def f():\n    \"\"\"\n    ", language_of("python"));   // true

#include "shape/language.hpp"

#include <string_view>

namespace inkling::shape {

/// Whether what follows `text`, which begins with a line and may end in the middle of one, goes on
/// such words. Asked only where it matters: it reads all of the text.
bool is_in_text(std::string_view text, const Language& language);

} // namespace inkling::shape
