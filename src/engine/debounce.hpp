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

class DebouncePolicy {
public:
  /// Of `automatic`, on backends that cost nothing and are slower than the person: at most this.
  static constexpr Duration kFreeMax = 40ms;
  /// Of `automatic`, on metered backends.
  static constexpr Duration kMeteredMin = 15ms;
  static constexpr Duration kMeteredMax = 75ms;

  static DebouncePolicy fixed(Duration delay) { return DebouncePolicy(delay); }
  static DebouncePolicy automatic() { return DebouncePolicy({}); }

  Duration delay(const Circumstances& now) const;

private:
  explicit DebouncePolicy(std::optional<Duration> fixed) : fixed_(fixed) {}

  std::optional<Duration> fixed_;
};

} // namespace inkling::engine
