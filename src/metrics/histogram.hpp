#pragma once
// How long something takes, over many times: a histogram of fixed size whose quantiles are right
// within a few percent, whatever the scale. Pure; no IO, no clock.
//
//   Histogram took;
//   took.add(3ms);
//   took.quantile(0.99);
//
// Not bench/samples.hpp, which keeps every value: this one runs as long as the daemon does.

#include "base/time.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

namespace inkling::metrics {

class Histogram {
public:
  /// Counted exactly up to here in steps of kUnit; longer times in steps of a sixteenth of
  /// themselves at most.
  static constexpr Duration kUnit{64};
  /// Longer ones count as this long (18 minutes); max() still tells how long they were.
  static constexpr Duration kMost = kUnit * (std::int64_t{1} << 34);

  /// Negative ones count as zero.
  void add(Duration took);

  std::uint64_t count() const { return count_; }
  /// The longest, exactly; zero while empty.
  Duration max() const { return max_; }
  /// The time that a share of `share` (0 to 1) did not exceed: off by 1/32 at most, and never
  /// outside of what was seen. Zero while empty.
  Duration quantile(double share) const;

private:
  static constexpr std::size_t kSteps = 16; ///< from one power of two to the next
  static constexpr std::size_t kBuckets = 31 * kSteps;
  static std::size_t bucket_of(Duration took);
  static Duration middle_of(std::size_t bucket);

  std::array<std::uint64_t, kBuckets> buckets_{};
  std::uint64_t count_ = 0;
  Duration min_ = Duration::max();
  Duration max_{};
};

} // namespace inkling::metrics
