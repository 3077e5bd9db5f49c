#pragma once
// Measured values of one unit, and what is said of them.

#include "base/time.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace inkling::harness {

class Samples {
public:
  void add(double value) { values_.push_back(value); }
  /// In milliseconds.
  void add(Duration time) { add(std::chrono::duration<double, std::milli>(time).count()); }
  void add(const Samples& other) {
    values_.insert(values_.end(), other.values_.begin(), other.values_.end());
  }

  std::size_t size() const { return values_.size(); }
  double p50() const { return percentile(0.5); }
  double p90() const { return percentile(0.9); }
  double p99() const { return percentile(0.99); }
  double max() const { return percentile(1); }
  /// The value that this share (0 to 1) of all does not exceed; 0 where there is none.
  double percentile(double share) const {
    if (values_.empty()) return 0;
    std::vector<double> sorted = values_;
    const auto rank = static_cast<std::ptrdiff_t>(share * static_cast<double>(sorted.size() - 1));
    std::nth_element(sorted.begin(), sorted.begin() + rank, sorted.end());
    return sorted[static_cast<std::size_t>(rank)];
  }

private:
  std::vector<double> values_;
};

} // namespace inkling::harness
