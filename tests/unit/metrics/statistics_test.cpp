#include "metrics/statistics.hpp"

#include "support/catch.hpp"

using namespace inkling;
using namespace inkling::metrics;
using engine::HeadStart;
using engine::KeyRecord;
using engine::Reason;

namespace {

KeyRecord answered(Reason reason) {
  KeyRecord record;
  record.ticket = TicketId{1};
  record.reason = reason;
  return record;
}

} // namespace

TEST_CASE("answers are counted by their reason", "[metrics]") {
  Statistics statistics;
  statistics.add(answered(Reason::typed_through), {});
  statistics.add(answered(Reason::typed_through), {});
  statistics.add(answered(Reason::cancelled), {});
  CHECK(statistics.keys() == 3);
  CHECK(statistics.count(Reason::typed_through) == 2);
  CHECK(statistics.count(Reason::cancelled) == 1);
  CHECK(statistics.count(Reason::fresh) == 0);
}

TEST_CASE("a key that nobody asked about counts for head starts and streams only", "[metrics]") {
  Statistics statistics;
  KeyRecord record;
  record.head_start = HeadStart::debounced;
  record.aborted = 2;
  record.kept = 1;
  record.begun = 3;
  record.stages.total = 1ms;
  statistics.add(record, {});
  CHECK(statistics.keys() == 1);
  CHECK(statistics.unasked() == 1);
  CHECK(statistics.count(Reason::superseded) == 0);
  CHECK(statistics.count(HeadStart::debounced) == 1);
  CHECK(statistics.streams_begun() == 3);
  CHECK(statistics.streams_kept() == 1);
  CHECK(statistics.streams_aborted() == 2);
  CHECK(statistics.stage(Stage::total).count() == 0);
}

TEST_CASE("each stage has the times of the keys in which it happened", "[metrics]") {
  Statistics statistics;
  KeyRecord fresh = answered(Reason::fresh);
  fresh.stages = {.lead = 1ms,
                  .debounce = 2ms,
                  .queue = 3ms,
                  .dial = 5ms,
                  .ttft = 6ms,
                  .stream = 7ms,
                  .total = 20ms};
  statistics.add(fresh, {.prompt = 4ms, .shape = 8ms, .reply = 9ms});
  statistics.add(answered(Reason::typed_through), {.shape = 8ms, .reply = 9ms});

  const auto check = [&](Stage stage, std::uint64_t count, Duration longest) {
    INFO(to_string(stage));
    CHECK(statistics.stage(stage).count() == count);
    CHECK(statistics.stage(stage).max() == longest);
  };
  check(Stage::lead, 1, 1ms);
  check(Stage::debounce, 1, 2ms);
  check(Stage::queue, 1, 3ms);
  check(Stage::prompt, 1, 4ms);
  check(Stage::dial, 1, 5ms);
  check(Stage::ttft, 1, 6ms);
  check(Stage::stream, 1, 7ms);
  check(Stage::shape, 2, 8ms);
  check(Stage::reply, 2, 9ms);
  check(Stage::total, 2, 37ms); // what the engine saw, and what came behind it
}

TEST_CASE("an answer that is an error has no times", "[metrics]") {
  Statistics statistics;
  KeyRecord record = answered(Reason::superseded);
  record.cancelled = true;
  record.stages.total = 30ms;
  statistics.add(record, {.shape = 1ms});
  CHECK(statistics.count(Reason::superseded) == 1);
  CHECK(statistics.stage(Stage::total).count() == 0);
  CHECK(statistics.stage(Stage::shape).count() == 0);
}

TEST_CASE("backends have what they offered, and what they were asked in vain", "[metrics]") {
  Statistics statistics;
  KeyRecord record = answered(Reason::fresh);
  record.backend = 1;
  record.offered_bytes = 4;
  statistics.add(record, {});
  record.offered_bytes = 0;
  statistics.add(record, {});
  record.backend = 1'000'000;
  statistics.add(record, {});
  statistics.add(answered(Reason::excluded), {});
  REQUIRE(statistics.backends().size() == Statistics::kBackendsMax);
  CHECK(statistics.backends()[1].offered == 1);
  CHECK(statistics.backends()[1].in_vain == 1);
  CHECK(statistics.backends()[0].in_vain == 0);
  CHECK(statistics.backends().back().in_vain == 1);
  statistics.forget_backends();
  CHECK(statistics.backends().empty());
}
