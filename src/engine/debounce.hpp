#pragma once
// How long to wait before work is begun for a request that nothing remembered answers. A decision,
// not a constant. Never applied to hits or to an explicit request. Pure.

#include "base/time.hpp"

#include <optional>

namespace inkling::engine {

/// What the decision is made from.
struct Circumstances {
  bool embedded = false; ///< the answer costs microseconds
  bool metered = false;  ///< each request costs money or quota
  Duration ttft{};       ///< the backend's usual time to first token
  Duration interval{};   ///< the person's usual time between two keys
  /// The last character ends something (space, line, bracket, dot): people pause there, and there
  /// the guess is worth most.
  bool at_boundary = false;
};

/// What `automatic` is made of.
struct DebounceConstants {
  /// On backends that cost nothing and are slower than the person: a share of the interval, and at
  /// most so long.
  double free_share = 0.25;
  Duration free_max = 40ms;
  /// On metered backends, as shares of the interval; within these bounds.
  double metered_share = 0.5;
  double metered_boundary_share = 0.25;
  Duration metered_min = 15ms;
  Duration metered_max = 75ms;
};

class DebouncePolicy {
public:
  static DebouncePolicy fixed(Duration delay) { return DebouncePolicy(delay, {}); }
  static DebouncePolicy automatic(const DebounceConstants& constants = {}) {
    return DebouncePolicy({}, constants);
  }

  Duration delay(const Circumstances& now) const;

private:
  DebouncePolicy(std::optional<Duration> fixed, const DebounceConstants& constants)
      : fixed_(fixed), constants_(constants) {}

  std::optional<Duration> fixed_;
  DebounceConstants constants_;
};

} // namespace inkling::engine
