#pragma once
// How long a server asks us to wait, out of its header values. Pure: the time is the server's own
// Date header, or an argument. Used by response_reader.cpp.

#include "base/time.hpp"

#include <chrono>
#include <optional>
#include <string_view>

namespace inkling::http {

/// Longer waits are cut to it.
constexpr Duration kRetryAfterMax = 1h;

/// "retry-after-ms: 250" as OpenAI's SDKs read it: milliseconds, a fraction allowed.
std::optional<Duration> parse_retry_after_ms(std::string_view value);
/// Retry-After (RFC 9110 §10.2.3): seconds (a fraction is read too), or a date, which counts from
/// `date`, the value of the same response's Date header; where that is none (a server without a
/// clock need not send one, §6.6.1), from `now`, this machine's. A date that has passed is no wait.
/// None where it is neither.
std::optional<Duration> parse_retry_after(std::string_view value, std::string_view date,
                                          std::chrono::system_clock::time_point now);

} // namespace inkling::http
