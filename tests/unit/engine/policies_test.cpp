// The small policies of the engine, each by itself.

#include "engine/acceptance.hpp"
#include "engine/ask_habit.hpp"
#include "engine/budget.hpp"
#include "engine/options.hpp"
#include "engine/pace.hpp"
#include "engine/speculation.hpp"
#include "engine/typing.hpp"

#include "support/catch.hpp"

#include <array>
#include <string>
#include <vector>

using namespace inkling;
using namespace inkling::engine;

namespace {

constexpr Instant kStart{std::chrono::hours(1)};

text::Edit edit(std::size_t begin, std::size_t removed, std::string inserted) {
  text::Edit one;
  one.begin = begin;
  one.removed_bytes = removed;
  one.inserted = std::move(inserted);
  return one;
}

} // namespace

// --- typing
// ----------------------------------------------------------------------------------------

TEST_CASE("what one key does is typing, and the cursor is known", "[typing]") {
  struct Case {
    text::Edit edit;
    std::size_t cursor;
  };
  const Case cases[] = {
      {edit(10, 0, "x"), 11},
      {edit(10, 0, "é"), 12},
      {edit(10, 0, "🗼"), 14},
      {edit(10, 1, ")"), 11},  // typed over
      {edit(10, 40, "x"), 11}, // a selection is replaced
      {edit(10, 1, ""), 10},   // backspace
      {edit(10, 4, ""), 10},   // of four bytes
      {edit(10, 0, "()"), 11}, // closed by the editor
      {edit(10, 0, "\"\""), 11},
      {edit(10, 0, "\n"), 11},
      {edit(10, 0, "\r\n"), 12},
      {edit(10, 0, "\n    "), 15},
      {edit(10, 0, "\n\t * "), 15},  // a comment goes on
      {edit(10, 0, "\n    \n"), 15}, // between braces
      {edit(10, 0, "\r\n    \r\n  "), 16},
  };
  for (const Case& one : cases) {
    INFO(one.edit.inserted);
    CHECK(typed_cursor(std::array{one.edit}) == one.cursor);
  }
}

TEST_CASE("what no key does is not typing", "[typing]") {
  text::Edit whole = edit(0, 100, "x");
  whole.whole = true;
  const std::vector<std::vector<text::Edit>> cases = {
      {},
      {edit(10, 0, "x"), edit(2, 0, "x")}, // several cursors
      {edit(10, 0, "word")},               // a paste
      {edit(10, 0, "\n    return x;")},
      {edit(10, 12, "")}, // a block is undone
      {edit(10, 5000, "x")},
      {edit(10, 3, "return")},
      {edit(10, 0, "\n\n\n")},
      {edit(10, 0, "\n" + std::string(300, ' '))},
      {whole},
      {edit(10, 0, "")},
  };
  for (const auto& one : cases) {
    INFO((one.empty() ? "" : one[0].inserted));
    CHECK_FALSE(typed_cursor(one));
  }
}

// --- ask habit
// -------------------------------------------------------------------------------------

TEST_CASE("nobody is expected to ask who has not asked, or not lately", "[ask habit]") {
  AskHabit habit;
  habit.on_change(kStart);
  CHECK_FALSE(habit.expects_request(kStart));
  habit.on_request(kStart + 34ms);
  CHECK(habit.expects_request(kStart + 34ms));
  CHECK(habit.expects_request(kStart + 34ms + AskHabit::kForgottenAfter));
  CHECK_FALSE(habit.expects_request(kStart + 35ms + AskHabit::kForgottenAfter));
}

TEST_CASE("head starts that an editor had time to ask for, and did not, are counted",
          "[ask habit]") {
  AskHabit habit;
  habit.on_change(kStart);
  habit.on_request(kStart + 34ms);
  CHECK(habit.longest_gap() == 34ms);
  Instant now = kStart + 100ms;
  for (std::size_t unasked = 0; unasked < AskHabit::kUnaskedMax; ++unasked) {
    habit.on_change(now += 100ms);
    CHECK(habit.expects_request(now));
    habit.on_head_start();
  }
  habit.on_change(now += 100ms);
  CHECK_FALSE(habit.expects_request(now));
  habit.on_request(now += 34ms);
  CHECK(habit.expects_request(now));
}

