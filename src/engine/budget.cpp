#include "engine/budget.hpp"

#include <algorithm>

namespace inkling::engine {
namespace {

constexpr Duration kDay = 24h;

std::optional<TokenBucket> bucket(std::optional<std::size_t> capacity, Duration period) {
  if (!capacity) return std::nullopt;
  return TokenBucket(static_cast<double>(*capacity), period);
}

} // namespace

double TokenBucket::level(Instant now) const {
  if (!filled_) return capacity_;
  const double periods =
      std::chrono::duration<double>(now - *filled_) / std::chrono::duration<double>(period_);
  return std::min(capacity_, level_ + capacity_ * periods);
}

void TokenBucket::take(double amount, Instant now) {
  level_ = level(now) - amount;
  filled_ = now;
}

Budget::Budget(const Allowance& allowance, bool metered)
    : requests_(bucket(allowance.requests_per_minute, 1min)),
      tokens_(bucket(allowance.tokens_per_minute, 1min)),
      tokens_of_day_(bucket(allowance.tokens_per_day, kDay)) {
  if (metered) ahead_.emplace(kAheadPerMinute, 1min);
}

bool Budget::allows(Urgency urgency, Instant now) const {
  const bool ahead = urgency == Urgency::ahead;
  const auto has = [&](const std::optional<TokenBucket>& bucket, double least) {
    return !bucket || bucket->level(now) >= std::max(least, ahead ? bucket->capacity() / 2 : 0);
  };
  return has(requests_, 1) && has(tokens_, 1) && has(tokens_of_day_, 1) &&
         (!ahead || !ahead_ || ahead_->level(now) >= 1);
}

void Budget::on_request(Urgency urgency, std::size_t prompt_tokens, Instant now) {
  if (requests_) requests_->take(1, now);
  if (ahead_ && urgency == Urgency::ahead) ahead_->take(1, now);
  on_generated(prompt_tokens, now);
}

void Budget::on_generated(std::size_t tokens, Instant now) {
  const auto amount = static_cast<double>(tokens);
  if (tokens_) tokens_->take(amount, now);
  if (tokens_of_day_) tokens_of_day_->take(amount, now);
  if (!day_began_ || now - *day_began_ >= kDay) {
    day_began_ = now;
    used_ = 0;
  }
  used_ += tokens;
}

DayUse Budget::day_use(Instant now) const {
  DayUse use;
  if (tokens_of_day_)
    use.left = static_cast<std::size_t>(std::max(0.0, tokens_of_day_->level(now)));
  if (!day_began_ || now - *day_began_ >= kDay) return use;
  use.tokens = used_;
  use.ends = *day_began_ + kDay;
  return use;
}

} // namespace inkling::engine
