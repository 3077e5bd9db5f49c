#pragma once
// What the model is asked: the tokens before the cursor, the word half typed, and what stands right
// of the cursor.

#include "backend/embedded/suffix_array.hpp"
#include "backend/embedded/token.hpp"
#include "backend/embedded/vocabulary.hpp"
#include "text/rope.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace inkling::backend {

struct Query {
  std::vector<TokenId>
      context;         ///< newest last; at most kContextTokensMax, over at most kContextLines lines
  std::string partial; ///< the word that ends at the cursor; it is not in `context`
  std::string right;   ///< the rest of the line from the cursor, without white space around it
  bool spaced = false; ///< white space stands between the last token and the cursor
  bool at_line_start = false; ///< nothing but white space stands left of the cursor on its line
  std::size_t line = 0;       ///< the cursor's
};

/// Reads the lines around the cursor. False where there is nothing to go by: a line longer than
/// code is.
bool make_query(const text::Rope& text, std::size_t offset, Vocabulary& vocabulary, Query& query);

} // namespace inkling::backend
