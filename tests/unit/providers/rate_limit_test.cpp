// How long servers want to be left alone.

#include "backend/providers/rate_limit.hpp"

#include "support/catch.hpp"

using namespace inkling;
using namespace inkling::backend;

namespace {

struct Reset {
  std::string_view text;
  std::optional<Duration> wait;
};

const Reset kResets[] = {
    {"2m59.56s", 179560ms},
    {"7.66s", 7660ms},
    {"120ms", 120ms},
    {"6m0s", 6min},
    {"1h0m1s", 1h}, // cut
    {"1d", 1h},
    {"33011.382", 1h},
    {"11.5", 11500ms},
    {"0", 0s},
    {"0s", 0s},
    {"1700000000", std::nullopt}, // a moment
    {"1700000000000", std::nullopt},
    {"2026-11-22T10:00:00Z", std::nullopt},
    {"1m30", std::nullopt},
    {"0s5", std::nullopt},
    {"-1", std::nullopt},
    {"-1s", std::nullopt},
    {"s", std::nullopt},
    {"1x", std::nullopt},
    {"inf", std::nullopt},
    {"nan", std::nullopt},
    {"", std::nullopt},
};

http::ResponseHead head_with(std::vector<http::Header> limits) {
  return {.status = 429, .content_type = "", .retry_after = {}, .limits = std::move(limits)};
}

} // namespace

TEST_CASE("a reset is a number with units, or of seconds", "[providers]") {
  for (const Reset& reset : kResets) {
    CAPTURE(reset.text);
    CHECK(parse_reset(reset.text) == reset.wait);
  }
}

TEST_CASE("what is used up says how long to wait", "[providers]") {
  CHECK(wait_of(head_with({})) == std::nullopt);
  // Groq: requests are by the day, tokens by the minute
  CHECK(wait_of(head_with({{"x-ratelimit-remaining-requests", "14000"},
                           {"x-ratelimit-remaining-tokens", "0"},
                           {"x-ratelimit-reset-requests", "2m59.56s"},
                           {"x-ratelimit-reset-tokens", "7.66s"}})) == 7660ms);
  // Cerebras
  CHECK(wait_of(head_with({{"x-ratelimit-reset-tokens-minute", "11.5"},
                           {"x-ratelimit-remaining-tokens-minute", "0"},
                           {"x-ratelimit-remaining-requests-day", "0"},
                           {"x-ratelimit-reset-requests-day", "1200"}})) == 20min);
  // no word on when
  CHECK(wait_of(head_with({{"x-ratelimit-remaining-req-minute", "0"}})) == std::nullopt);
  CHECK(wait_of(head_with({{"x-ratelimit-remaining-tokens", "0"},
                           {"x-ratelimit-reset-tokens", "soon"}})) == std::nullopt);
  http::ResponseHead head =
      head_with({{"x-ratelimit-remaining-tokens", "0"}, {"x-ratelimit-reset-tokens", "9s"}});
  head.retry_after = 2s; // the server's plain word counts
  CHECK(wait_of(head) == 2s);
}
