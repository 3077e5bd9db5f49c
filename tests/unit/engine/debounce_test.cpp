#include "engine/debounce.hpp"

#include "support/catch.hpp"

using namespace inkling;
using namespace inkling::engine;

TEST_CASE("an embedded answer is never held back", "[engine]") {
  const Circumstances embedded{
      .embedded = true, .metered = true, .ttft = 500ms, .interval = 100ms, .acceptance = 0.0};
  CHECK(DebouncePolicy::fixed(75ms).delay(embedded) == 0ms);
  CHECK(DebouncePolicy::automatic().delay(embedded) == 0ms);
}

TEST_CASE("a fixed debounce does not look at anything", "[engine]") {
  CHECK(DebouncePolicy::fixed(75ms).delay({.metered = true, .at_boundary = true}) == 75ms);
  CHECK(DebouncePolicy::fixed(0ms).delay({.metered = true, .acceptance = 0.0}) == 0ms);
}

TEST_CASE("the automatic debounce waits only where requests cost and hardly any is of use",
          "[engine]") {
  struct Case {
    const char* what;
    Circumstances now;
    Duration expected;
  };
  const Case cases[] = {
      {"free and fast", {.ttft = 60ms, .interval = 167ms}, 0ms},
      {"free and slower than the person", {.ttft = 900ms, .interval = 80ms}, 0ms},
      {"free, and nothing is taken", {.interval = 100ms, .acceptance = 0.0}, 0ms},
      {"metered, acceptance not known", {.metered = true, .interval = 120ms}, 0ms},
      {"metered, often taken", {.metered = true, .interval = 120ms, .acceptance = 0.3}, 0ms},
      {"metered, taken just often enough",
       {.metered = true, .interval = 120ms, .acceptance = 0.05},
       0ms},
      {"metered, seldom taken", {.metered = true, .interval = 120ms, .acceptance = 0.049}, 240ms},
      {"metered, seldom taken, after a space",
       {.metered = true, .interval = 120ms, .at_boundary = true, .acceptance = 0.0},
       0ms},
      {"metered, seldom taken, a slow typist",
       {.metered = true, .interval = 900ms, .acceptance = 0.0},
       400ms},
  };
  for (const Case& one : cases) {
    INFO(one.what);
    CHECK(DebouncePolicy::automatic().delay(one.now) == one.expected);
  }
}

TEST_CASE("other constants give other waits", "[engine]") {
  DebounceConstants constants;
  constants.free = 0.25;
  constants.metered = 0.5;
  constants.metered_boundary = 0.1;
  constants.seldom_boundary = 1;
  constants.longest = 150ms;
  const DebouncePolicy policy = DebouncePolicy::automatic(constants);
  CHECK(policy.delay({.interval = 200ms}) == 50ms);
  CHECK(policy.delay({.metered = true, .interval = 200ms}) == 100ms);
  CHECK(policy.delay({.metered = true, .interval = 200ms, .at_boundary = true}) == 20ms);
  CHECK(policy.delay({.metered = true, .interval = 200ms, .acceptance = 0.01}) == 150ms);
  CHECK(policy.delay(
            {.metered = true, .interval = 90ms, .at_boundary = true, .acceptance = 0.01}) == 90ms);
}
