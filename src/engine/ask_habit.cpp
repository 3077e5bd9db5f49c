#include "engine/ask_habit.hpp"

#include <algorithm>
#include <utility>

namespace inkling::engine {

std::optional<Duration> AskHabit::longest_gap() const {
  if (gaps_seen_ == 0) return std::nullopt;
  const auto seen = static_cast<std::ptrdiff_t>(std::min(gaps_seen_, kGapsKept));
  return *std::max_element(gaps_.begin(), gaps_.begin() + seen);
}

void AskHabit::on_change(Instant now) {
  if (std::exchange(head_start_, false)) {
    // Half as much again, because a busy editor is late.
    const Duration patience = longest_gap().value_or(Duration{0}) * 3 / 2;
    if (now - *last_change_ >= patience) ++unasked_;
  }
  last_change_ = now;
  change_pending_ = true;
}

void AskHabit::on_request(Instant now) {
  if (std::exchange(change_pending_, false) && now - *last_change_ <= kGapMax)
    gaps_[gaps_seen_++ % kGapsKept] = now - *last_change_;
  last_request_ = now;
  head_start_ = false;
  unasked_ = 0;
  begun_ = 0;
}

void AskHabit::on_head_start() {
  head_start_ = true;
  ++begun_;
}

bool AskHabit::expects_request(Instant now) const {
  return last_request_ && now - *last_request_ <= kForgottenAfter && unasked_ < kUnaskedMax &&
         begun_ < kBegunMax;
}

} // namespace inkling::engine
