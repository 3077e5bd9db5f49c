#pragma once
// What a backend may still cost: token buckets for requests and tokens a minute, and a cap a day.
// One for each backend, all sessions together. Pure.
//
// Work that somebody waits for is let through until a bucket is empty. Work ahead of a request
// (head starts, speculation) leaves half of every bucket to it, and has a bucket of its own on
// backends where each request costs, so that it is bounded there even if the person bounds nothing.

#include "base/time.hpp"
#include "engine/options.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace inkling::engine {

/// Holds at most one period's worth and fills evenly.
class TokenBucket {
public:
  TokenBucket(double capacity, Duration period) : capacity_(capacity), period_(period) {}

  double level(Instant now) const;
  double capacity() const { return capacity_; }
  /// May make the level negative: what was used beyond is waited for.
  void take(double amount, Instant now);

private:
  double capacity_;
  Duration period_;
  double level_ = capacity_;
  std::optional<Instant> filled_; ///< when level_ was true; none: full
};

/// What was used, for people to see: whether or not it is bounded.
struct DayUse {
  std::size_t tokens = 0;          ///< in the day that runs; estimated, as all tokens here
  std::optional<Instant> ends;     ///< of that day; none: nothing was used in the last one
  std::optional<std::size_t> left; ///< of the day's allowance, which fills evenly; none: no bound
};

enum class Urgency : std::uint8_t { waited_for, ahead };

class Budget {
public:
  /// Requests a minute that work ahead may make at a metered backend.
  static constexpr double kAheadPerMinute = 60;

  explicit Budget(const Allowance& allowance, bool metered);

  /// Whether one more request may be made now.
  bool allows(Urgency urgency, Instant now) const;
  /// Whether tokens cost or are bounded: elsewhere nobody need estimate them.
  bool counts_tokens() const { return tokens_ || tokens_of_day_ || ahead_; }
  /// It is made, with a prompt of so many tokens.
  void on_request(Urgency urgency, std::size_t prompt_tokens, Instant now);
  /// So many tokens were generated for it.
  void on_generated(std::size_t tokens, Instant now);
  /// A day begins with the first use after the last one has ended.
  DayUse day_use(Instant now) const;

private:
  std::optional<TokenBucket> requests_;
  std::optional<TokenBucket> tokens_;
  std::optional<TokenBucket> tokens_of_day_;
  std::optional<TokenBucket> ahead_;
  std::size_t used_ = 0; ///< tokens, since day_began_
  std::optional<Instant> day_began_;
};

} // namespace inkling::engine
