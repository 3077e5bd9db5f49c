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

/// How fast a backend writes, and how much, lately.
class Output {
public:
  /// Shorter than this, a piece of writing says nothing about the rate.
  static constexpr Duration kMeasuredMin = 2ms;

  /// One generation: bytes after the first piece, and the time they took; whether it ended by
  /// itself.
  void add(std::size_t bytes, Duration took, bool ended);
  std::optional<double> bytes_per_second() const { return rate_; }
  /// How much longer a generation that has written so much will go on. Nothing before one was seen
  /// from begin to end.
  std::optional<Duration> rest_after(std::size_t bytes) const;

private:
  std::optional<double> rate_;
  std::optional<double> length_; ///< of those that ended by themselves
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
