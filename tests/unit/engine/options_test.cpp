#include "engine/options.hpp"

#include "support/catch.hpp"

using namespace inkling;
using namespace inkling::engine;

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
