#pragma once
// What `inkling/stats` answers: sums since the daemon's start, and how the engine stands now, as
// JSON. No source text, no paths. docs/TRACE.md has the fields.

#include "app/wall_clock.hpp"
#include "base/time.hpp"
#include "engine/engine.hpp"
#include "metrics/statistics.hpp"

#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <string>

namespace inkling::app {

struct StatsInput {
  WallClock since;
  WallClock now;
  const metrics::Statistics& sums;
  const engine::Engine::Stats& engine;
  Instant steady_now; ///< of the engine's times
  std::function<std::string(engine::BackendIndex)> backend_name;
};

nlohmann::json stats_report(const StatsInput& input);

} // namespace inkling::app
