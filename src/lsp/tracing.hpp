#pragma once
// Our own requests that look into the daemon: `inkling/stats` and `inkling/trace` (docs/TRACE.md).

#include "base/result.hpp"

#include <nlohmann/json_fwd.hpp>
#include <string_view>

namespace inkling::lsp {

/// What a client that follows is sent, as a notification; it may be lost where the client is slow.
inline constexpr std::string_view kTraceEvent = "inkling/traceEvent";

struct TraceParams {
  bool text = false; ///< with the text that is offered: source code
};

/// Null and {} are the defaults.
Result<TraceParams> parse_trace(const nlohmann::json* value);

} // namespace inkling::lsp
