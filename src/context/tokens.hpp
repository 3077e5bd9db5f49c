#pragma once
// How many tokens a text probably has, without a vocabulary: for budgets, before anything is sent.
//
//   if (used + estimate_tokens(snippet.text) > budget) …
//
// Fitted to source code and to the large vocabularies of today's models (100,000 tokens and more,
// which agree with each other within a few per cent): 2 to 3 % off for the median file.
// Vocabularies of 32,000 write about 30 % more; whoever must not exceed a context length leaves
// that room (engine/prompt_budget.hpp). docs/CONTEXT.md has the figures. Not for bills.

#include <cstddef>
#include <string_view>

namespace inkling::context {

/// One pass, no allocation, 0 for an empty text. `text` is UTF-8.
std::size_t estimate_tokens(std::string_view text);

} // namespace inkling::context
