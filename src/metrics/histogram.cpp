#include "metrics/histogram.hpp"

#include "base/assert.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

namespace inkling::metrics {
namespace {

// A number of units keeps its highest kKept bits; how many were cut off is its exponent. With all
// of [16, 32) at exponent 0, buckets follow each other without a gap: 0…31, 32…47, 48…63, …
constexpr int kKept = 5;

} // namespace

std::size_t Histogram::bucket_of(Duration took) {
  const auto units = static_cast<std::uint64_t>(std::min(took, kMost - kUnit) / kUnit);
  const int exponent = std::max(0, static_cast<int>(std::bit_width(units)) - kKept);
  return static_cast<std::size_t>(exponent) * kSteps + static_cast<std::size_t>(units >> exponent);
}

Duration Histogram::middle_of(std::size_t bucket) {
  const std::size_t exponent = bucket < 2 * kSteps ? 0 : bucket / kSteps - 1;
  const auto first = static_cast<std::int64_t>(bucket - exponent * kSteps) << exponent;
  const auto width = std::int64_t{1} << exponent;
  return kUnit * first + kUnit * width / 2;
}

void Histogram::add(Duration took) {
  took = std::max(took, Duration::zero());
  const std::size_t bucket = bucket_of(took);
  INKLING_ASSERT(bucket < kBuckets);
  ++buckets_[bucket];
  ++count_;
  min_ = std::min(min_, took);
  max_ = std::max(max_, took);
}

Duration Histogram::quantile(double share) const {
  if (count_ == 0) return Duration::zero();
  const double wanted = std::ceil(std::clamp(share, 0.0, 1.0) * static_cast<double>(count_));
  const auto rank = std::max<std::uint64_t>(1, static_cast<std::uint64_t>(wanted));
  if (rank >= count_) return max_;
  std::uint64_t seen = 0;
  for (std::size_t bucket = 0; bucket < kBuckets; ++bucket) {
    seen += buckets_[bucket];
    if (seen >= rank) return std::clamp(middle_of(bucket), min_, max_);
  }
  return max_;
}

} // namespace inkling::metrics
