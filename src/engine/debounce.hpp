#pragma once
// How long to wait, from the last change of the text, before work is begun for a place that nothing
// remembered answers. A decision, not a constant. Never applied to hits or to an explicit request.
// Pure.
//
//   DebouncePolicy::automatic().delay({.metered = true, .interval = 120ms, .acceptance = 0.3});

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
  /// Recent share of what was shown that was accepted, 0 to 1; nothing while that is not known.
  std::optional<double> acceptance = {};
};

/// What `automatic` is made of; waits as shares of the interval. Found by simulation
/// (docs/SIMULATION.md): work that is begun at once is kept while the person types along with it,
/// so that a short wait loses time and saves nothing; only one that mostly outlasts the next key
/// saves requests, and it pays where hardly any suggestion is taken.
struct DebounceConstants {
  double free = 0;
  double metered = 0;
  double metered_boundary = 0;
  /// Metered, and of what is shown less than this is taken.
  double seldom_taken = 0.05;
  double seldom = 2;
  double seldom_boundary = 0;
  /// Whatever the shares say.
  Duration longest = 400ms;
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
  double share(const Circumstances& now) const;

  std::optional<Duration> fixed_;
  DebounceConstants constants_;
};

} // namespace inkling::engine
