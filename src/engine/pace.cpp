#include "engine/pace.hpp"

#include <algorithm>

namespace inkling::engine {

void LatencyWindow::add(Duration sample) {
  samples_[added_++ % kKept] = sample;
}

std::optional<Duration> LatencyWindow::quantile(double q) const {
  const std::size_t count = std::min(added_, kKept);
  if (count < kNeeded) return std::nullopt;
  std::array<Duration, kKept> sorted = samples_;
  const auto at = static_cast<std::size_t>(q * static_cast<double>(count - 1) + 0.5);
  std::nth_element(sorted.begin(), sorted.begin() + static_cast<std::ptrdiff_t>(at),
                   sorted.begin() + static_cast<std::ptrdiff_t>(count));
  return sorted[at];
}

void Rhythm::on_key(Instant now) {
  if (last_ && now - *last_ < kPauseMin) interval_ += (now - *last_ - interval_) / 4;
  last_ = now;
}

} // namespace inkling::engine
