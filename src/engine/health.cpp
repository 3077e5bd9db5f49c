#include "engine/health.hpp"

#include <algorithm>
#include <utility>

namespace inkling::engine {
namespace {

Duration longest_pause(backend::Failure failure) {
  return failure == backend::Failure::refused ? Health::kPauseRefusedMax : Health::kPauseMax;
}

} // namespace

Health::Gate Health::gate(Instant now) const {
  if (!closed_until_) return Gate::open;
  if (told_until_ && now < *told_until_) return Gate::told;
  if (on_trial_) return Gate::open;
  if (now < *closed_until_) return Gate::resting;
  return probing_ ? Gate::probing : Gate::open;
}

void Health::on_begun(Instant now) {
  if (closed_until_ && now >= *closed_until_ && !on_trial_) probing_ = true;
}

void Health::on_spoken(Instant now) {
  if (!closed_until_ || gate(now) == Gate::told) return;
  probing_ = false;
  on_trial_ = true;
}

void Health::on_success(Instant now) {
  failures_ = 0;
  probing_ = false;
  on_trial_ = false;
  if (gate(now) != Gate::told) *this = {};
}

void Health::on_failure(backend::Failure failure, std::optional<Duration> retry_after,
                        Instant now) {
  last_failure_ = failure;
  ++failures_;
  const bool trial_failed = std::exchange(on_trial_, false);
  const bool probe_failed = std::exchange(probing_, false) || trial_failed;
  const bool limited =
      failure == backend::Failure::rate_limited || failure == backend::Failure::out_of_credits;
  if (!limited && !retry_after && !probe_failed && failures_ < kFailuresMax) return;

  const Duration first = limited ? kPauseRateLimited : kPauseMin;
  const Duration doubled = first * (1 << std::min<std::size_t>(pauses_, 10));
  ++pauses_;
  if (retry_after)
    told_until_ = std::max(now + *retry_after, told_until_.value_or(now + *retry_after));
  const Instant until = now + retry_after.value_or(std::min(doubled, longest_pause(failure)));
  // Several streams of one moment fail together: the longest pause counts.
  closed_until_ = std::max(until, closed_until_.value_or(until));
}

void Health::on_abandoned() {
  probing_ = false;
}

} // namespace inkling::engine
