#include "engine/debounce.hpp"

#include <algorithm>

namespace inkling::engine {

Duration DebouncePolicy::delay(const Circumstances& now) const {
  if (now.embedded) return Duration{0};
  if (fixed_) return *fixed_;
  const double wait = share(now) * static_cast<double>(now.interval.count());
  return std::min(constants_.longest, Duration(static_cast<Duration::rep>(wait)));
}

/// Of the interval between two keys.
double DebouncePolicy::share(const Circumstances& now) const {
  if (!now.metered) return constants_.free;
  if (now.acceptance && *now.acceptance < constants_.seldom_taken)
    return now.at_boundary ? constants_.seldom_boundary : constants_.seldom;
  return now.at_boundary ? constants_.metered_boundary : constants_.metered;
}

} // namespace inkling::engine
