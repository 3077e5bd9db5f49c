#include "engine/debounce.hpp"

#include <algorithm>

namespace inkling::engine {
namespace {

Duration share_of(Duration interval, double share) {
  return Duration(static_cast<Duration::rep>(share * static_cast<double>(interval.count())));
}

} // namespace

Duration DebouncePolicy::delay(const Circumstances& now) const {
  if (now.embedded) return Duration{0};
  if (fixed_) return *fixed_;
  if (!now.metered) {
    // Where the answer comes before the next key, waiting only makes it later. Where it does not, a
    // local server would be kept busy with prompts that are history: keys of one movement of the
    // hand (rolled, 20 to 40 ms apart) count as one.
    if (now.ttft <= now.interval) return Duration{0};
    return std::min({constants_.free_max, share_of(now.interval, constants_.free_share),
                     now.ttft - now.interval});
  }
  // Most keys are followed by the next within their usual interval: half of it sorts out the fast
  // ones.
  const double share =
      now.at_boundary ? constants_.metered_boundary_share : constants_.metered_share;
  return std::clamp(share_of(now.interval, share), constants_.metered_min, constants_.metered_max);
}

} // namespace inkling::engine
