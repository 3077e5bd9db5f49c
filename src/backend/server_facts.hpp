#pragma once
// What a server tells of itself: when asked, or beside its answers. What it does not tell stays as
// it was known.

#include <cstddef>
#include <optional>

namespace inkling::backend {

struct ServerFacts {
  std::optional<std::size_t> slots = {};          ///< generations that it runs at once; at least 1
  std::optional<std::size_t> context_tokens = {}; ///< prompt and answer together; at least 1
  std::optional<double> prefill_tokens_per_second = {}; ///< of prompts; above 0
  std::optional<double> bytes_per_token = {}; ///< of source code, in its model's tokens; above 0
  /// More before or behind the cursor is cut off by the server itself, and then at each key at
  /// another place: it would read the whole prompt anew each time.
  std::optional<std::size_t> prefix_tokens_max = {};
  std::optional<std::size_t> suffix_tokens_max = {};

  friend bool operator==(const ServerFacts&, const ServerFacts&) = default;
};

} // namespace inkling::backend
