#include "session/health_watch.hpp"
#include "support/catch.hpp"

using namespace inkling;
using namespace inkling::session;
using engine::Reason;

namespace {

/// The embedded model and a remote backend, as an engine tells of them.
class World {
public:
  World() {
    backends[0].source = engine::Source::embedded;
    backends[1].source = engine::Source::remote;
    look();
  }

  bool look() { return watch.is_due(now.instant) && watch.look(backends, now); }
  bool trouble(std::optional<Reason> reason, std::optional<Duration> lasts = {}) {
    backends[1].trouble = reason;
    backends[1].trouble_until.reset();
    if (lasts) backends[1].trouble_until = now.instant + *lasts;
    if (reason) watch.on_failed();
    return look();
  }
  void pass(Duration duration) { now = now.at(now.instant + duration); }

  Moment now{Instant{1h}, WallTime{}};
  std::vector<engine::Engine::BackendStats> backends{2};
  HealthWatch watch;
};

} // namespace

TEST_CASE("a backend that can be had is there, and nothing is looked at", "[session][status]") {
  World world;
  CHECK(world.watch.health().there);
  CHECK_FALSE(world.watch.health().trouble.has_value());
  CHECK_FALSE(world.watch.is_due(world.now.instant));
  world.watch.on_answer(Reason::fresh);
  world.watch.on_answer(Reason::cached);
  world.watch.on_answer(Reason::superseded);
  world.watch.on_word(StreamId{1});
  CHECK_FALSE(world.watch.is_due(world.now.instant + 1h));
  world.watch.on_answer(Reason::embedded); // it stood in: is there a reason?
  CHECK(world.watch.is_due(world.now.instant));
  CHECK_FALSE(world.look());
}

TEST_CASE("trouble is told once, and ends with a word of the backend", "[session][status]") {
  World world;
  CHECK(world.trouble(Reason::refused, 250ms));
  CHECK(world.watch.health().trouble == Reason::refused);
  CHECK_FALSE(
      world.watch.health().until.has_value()); // a pause between probes is nobody's business
  CHECK_FALSE(world.trouble(Reason::refused, 500ms));

  // The breaker opens for a probe: nothing is known yet.
  CHECK_FALSE(world.trouble(std::nullopt));
  world.watch.on_started(StreamId{5}, 1);
  world.watch.on_failed();
  CHECK_FALSE(world.look());
  CHECK_FALSE(world.trouble(Reason::refused, 1s));

  world.trouble(std::nullopt);
  world.watch.on_started(StreamId{6}, 0); // the stand-in
  world.watch.on_word(StreamId{6});
  CHECK_FALSE(world.look());
  world.watch.on_started(StreamId{7}, 1);
  CHECK_FALSE(world.look());
  world.watch.on_word(StreamId{7});
  CHECK(world.look());
  CHECK_FALSE(world.watch.health().trouble.has_value());
}

TEST_CASE("a word behind which a failure comes ends no trouble", "[session][status]") {
  World world;
  CHECK(world.trouble(Reason::backend_failed));
  for (const std::uint64_t probe : {5U, 6U}) {
    world.trouble(std::nullopt);
    world.watch.on_started(StreamId{probe}, 1);
    world.backends[1].on_trial = true;
    world.watch.on_word(StreamId{probe});
    CHECK_FALSE(world.look());
    CHECK_FALSE(world.watch.is_due(world.now.instant)); // until there is more
    world.backends[1].on_trial = false;
    CHECK_FALSE(world.trouble(Reason::backend_failed));
    CHECK_FALSE(world.trouble(std::nullopt)); // the pause is over
  }
  world.watch.on_started(StreamId{7}, 1);
  world.backends[1].on_trial = true;
  world.watch.on_word(StreamId{7});
  CHECK_FALSE(world.look());
  world.backends[1].on_trial = false;
  world.watch.on_word(StreamId{7}); // its end
  CHECK(world.look());
  CHECK_FALSE(world.watch.health().trouble.has_value());
}

TEST_CASE("another kind of trouble is news", "[session][status]") {
  World world;
  CHECK(world.trouble(Reason::refused));
  CHECK(world.trouble(Reason::unauthorized));
  CHECK(world.watch.health().trouble == Reason::unauthorized);
}

TEST_CASE("a time that the server named is told, and trouble is over by then",
          "[session][status]") {
  World world;
  CHECK(world.trouble(Reason::rate_limited, 30s));
  REQUIRE(world.watch.health().until.has_value());
  CHECK(world.watch.health().until->wall == WallTime{} + 30s);
  CHECK(world.watch.wakes() == world.now.instant + 30s);
  world.pass(29s);
  CHECK_FALSE(world.watch.is_due(world.now.instant));
  world.pass(1s);
  world.backends[1].trouble.reset();
  CHECK(world.look());
  CHECK_FALSE(world.watch.health().trouble.has_value());
  CHECK_FALSE(world.watch.wakes().has_value());
}

TEST_CASE("a time that has passed is not waited for again", "[session][status]") {
  World world;
  world.trouble(Reason::rate_limited, 30s);
  world.pass(31s); // and the engine has not noticed
  world.look();
  CHECK(world.watch.health().trouble == Reason::rate_limited);
  CHECK_FALSE(world.watch.wakes().has_value());
}

TEST_CASE("a budget is used up until the backend is asked again", "[session][status]") {
  World world;
  world.backends[1].over_budget = true;
  world.watch.on_answer(Reason::embedded);
  CHECK(world.look());
  CHECK(world.watch.health().trouble == Reason::over_budget);
  world.watch.on_answer(Reason::embedded);
  CHECK_FALSE(world.look());
  world.backends[1].over_budget = false;
  world.watch.on_started(StreamId{9}, 1);
  CHECK(world.look());
  CHECK_FALSE(world.watch.health().trouble.has_value());
}

TEST_CASE("other backends begin without a past", "[session][status]") {
  World world;
  world.trouble(Reason::unauthorized);
  world.watch.reset();
  world.backends.pop_back();
  world.look();
  CHECK_FALSE(world.watch.health().there);
  CHECK_FALSE(world.watch.health().trouble.has_value());
}
