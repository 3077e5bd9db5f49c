#include "app/stats_report.hpp"

#include "support/catch.hpp"

#include <nlohmann/json.hpp>

using namespace inkling;
using namespace inkling::app;
using nlohmann::json;

namespace {

json report(const metrics::Statistics& sums, const engine::Engine::Stats& engine) {
  const WallClock since{std::chrono::seconds(1'763'820'202)};
  return stats_report({.since = since,
                       .now = since + 90s,
                       .sums = sums,
                       .engine = engine,
                       .steady_now = Instant(10s),
                       .backend_name = [](auto at) { return "backend " + std::to_string(at); }});
}

} // namespace

TEST_CASE("before the first key everything is there, and zero", "[app]") {
  const json told = report(metrics::Statistics(), engine::Engine::Stats());
  CHECK(told["since"] == "2025-11-22T14:03:22Z");
  CHECK(told["uptimeSeconds"] == 90);
  CHECK(told["keys"] == 0);
  for (const char* empty : {"reasons", "stages", "headStarts", "backends", "acceptance"})
    CHECK(told[empty].empty());
  CHECK(told["memory"] == json{{"documents", 0}, {"cacheBytes", 0}});
  CHECK(told["streams"] == json{{"inFlight", 0}, {"begun", 0}, {"kept", 0}, {"aborted", 0}});
}

TEST_CASE("keys are reported by reason and stage", "[app]") {
  metrics::Statistics sums;
  engine::KeyRecord record;
  record.ticket = TicketId{1};
  record.reason = engine::Reason::typed_through;
  record.head_start = engine::HeadStart::remembered;
  record.stages.total = 2ms;
  sums.add(record, {});
  const json told = report(sums, engine::Engine::Stats());
  CHECK(told["reasons"] == json{{"typed-through", 1}});
  CHECK(told["headStarts"] == json{{"remembered", 1}});
  CHECK(told["stages"]["total"] ==
        json{{"n", 1}, {"p50", 2.0}, {"p90", 2.0}, {"p99", 2.0}, {"max", 2.0}});
  CHECK_FALSE(told["stages"].contains("ttft"));
}

TEST_CASE("tokens are reported where they cost or are bounded", "[app]") {
  engine::Engine::Stats engine;
  engine.backends.resize(3);
  engine.backends[1].metered = true;
  engine.backends[2].tokens_per_day = 1000;
  engine.backends[2].day_use = {.tokens = 250, .ends = Instant(10s) + 1500ms, .left = 749};
  const json told = report(metrics::Statistics(), engine)["backends"];
  CHECK_FALSE(told[0].contains("tokens"));
  CHECK(told[1]["tokens"] == json{{"today", 0}});
  CHECK(told[2]["tokens"] ==
        json{{"today", 250}, {"perDay", 1000}, {"left", 749}, {"dayEndsInSeconds", 2}});
}

TEST_CASE("backends are reported with their sums and how they stand", "[app]") {
  engine::Engine::Stats engine;
  engine.backends.resize(2);
  engine.backends[1].source = engine::Source::remote;
  engine.backends[1].trouble = engine::Reason::rate_limited;
  engine.backends[1].trouble_until = Instant(12s);
  engine.backends[1].ttft = 60ms;
  metrics::Statistics sums;
  engine::KeyRecord record;
  record.ticket = TicketId{1};
  record.backend = 0;
  record.offered_bytes = 3;
  sums.add(record, {}); // and nothing is heard of the other
  const json told = report(sums, engine)["backends"];
  REQUIRE(told.size() == 2);
  CHECK(told[0]["name"] == "backend 0");
  CHECK(told[0]["source"] == "embedded");
  CHECK(told[0]["offered"] == 1);
  CHECK_FALSE(told[0].contains("trouble"));
  CHECK(told[1]["source"] == "remote");
  CHECK(told[1]["offered"] == 0);
  CHECK(told[1]["trouble"] == "rate-limited");
  CHECK(told[1]["troubleForMs"] == 2000.0);
  CHECK(told[1]["ttftMs"] == 60.0);
}

TEST_CASE("what people made of suggestions is reported by language and backend", "[app]") {
  engine::Engine::Stats engine;
  engine.acceptance.push_back({.language = "cpp",
                               .backend = 1,
                               .shown = 4,
                               .accepted = 2,
                               .partly = 1,
                               .dismissed = 1,
                               .recent = 0.5});
  CHECK(report(metrics::Statistics(), engine)["acceptance"] ==
        json::array({{{"language", "cpp"},
                      {"backend", "backend 1"},
                      {"shown", 4},
                      {"accepted", 2},
                      {"partly", 1},
                      {"dismissed", 1},
                      {"recent", 0.5}}}));
}