TEST_CASE("who types faster than the editor asks says nothing about its habit", "[ask habit]") {
  AskHabit habit;
  habit.on_change(kStart);
  habit.on_request(kStart + 200ms); // as Neovim does
  Instant now = kStart + 300ms;
  for (int keys = 0; keys < 12; ++keys) {
    habit.on_change(now += 85ms);
    CHECK(habit.expects_request(now));
    habit.on_head_start();
  }
  for (std::size_t keys = 12; keys < AskHabit::kBegunMax; ++keys) {
    habit.on_change(now += 85ms);
    habit.on_head_start();
  }
  habit.on_change(now += 85ms);
  CHECK_FALSE(habit.expects_request(now));
}

// --- budget
// ----------------------------------------------------------------------------------------

TEST_CASE("what a day used is counted with and without a bound, and begins anew after a day",
          "[engine][budget]") {
  Budget budget({.requests_per_minute = {}, .tokens_per_minute = {}, .tokens_per_day = 1000},
                false);
  const Instant begun{10s};
  CHECK(budget.day_use(begun).tokens == 0);
  CHECK_FALSE(budget.day_use(begun).ends);
  CHECK(budget.day_use(begun).left == 1000);
  budget.on_request(Urgency::waited_for, 100, begun);
  budget.on_generated(10, begun + 1s);
  CHECK(budget.day_use(begun + 1s).tokens == 110);
  CHECK(budget.day_use(begun + 1s).ends == begun + 24h);
  CHECK(budget.day_use(begun + 1s).left == 890);
  CHECK(budget.day_use(begun + 24h).tokens == 0);
  budget.on_generated(1, begun + 25h);
  CHECK(budget.day_use(begun + 25h).tokens == 1);
  CHECK(budget.day_use(begun + 25h).ends == begun + 49h);

  Budget unbounded({}, true);
  unbounded.on_generated(10'000, begun);
  CHECK(unbounded.counts_tokens()); // each costs
  CHECK(unbounded.day_use(begun).tokens == 10'000);
  CHECK_FALSE(unbounded.day_use(begun).left);
}

TEST_CASE("a bucket fills evenly, and what was used beyond is waited for", "[budget]") {
  TokenBucket bucket(60, 1min);
  CHECK(bucket.level(kStart) == 60);
  bucket.take(90, kStart);
  CHECK(bucket.level(kStart) == Approx(-30));
  CHECK(bucket.level(kStart + 40s) == Approx(10));
  CHECK(bucket.level(kStart + 1h) == 60);
}

TEST_CASE("without bounds everything is allowed where nothing costs", "[budget]") {
  Budget budget({}, false);
  for (int requests = 0; requests < 1000; ++requests)
    budget.on_request(Urgency::ahead, 10'000, kStart);
  CHECK(budget.allows(Urgency::ahead, kStart));
  CHECK(budget.allows(Urgency::waited_for, kStart));
}

TEST_CASE("work ahead is bounded at a metered backend, work that is waited for is not",
          "[budget]") {
  Budget budget({}, true);
  int ahead = 0;
  while (ahead < 1000 && budget.allows(Urgency::ahead, kStart)) {
    budget.on_request(Urgency::ahead, 100, kStart);
    ++ahead;
  }
  CHECK(ahead == Budget::kAheadPerMinute);
  CHECK(budget.allows(Urgency::waited_for, kStart));
  CHECK(budget.allows(Urgency::ahead, kStart + 1s));
}

TEST_CASE("work ahead leaves half of what there is to work that is waited for", "[budget]") {
  Budget budget({.requests_per_minute = 10, .tokens_per_minute = {}, .tokens_per_day = {}}, false);
  int ahead = 0;
  for (; budget.allows(Urgency::ahead, kStart); ++ahead)
    budget.on_request(Urgency::ahead, 0, kStart);
  CHECK(ahead == 6); // the last began with just half
  int waited_for = 0;
  for (; budget.allows(Urgency::waited_for, kStart); ++waited_for)
    budget.on_request(Urgency::waited_for, 0, kStart);
  CHECK(waited_for == 4);
  CHECK(budget.allows(Urgency::waited_for, kStart + 6s));
}

TEST_CASE("tokens of prompts and answers count, by the minute and by the day", "[budget]") {
  Budget budget({.requests_per_minute = {}, .tokens_per_minute = 1000, .tokens_per_day = 2000},
                false);
  budget.on_request(Urgency::waited_for, 900, kStart);
  CHECK(budget.allows(Urgency::waited_for, kStart));
  budget.on_generated(100, kStart);
  CHECK_FALSE(budget.allows(Urgency::waited_for, kStart));
  CHECK(budget.allows(Urgency::waited_for, kStart + 30s));
  budget.on_generated(1250, kStart + 2min);
  CHECK_FALSE(budget.allows(Urgency::waited_for, kStart + 30min)); // of the day
  CHECK(budget.allows(Urgency::waited_for, kStart + 24h));
}

// --- speculation
// -----------------------------------------------------------------------------------

TEST_CASE("speculation that is never used takes one chance in eight", "[speculation]") {
  SpeculationGauge gauge;
  const auto taken_of = [&](int chances, bool used) {
    int taken = 0;
    for (int chance = 0; chance < chances; ++chance) {
      if (!gauge.take_chance()) continue;
      ++taken;
      gauge.on_begun();
      if (used) gauge.on_used();
    }
    return taken;
  };
  CHECK(taken_of(12, false) == 12);
  taken_of(100, false);
  CHECK(taken_of(80, false) == 10);
  taken_of(400, true); // and recovers
  CHECK(taken_of(80, true) == 80);
  CHECK(gauge.used() < gauge.begun());
}

// --- acceptance
// ------------------------------------------------------------------------------------

TEST_CASE("a suggestion is counted once, by what became of it at last", "[acceptance]") {
  AcceptanceBook book;
  const SuggestionId one{1}, two{2}, three{3};
  book.on_shown(one, "cpp", 0);
  book.on_shown(one, "cpp", 0);
  book.on_accepted(one, Acceptance::word);
  book.on_accepted(one, Acceptance::line);
  book.on_accepted(one, Acceptance::all);
  book.on_accepted(one, Acceptance::all);
  book.on_shown(two, "cpp", 0);
  book.on_dismissed(two);
  book.on_dismissed(two);
  book.on_accepted(three, Acceptance::all); // never shown
  REQUIRE(book.rows().size() == 1);
  const AcceptanceBook::Row& row = book.rows()[0];
  CHECK(row.shown == 2);
  CHECK(row.accepted == 1);
  CHECK(row.partly == 1 - 1);
  CHECK(row.dismissed == 1);
}

TEST_CASE("rates are known by language and backend, once enough was shown", "[acceptance]") {
  AcceptanceBook book;
  for (std::uint64_t id = 1; id <= 200; ++id) {
    book.on_shown(SuggestionId{id}, id % 2 == 0 ? "cpp" : "python", 1);
    if (id % 2 == 0) book.on_accepted(SuggestionId{id}, Acceptance::all);
    if (id < AcceptanceBook::kNeeded) CHECK_FALSE(book.rate("cpp", 1));
  }
  CHECK(*book.rate("cpp", 1) > 0.95);
  CHECK(*book.rate("python", 1) < 0.05);
  CHECK_FALSE(book.rate("cpp", 0));
}

TEST_CASE("the book is bounded", "[acceptance]") {
  AcceptanceBook book;
  for (std::uint64_t id = 1; id <= 10'000; ++id)
    book.on_shown(SuggestionId{id}, "language " + std::to_string(id), 0);
  CHECK(book.rows().size() == AcceptanceBook::kRowsMax);
  book.on_accepted(SuggestionId{1}, Acceptance::all); // forgotten
  for (const auto& row : book.rows()) CHECK(row.accepted == 0);
}

// --- pace
// ------------------------------------------------------------------------------------------

TEST_CASE("how long the rest of an answer takes is known from answers before", "[output]") {
  Output output;
  CHECK_FALSE(output.rest_after(10));
  output.add(400, 100ms, true); // 4,000 bytes a second
  REQUIRE(output.rest_after(200));
  CHECK(*output.rest_after(200) == 50ms);
  CHECK(*output.rest_after(500) == 0ms);
  CHECK(*output.bytes_per_second() == Approx(4000));
  output.add(10, 1ms, false); // too short to measure, and cut off
  CHECK(*output.rest_after(200) == 50ms);
}

TEST_CASE("a ticket waits for the rest only where it comes soon", "[early]") {
  const EarlyAnswerPolicy policy;
  CHECK(policy.wait({}, 0ms));
  CHECK(policy.wait(30ms, 5ms));
  CHECK_FALSE(policy.wait(41ms, 0ms));
  CHECK_FALSE(policy.wait(10ms, 40ms));
}
