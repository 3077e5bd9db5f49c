#pragma once
// How fast a server reads prompts, from what it tells of one of them.

#include "backend/server_facts.hpp"

#include <optional>

namespace inkling::backend {

/// Of fewer tokens the time is mostly something else's.
inline constexpr double kPrefillTokensMin = 32;

/// `tokens` that were read anew (those that the server still knew cost nothing), in `seconds`. None
/// where that says nothing.
inline std::optional<ServerFacts> prefill_facts(double tokens, double seconds) {
  if (!(tokens >= kPrefillTokensMin) || !(seconds > 0)) return std::nullopt;
  return ServerFacts{.prefill_tokens_per_second = tokens / seconds};
}

} // namespace inkling::backend
