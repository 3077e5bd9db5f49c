#include "engine/options.hpp"

#include "support/catch.hpp"

using namespace inkling;
using namespace inkling::engine;

TEST_CASE("an embedded answer is never held back", "[engine]") {
  const Circumstances embedded{.embedded = true, .metered = true, .ttft = 500ms, .interval = 100ms};
  CHECK(DebouncePolicy::fixed(75ms).delay(embedded) == 0ms);
  CHECK(DebouncePolicy::automatic().delay(embedded) == 0ms);
}

TEST_CASE("a fixed debounce does not look at anything", "[engine]") {
  CHECK(DebouncePolicy::fixed(75ms).delay({.metered = true, .at_boundary = true}) == 75ms);
  CHECK(DebouncePolicy::fixed(0ms).delay({.metered = true}) == 0ms);
}

TEST_CASE("the automatic debounce weighs what a request costs against the wait", "[engine]") {
  struct Case {
    const char* what;
    Circumstances now;
    Duration expected;
  };
  const Case cases[] = {
      {"free and faster than the person: at once", {.ttft = 60ms, .interval = 167ms}, 0ms},
      {"free, as fast as the person", {.ttft = 167ms, .interval = 167ms}, 0ms},
      {"free and a little slower", {.ttft = 177ms, .interval = 167ms}, 10ms},
      {"free and much slower", {.ttft = 900ms, .interval = 167ms}, 40ms},
      {"free, slow, and a fast typist", {.ttft = 900ms, .interval = 80ms}, 20ms},
      {"metered", {.metered = true, .ttft = 60ms, .interval = 120ms}, 60ms},
      {"metered, after a space", {.metered = true, .interval = 120ms, .at_boundary = true}, 30ms},
      {"metered and a slow typist", {.metered = true, .interval = 900ms}, 75ms},
      {"metered and a burst", {.metered = true, .interval = 10ms}, 15ms},
  };
  for (const Case& one : cases) {
    INFO(one.what);
    CHECK(DebouncePolicy::automatic().delay(one.now) == one.expected);
  }
}

TEST_CASE("the soft deadline is the backend's own p90 within bounds", "[engine]") {
  const SoftDeadlinePolicy policy{.soonest = 250ms, .unmeasured = 600ms};
  CHECK(policy.after({}, 1500ms) == 600ms);
  CHECK(policy.after({}, 400ms) == 400ms);
  CHECK(policy.after(100ms, 1500ms) == 250ms);
  CHECK(policy.after(700ms, 1500ms) == 700ms);
  CHECK(policy.after(2s, 1500ms) == 1500ms);
  CHECK(policy.after(100ms, 50ms) == 50ms);
}

TEST_CASE("a silent stream is kept while it can win against starting over", "[engine]") {
  struct Case {
    Duration elapsed;
    Duration expected_ttft;
    std::size_t typed;
    bool kept;
  };
  const Case cases[] = {
      {0ms, 0ms, 1, true},     // embedded: it answers at once
      {49ms, 100ms, 1, false}, // starting over is as quick
      {50ms, 100ms, 1, true},  {500ms, 100ms, 1, true},
      {50ms, 100ms, 4, true},  {50ms, 100ms, 5, false}, // the guess behind it is too old
  };
  for (const Case& one : cases)
    CHECK(KeepPolicy{}.keep_undecided(one.elapsed, one.expected_ttft, one.typed) == one.kept);
}
