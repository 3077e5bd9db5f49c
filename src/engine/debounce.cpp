#include "engine/debounce.hpp"

#include <algorithm>

namespace inkling::engine {

Duration DebouncePolicy::delay(const Circumstances& now) const {
  if (now.embedded) return Duration{0};
  if (fixed_) return *fixed_;
  if (!now.metered) {
    // Where the answer comes before the next key, waiting only makes it later. Where it does not, a
    // local server would be kept busy with prompts that are history: keys of one movement of the
    // hand (rolled, 20 to 40 ms apart) count as one.
    if (now.ttft <= now.interval) return Duration{0};
    return std::min({kFreeMax, now.interval / 4, now.ttft - now.interval});
  }
  // Most keys are followed by the next within their usual interval: half of it sorts out the fast
  // ones.
  const Duration half = now.interval / (now.at_boundary ? 4 : 2);
  return std::clamp(half, kMeteredMin, kMeteredMax);
}

} // namespace inkling::engine
