#pragma once
// How long a server asks us to wait, out of its header values. Pure: the only clock is the server's
// own Date header. Used by response_reader.cpp.

#include "base/time.hpp"

#include <optional>
#include <string_view>

namespace inkling::http {

/// Longer waits are cut to it.
constexpr Duration kRetryAfterMax = 1h;

/// "retry-after-ms: 250" as OpenAI's SDKs read it: milliseconds, a fraction allowed.
std::optional<Duration> parse_retry_after_ms(std::string_view value);
/// Retry-After (RFC 9110 §10.2.3): seconds (a fraction is read too), or a date, which counts from
/// `date`, the value of the same response's Date header. None where it is neither.
std::optional<Duration> parse_retry_after(std::string_view value, std::string_view date);

} // namespace inkling::http
