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

void Output::add(std::size_t bytes, Duration took, bool ended) {
  const auto blend = [](std::optional<double>& estimate, double sample) {
    estimate = estimate ? *estimate + (sample - *estimate) / 4 : sample;
  };
  if (took >= kMeasuredMin && bytes > 0)
    blend(rate_, static_cast<double>(bytes) / std::chrono::duration<double>(took).count());
  if (ended) blend(length_, static_cast<double>(bytes));
}

std::optional<Duration> Output::rest_after(std::size_t bytes) const {
  if (!rate_ || !length_ || *rate_ <= 0) return std::nullopt;
  const double left = std::max(0.0, *length_ - static_cast<double>(bytes));
  return std::chrono::duration_cast<Duration>(std::chrono::duration<double>(left / *rate_));
}

void Rhythm::on_key(Instant now) {
  if (last_ && now - *last_ < kPauseMin) interval_ += (now - *last_ - interval_) / 4;
  last_ = now;
}

} // namespace inkling::engine
