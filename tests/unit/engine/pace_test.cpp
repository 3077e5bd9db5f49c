#include "engine/pace.hpp"

#include "support/catch.hpp"

using namespace inkling;
using namespace inkling::engine;

TEST_CASE("a few samples say nothing", "[engine]") {
  LatencyWindow window;
  for (std::size_t count = 0; count + 1 < LatencyWindow::kNeeded; ++count) window.add(10ms);
  CHECK_FALSE(window.quantile(0.5));
  window.add(10ms);
  CHECK(window.quantile(0.5) == 10ms);
}

TEST_CASE("quantiles are those of the latest samples", "[engine]") {
  LatencyWindow window;
  for (int sample = 0; sample < 1000; ++sample) window.add(5s);
  for (int sample = 1; sample <= 64; ++sample) window.add(sample * 1ms);
  CHECK(window.quantile(0) == 1ms);
  CHECK(window.quantile(0.9) == 58ms);
  CHECK(window.quantile(1) == 64ms);
}

TEST_CASE("the rhythm follows the keys and forgets pauses", "[engine]") {
  Rhythm rhythm;
  CHECK(rhythm.interval() == Rhythm::kUnknown);
  Instant now{std::chrono::hours(1)};
  for (int key = 0; key < 40; ++key) rhythm.on_key(now += 80ms);
  CHECK(rhythm.interval() > 79ms);
  CHECK(rhythm.interval() < 82ms);
  const Duration before = rhythm.interval();
  rhythm.on_key(now += 10s);
  CHECK(rhythm.interval() == before);
}
