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

  friend bool operator==(const ServerFacts&, const ServerFacts&) = default;
};

} // namespace inkling::backend
