#pragma once
// Reproducible chance: the same seed and key give the same number on every machine (the standard
// library's distributions do not). For the fake server and the typing traces; not for secrets.

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numbers>

namespace inkling::harness {

/// Mixes a number until all its bits depend on each other (the finaliser of SplitMix64).
inline std::uint64_t mix(std::uint64_t value) {
  value += 0x9E3779B97F4A7C15U;
  value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9U;
  value = (value ^ (value >> 27)) * 0x94D049BB133111EBU;
  return value ^ (value >> 31);
}

/// A sequence of numbers that depends on its seed and key only.
class Dice {
public:
  explicit Dice(std::uint64_t seed, std::uint64_t key = 0) : state_(mix(seed) ^ mix(key + 1)) {}

  std::uint64_t next() { return state_ = mix(state_); }
  /// In [0, 1).
  double unit() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
  double between(double low, double high) { return low + (high - low) * unit(); }
  /// In [0, count); 0 where count is 0.
  std::size_t below(std::size_t count) {
    return count == 0 ? 0 : static_cast<std::size_t>(next() % count);
  }
  bool chance(double share) { return unit() < share; }
  /// Log-normal: half of all values lie below `median`; sigma is that of the logarithm.
  double log_normal(double median, double sigma) {
    const double radius = std::sqrt(-2 * std::log(1 - unit()));
    return median * std::exp(sigma * radius * std::cos(2 * std::numbers::pi * unit()));
  }

private:
  std::uint64_t state_;
};

} // namespace inkling::harness
