#pragma once
// One key press as it is told to who follows: `inkling/traceEvent` (docs/TRACE.md has the fields).
// Written by the tracer, read by `inkling trace`.

#include "engine/key_record.hpp"
#include "metrics/stages.hpp"

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

namespace inkling::app {

struct TraceEvent {
  engine::KeyRecord record;
  metrics::OwnTimes own;
  std::string file;                ///< within its workspace folder, else the bare name
  std::optional<std::string> text; ///< what was offered; only for who asked for it
};

/// `unix_ms`: when the key was over. `backend`: the name of record.backend.
nlohmann::json to_json(const TraceEvent& event, std::int64_t unix_ms, const std::string& backend);

/// Milliseconds with microseconds behind the point: more digits would be noise.
double to_ms(Duration duration);

} // namespace inkling::app
