#include "engine/health.hpp"

#include "support/catch.hpp"

using namespace inkling;
using namespace inkling::engine;
using backend::Failure;
using Gate = Health::Gate;

namespace {

constexpr Instant kStart{std::chrono::hours(1)};

/// A backend after `failures` failures in a row, all at kStart.
Health after(std::size_t failures, Failure failure,
             std::optional<Duration> retry_after = std::nullopt) {
  Health health;
  for (std::size_t count = 0; count < failures; ++count) {
    health.on_begun(kStart);
    health.on_failure(failure, retry_after, kStart);
  }
  return health;
}

} // namespace

TEST_CASE("single failures change nothing", "[engine]") {
  CHECK(after(1, Failure::refused).gate(kStart) == Gate::open);
  CHECK(after(2, Failure::broken).gate(kStart) == Gate::open);
}

TEST_CASE("failures in a row close the circuit for a time", "[engine]") {
  const Health health = after(3, Failure::refused);
  CHECK(health.gate(kStart) == Gate::resting);
  CHECK(health.gate(kStart + Health::kPauseMin - 1ns) == Gate::resting);
  CHECK(health.gate(kStart + Health::kPauseMin) == Gate::open);
  CHECK(health.last_failure() == Failure::refused);
}

TEST_CASE("a success between failures keeps it open", "[engine]") {
  Health health = after(2, Failure::broken);
  health.on_success(kStart);
  health.on_failure(Failure::broken, {}, kStart);
  CHECK(health.gate(kStart) == Gate::open);
}

TEST_CASE("one stream probes a closed circuit; what it says opens it", "[engine]") {
  Health health = after(3, Failure::broken);
  const Instant later = kStart + Health::kPauseMin;
  health.on_begun(later);
  CHECK(health.gate(later) == Gate::probing);
  health.on_success(later);
  CHECK(health.gate(later) == Gate::open);
}

TEST_CASE("a probe that speaks lets others ask, and is a success only at its end", "[engine]") {
  Health health = after(3, Failure::broken);
  Instant now = kStart;
  Duration pause = Health::kPauseMin;
  for (int probes = 0; probes < 4; ++probes, pause *= 2) {
    now += pause;
    REQUIRE(health.gate(now) == Gate::open);
    health.on_begun(now);
    health.on_spoken(now);
    CHECK(health.on_trial());
    health.on_begun(now); // another one
    CHECK(health.gate(now) == Gate::open);
    health.on_failure(Failure::broken, {}, now); // it breaks off, each time
    CHECK_FALSE(health.on_trial());
    CHECK(health.gate(now) == Gate::resting);
    CHECK(health.gate(now + 2 * pause - 1ns) == Gate::resting);
  }
  health.on_spoken(now + pause);
  health.on_success(now + pause);
  CHECK_FALSE(health.on_trial());
  health.on_failure(Failure::broken, {}, now + pause);
  CHECK(health.gate(now + pause) == Gate::open); // nothing of before counts
}

TEST_CASE("words change nothing where all is well, nor before a time that the server named",
          "[engine]") {
  Health health = after(2, Failure::broken);
  health.on_spoken(kStart);
  CHECK_FALSE(health.on_trial());
  health.on_failure(Failure::broken, {}, kStart); // failures that spoke are in a row, too
  CHECK(health.gate(kStart) == Gate::resting);

  Health told = after(1, Failure::rate_limited, 20s);
  told.on_spoken(kStart + 1s);
  CHECK(told.gate(kStart + 1s) == Gate::told);
  CHECK_FALSE(told.on_trial());
}

TEST_CASE("a probe that was stopped by us leaves room for the next one", "[engine]") {
  Health health = after(3, Failure::broken);
  const Instant later = kStart + Health::kPauseMin;
  health.on_begun(later);
  health.on_abandoned();
  CHECK(health.gate(later) == Gate::open);
}

TEST_CASE("failed probes double the pause up to its bound", "[engine]") {
  struct Case {
    Failure failure;
    Duration bound;
  };
  for (const Case one : {Case{Failure::refused, Health::kPauseRefusedMax},
                         Case{Failure::unauthorized, Health::kPauseMax}}) {
    Health health = after(3, one.failure);
    Instant now = kStart;
    Duration pause = Health::kPauseMin;
    for (int probes = 0; probes < 12; ++probes) {
      CHECK(health.gate(now + pause - 1ns) == Gate::resting);
      now += pause;
      REQUIRE(health.gate(now) == Gate::open);
      health.on_begun(now);
      health.on_failure(one.failure, {}, now);
      pause = std::min(2 * pause, one.bound);
    }
    CHECK(pause == one.bound);
  }
}

TEST_CASE("a 429 rests the backend at once", "[engine]") {
  const Health health = after(1, Failure::rate_limited);
  CHECK(health.gate(kStart) == Gate::resting);
  CHECK(health.gate(kStart + Health::kPauseRateLimited) == Gate::open);
}

TEST_CASE("the server's own word counts, for explicit requests too", "[engine]") {
  const Health health = after(1, Failure::rate_limited, 20s);
  CHECK(health.gate(kStart + 19s) == Gate::told);
  CHECK(health.gate(kStart + 20s) == Gate::open);
}

TEST_CASE("of failures of one moment the longest pause counts", "[engine]") {
  Health health = after(1, Failure::rate_limited, 20s);
  health.on_failure(Failure::rate_limited, 5s, kStart);
  CHECK(health.gate(kStart + 19s) == Gate::told);
}

TEST_CASE("what was begun before a 429 does not shorten the time the server asked for",
          "[engine]") {
  Health health = after(1, Failure::rate_limited, 20s);
  health.on_success(kStart + 1s);
  CHECK(health.gate(kStart + 19s) == Gate::told);
  health.on_begun(kStart + 20s);
  health.on_success(kStart + 20s);
  CHECK(health.gate(kStart + 20s) == Gate::open);
}

TEST_CASE("other failures do not make a server's own word an ordinary pause", "[engine]") {
  Health health = after(1, Failure::rate_limited, 20s);
  for (int count = 0; count < 3; ++count) health.on_failure(Failure::broken, {}, kStart + 1s);
  CHECK(health.gate(kStart + 19s) == Gate::told);
}
