#pragma once
// How fast a backend answers and a person types, as far as it was seen. Pure: durations in,
// estimates out; bounded memory.

#include "base/time.hpp"

#include <array>
#include <cstddef>
#include <optional>

namespace inkling::engine {

/// The latest durations of one kind, and quantiles of them.
class LatencyWindow {
public:
  static constexpr std::size_t kKept = 64;
  /// Fewer say nothing.
  static constexpr std::size_t kNeeded = 8;

  void add(Duration sample);
  /// 0 ≤ q ≤ 1; nothing before kNeeded samples.
  std::optional<Duration> quantile(double q) const;

private:
  std::array<Duration, kKept> samples_{};
  std::size_t added_ = 0;
};

/// A moving estimate of the time between two keys of one person at one document.
class Rhythm {
public:
  /// A pause longer than this is thinking, not typing, and says nothing about the rhythm.
  static constexpr Duration kPauseMin = 1s;
  /// 60 words a minute, until something was seen.
  static constexpr Duration kUnknown = 167ms;

  void on_key(Instant now);
  Duration interval() const { return interval_; }

private:
  Duration interval_ = kUnknown;
  std::optional<Instant> last_;
};

} // namespace inkling::engine
