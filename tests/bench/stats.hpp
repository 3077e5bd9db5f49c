#pragma once
// Measured values and what is said of them: median, percentiles, the greatest. Used by every bar.

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <utility>
#include <vector>

namespace inkling::bench {

using Clock = std::chrono::steady_clock;

/// Values in one unit: microseconds for times, per second for rates, bytes for memory.
class Samples {
public:
  void add(double value) { values_.push_back(value); }
  void add(Clock::duration time) { add(std::chrono::duration<double, std::micro>(time).count()); }

  std::size_t size() const { return values_.size(); }
  bool empty() const { return values_.empty(); }
  double median() const { return percentile(0.5); }
  double max() const { return percentile(1); }
  /// The value that this share (0 to 1) of all does not exceed; 0 where there is none.
  double percentile(double share) const {
    if (values_.empty()) return 0;
    std::vector<double> sorted = values_;
    const auto rank = static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1));
    std::nth_element(sorted.begin(), sorted.begin() + static_cast<std::ptrdiff_t>(rank),
                     sorted.end());
    return sorted[rank];
  }

private:
  std::vector<double> values_;
};

/// Calls `work` and returns how long it took.
template<class Work>
Clock::duration time_of(Work&& work) {
  const auto begun = Clock::now();
  std::forward<Work>(work)();
  return Clock::now() - begun;
}

} // namespace inkling::bench
