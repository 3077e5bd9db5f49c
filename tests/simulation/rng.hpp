#pragma once
// The simulator's only source of chance: splitmix64. The standard library's distributions differ
// between implementations; with this one a seed means the same run everywhere.

#include "base/time.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

namespace inkling::simulation {

class Rng {
public:
  explicit Rng(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
  }

  /// 0 to n - 1; 0 where n is 0.
  std::size_t below(std::size_t n) { return n == 0 ? 0 : static_cast<std::size_t>(next() % n); }
  /// low to high, both included.
  std::size_t between(std::size_t low, std::size_t high) { return low + below(high - low + 1); }
  bool chance(std::size_t percent) { return below(100) < percent; }
  /// Microseconds are fine enough for everything that is drawn.
  Duration between(Duration low, Duration high) {
    const auto span = static_cast<std::size_t>((high - low) / 1us);
    return low + std::chrono::microseconds(below(span + 1));
  }
  template<class T, std::size_t N>
  const T& pick(const std::array<T, N>& choices) {
    return choices[below(N)];
  }
  /// An independent generator, so that one actor's draws do not shift another's.
  Rng fork() { return Rng(next()); }

private:
  std::uint64_t state_;
};

} // namespace inkling::simulation
