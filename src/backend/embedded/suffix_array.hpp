#pragma once
// Sorts the places of a token stream by what stands before them, read backwards, so that all places
// with the same context are neighbours and the longest match of a context is a few binary searches
// away.

#include "backend/embedded/token.hpp"

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace inkling::backend {

/// Tokens of context that are compared. Longer matches are all the same.
inline constexpr std::size_t kContextTokensMax = 24;

/// A place is the index of the token that comes next. Places before a kFileStart are left out;
/// contexts end at one.
struct SuffixArray {
  std::vector<std::uint32_t> places; ///< sorted by tokens[place - 1], tokens[place - 2], …
  std::vector<std::uint32_t>
      bucket_begin; ///< by id of tokens[place - 1]: first index in `places`; one more at the end
};

/// `tokens` must begin with kFileStart (or be empty); `ids` is one more than the largest id.
/// Sorting takes seconds for 32 MiB of source: once `stopping` (may be empty) says so it ends soon,
/// and the order is of no use to anybody.
SuffixArray make_suffix_array(std::span<const Token> tokens, TokenId ids,
                              const std::function<bool()>& stopping = {});

} // namespace inkling::backend
