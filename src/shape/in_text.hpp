#pragma once
// Where a document holds words and no code: in comments, strings, docstrings and YAML's block
// scalars. There sentences and fences are at home, and a line that ends in ':' opens nothing.
//
//   is_in_text("def f():\n    \"\"\"\n    ", language_of("python"));   // true

#include "shape/language.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace inkling::shape {

/// Whether what follows `text`, which begins with a line and may end in the middle of one, goes on
/// such words. Asked only where it matters: it reads all of the text.
bool is_in_text(std::string_view text, const Language& language);

/// What a line begins in.
enum class Inside : std::uint8_t {
  code,
  string,  ///< its blanks are part of what the program says
  comment, ///< it stands where its comment does, or its docstring
};

/// What each line of `text` begins in, which follows `above` directly and has any line ends; the
/// first one's is what the cursor stands in. Reads all of both: asked only where it matters.
std::vector<Inside> insides_of(std::string_view above, std::string_view text,
                               const Language& language);

} // namespace inkling::shape
