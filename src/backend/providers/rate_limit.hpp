#pragma once
// How long a server wants to be left alone, out of what it says of its limits beside an answer.
// Pure: resets that are moments, not durations, are not read, because nothing here has a clock.

#include "backend/http/http.hpp"
#include "base/time.hpp"

#include <optional>
#include <string_view>

namespace inkling::backend {

/// Longer waits are cut to it.
constexpr Duration kWaitMax = 1h;

/// "2m59.56s", "120ms", "1h2m" (OpenAI, Groq), or a number of seconds (Cerebras). None where it is
/// neither, or so large a number that it must be a moment.
std::optional<Duration> parse_reset(std::string_view text);

/// The head's retry_after, else the longest reset among the limits of which nothing remains:
/// "x-ratelimit-remaining-X: 0" with "x-ratelimit-reset-X", X being what the server counts.
std::optional<Duration> wait_of(const http::ResponseHead& head);

} // namespace inkling::backend
