#include "engine/options.hpp"

#include "support/catch.hpp"

using namespace inkling;
using namespace inkling::engine;

TEST_CASE("an embedded answer is never held back", "[engine]") {
  const DebouncePolicy policy = DebouncePolicy::fixed(75ms);
  CHECK(policy.delay({Source::embedded, 0ms}) == 0ms);
  CHECK(policy.delay({Source::remote, 50ms}) == 75ms);
  CHECK(DebouncePolicy{}.delay({Source::remote, 50ms}) == 0ms);
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
