#pragma once
// What people are told of the engine: figures, as they are when Engine::stats() is called.

#include "base/time.hpp"
#include "engine/acceptance.hpp"
#include "engine/budget.hpp"
#include "engine/options.hpp"
#include "engine/reason.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace inkling::engine {

struct BackendStats {
  Source source = Source::embedded;
  /// Why it is not being asked now; nothing while it can be.
  std::optional<Reason> trouble;
  std::optional<Instant> trouble_until; ///< where the time is known
  bool on_trial = false;        ///< after trouble: it speaks again, and has not ended well yet
  std::optional<Duration> ttft; ///< median; nothing before it was measured
  std::optional<double> bytes_per_second;
  std::size_t running = 0;
  std::uint64_t speculations = 0;
  std::uint64_t speculations_used = 0;
  bool over_budget = false;
  bool metered = false;
  DayUse day_use = {};
  std::optional<std::size_t> tokens_per_day = {}; ///< that it may use; none: no bound
};

struct EngineStats {
  std::size_t documents = 0;
  std::size_t tickets = 0;
  std::size_t streams = 0;
  std::size_t cache_bytes = 0;
  std::array<std::uint64_t, kReasonCount> reasons{}; ///< answers given, by Reason
  std::vector<BackendStats> backends;                ///< by BackendIndex
  std::vector<AcceptanceBook::Row> acceptance;
};

} // namespace inkling::engine
