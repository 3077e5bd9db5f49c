#include "bench/join.hpp"

#include "support/catch.hpp"

using namespace inkling;
using namespace inkling::harness;

namespace {

Instant at(double ms) {
  return Instant(Duration(static_cast<std::int64_t>(ms * 1e6)));
}

/// A key at t0 that types a letter and asks 0.02 ms later.
KeyRecord key(double t0, std::string typed = "x") {
  KeyRecord record;
  record.struck = record.changed = at(t0);
  record.asked = at(t0 + 0.02);
  record.typed = std::move(typed);
  return record;
}

KeyRecord answered(KeyRecord record, double when, std::string text, bool right = true) {
  record.answered = at(when);
  record.answer = std::move(text);
  record.right = right;
  return record;
}

/// A request whose tokens of four bytes are sent one by one at these times.
Exchange exchange(double received, std::string text, const std::vector<double>& tokens) {
  Exchange made;
  made.received = at(received);
  made.text = std::move(text);
  for (std::size_t token = 0; token < tokens.size(); ++token)
    made.flushes.push_back({at(tokens[token]), {std::min(made.text.size(), 4 * (token + 1))}});
  return made;
}

Exchange finished(Exchange made, double when) {
  made.finished = at(when);
  return made;
}

Exchange dropped(Exchange made, double when) {
  made.dropped = at(when);
  return made;
}

Figures join_of(std::vector<KeyRecord> keys, std::vector<Exchange> exchanges) {
  EditorLog editor;
  editor.keys = std::move(keys);
  BackendLog backend;
  backend.connections = 1;
  backend.exchanges = std::move(exchanges);
  return join(editor, backend);
}

/// The only one of these samples.
double only(const Samples& samples) {
  REQUIRE(samples.size() == 1);
  return samples.p50();
}

} // namespace

TEST_CASE("added is up and down: all that is not the model", "[bench]") {
  // t0 = 100; the backend has it at 100.3; two tokens at 160 and 161; the answer is read at 161.5.
  const Figures figures = join_of({answered(key(100), 161.5, "abcdefgh")},
                                  {finished(exchange(100.3, "abcdefgh", {160, 161}), 161)});
  CHECK(only(figures.up) == Approx(0.3));
  CHECK(only(figures.down) == Approx(0.5));
  CHECK(only(figures.added) == Approx(0.8));
  CHECK(only(figures.response) == Approx(61.5));
  CHECK(figures.local.size() == 0);
  CHECK(figures.adopted == 0);
  CHECK(figures.shown == 1);
  CHECK(figures.right == 1);
  CHECK(figures.requests == 1);
  CHECK(figures.tokens_generated == 2);
  CHECK(figures.tokens_used == 2);
}

TEST_CASE("down counts from the last token that the returned text needs", "[bench]") {
  // Only the first line is returned: its token was sent at 160, though more came until 163.
  const Figures figures =
      join_of({answered(key(100), 160.4, "ab")},
              {finished(exchange(100.3, "ab\ncdefghijk", {160, 161, 162}), 163)});
  CHECK(only(figures.down) == Approx(0.4));
  CHECK(figures.tokens_used == 1);
  CHECK(figures.tokens_generated == 3);
}

TEST_CASE("debounce is in up", "[bench]") {
  const Figures figures =
      join_of({answered(key(100), 235.1, "abcd")}, {exchange(175, "abcd", {235})});
  CHECK(only(figures.up) == Approx(75));
}

TEST_CASE("a stream begun for an earlier key has no up, and is adopted", "[bench]") {
  // The request of the first key goes on; "a" is typed along it; its token is sent after t0 = 120.
  const Figures figures = join_of({key(100), answered(key(120, "a"), 161, "bcd")},
                                  {finished(exchange(100.3, "abcd", {160}), 160)});
  CHECK(only(figures.up) == Approx(0));
  CHECK(only(figures.down) == Approx(1));
  CHECK(figures.adopted == 1);
  CHECK(figures.uncancelled == 0);
  CHECK(figures.tokens_used == 1);
}

TEST_CASE("a head start before the editor's request is adopted, and its up is short", "[bench]") {
  KeyRecord first = answered(key(100), 161, "abcd");
  first.asked = at(134);
  const Figures figures = join_of({first}, {exchange(100.2, "abcd", {160})});
  CHECK(only(figures.up) == Approx(0.2));
  CHECK(figures.adopted == 1);
}

TEST_CASE("an answer whose text was there before the key is local", "[bench]") {
  const Figures figures =
      join_of({answered(key(100), 161, "abcd"), answered(key(200, "a"), 200.2, "bcd")},
              {finished(exchange(100.3, "abcd", {160}), 160)});
  CHECK(only(figures.local) == Approx(0.2));
  CHECK(figures.added.size() == 1);
  CHECK(figures.shown == 2);
}

TEST_CASE("an answer that no request explains is local", "[bench]") {
  const Figures figures =
      join_of({answered(key(100), 100.1, "other")}, {exchange(100.3, "abcd", {160})});
  CHECK(only(figures.local) == Approx(0.1));
  CHECK(figures.tokens_used == 0);
}

TEST_CASE("of two requests that explain an answer the one whose token came last counts",
          "[bench]") {
  // Key 2 asks anew and the backend says the same rest; the server answered from the new stream.
  const Figures figures = join_of({key(100), answered(key(120, "a"), 181, "bcd")},
                                  {exchange(100.3, "abcd", {160}), exchange(120.4, "bcd", {180})});
  CHECK(only(figures.up) == Approx(0.4));
  CHECK(only(figures.down) == Approx(1));
}

TEST_CASE("a token sent after the answer explains nothing", "[bench]") {
  const Figures figures = join_of({key(100), answered(key(120, "a"), 161, "bcd")},
                                  {exchange(100.3, "abcd", {160}), exchange(120.4, "bcd", {180})});
  CHECK(only(figures.up) == Approx(0));
  CHECK(only(figures.down) == Approx(1));
}

TEST_CASE("text typed elsewhere does not go along with a request", "[bench]") {
  KeyRecord moved = answered(key(120, "a"), 161, "bcd");
  moved.moved = true;
  CHECK(join_of({key(100), moved}, {exchange(100.3, "abcd", {160})}).local.size() == 1);
}

TEST_CASE("a mistake taken back leads back to the request", "[bench]") {
  KeyRecord back = answered(key(140, ""), 161, "abcd");
  back.back = true;
  const Figures figures =
      join_of({key(100), key(120, "x"), back}, {exchange(100.3, "abcd", {160})});
  CHECK(only(figures.down) == Approx(1));
  back.typed.clear();
  // Taken back beyond the place of the request: elsewhere.
  CHECK(join_of({key(100), back}, {exchange(100.3, "abcd", {160})}).local.size() == 1);
}

TEST_CASE("a server may leave out blanks at either end", "[bench]") {
  const Figures figures =
      join_of({answered(key(100), 162, "cd")}, {exchange(100.3, "  cd\nef", {160, 161})});
  CHECK(only(figures.down) == Approx(2));
}

TEST_CASE("shown is non-empty and before the next key", "[bench]") {
  const Figures figures =
      join_of({answered(key(100), 121, "abcd"), answered(key(120), 139, "ab", false),
               answered(key(140), 141, ""), answered(key(160), 170, "zz"), key(180)},
              {});
  CHECK(figures.keys == 5);
  CHECK(figures.asked == 5);
  CHECK(figures.shown == 2);
  CHECK(figures.right == 1);
  CHECK(figures.response.size() == 3);
  CHECK(figures.unanswered == 1);
}

TEST_CASE("errors are told apart: no longer wanted, or failed", "[bench]") {
  std::vector<KeyRecord> keys;
  for (const int code : {-32800, -32801, -32802, -32603}) {
    keys.push_back(answered(key(100.0 + static_cast<double>(keys.size())), 200, ""));
    keys.back().error = code;
  }
  const Figures figures = join_of(keys, {});
  CHECK(figures.cancelled == 3);
  CHECK(figures.failed == 1);
}

TEST_CASE("a key that asked nothing is a key", "[bench]") {
  KeyRecord quiet = key(100);
  quiet.asked.reset();
  const Figures figures = join_of({quiet, answered(key(150), 151, "a")}, {});
  CHECK(figures.keys == 2);
  CHECK(figures.asked == 1);
  CHECK(figures.per_key(figures.shown) == Approx(0.5));
}

TEST_CASE("cancel to wire counts from the key that contradicts the text", "[bench]") {
  struct Case {
    const char* what;
    std::vector<KeyRecord> keys;
    Exchange exchange;
    std::vector<double> expected;
  };
  KeyRecord early = key(121, "y");
  early.struck = at(120.2); // a host that cancels before the change
  const Case cases[] = {
      {"the next key, dropped before any contradiction",
       {key(100), key(120, "a"), key(140, "y")},
       dropped(exchange(100.3, "abcd", {}), 120.5),
       {0.5}},
      {"kept while the text agrees, dropped by the key that does not",
       {key(100), key(120, "a"), key(140, "y")},
       dropped(exchange(100.3, "abcd", {}), 141),
       {1}},
      {"from the cancel, where it is written first",
       {key(100), early},
       dropped(exchange(100.3, "abcd", {}), 120.9),
       {0.7}},
      {"no key has come: enough was read, nothing is cancelled",
       {key(100), key(180, "y")},
       dropped(exchange(100.3, "abcdefgh", {160}), 161),
       {}},
      {"no key comes at all: the session's end",
       {key(100)},
       dropped(exchange(100.3, "a", {}), 900),
       {}},
      {"a request before the first key", {key(100)}, dropped(exchange(50, "a", {}), 900), {}},
  };
  for (const Case& tested : cases) {
    INFO(tested.what);
    const Figures figures = join_of(tested.keys, {tested.exchange});
    REQUIRE(figures.cancel.size() == tested.expected.size());
    for (const double expected : tested.expected) CHECK(figures.cancel.p50() == Approx(expected));
    CHECK(figures.uncancelled == 0);
  }
}

TEST_CASE("a contradicted request that runs to its end was not cancelled", "[bench]") {
  CHECK(join_of({key(100), key(120, "y")}, {finished(exchange(100.3, "abcd", {160}), 160)})
            .uncancelled == 1);
  CHECK(join_of({key(100), key(120, "a")}, {finished(exchange(100.3, "abcd", {160}), 160)})
            .uncancelled == 0);
  CHECK(join_of({key(100), key(180, "y")}, {finished(exchange(100.3, "abcd", {160}), 160)})
            .uncancelled == 0);
}

TEST_CASE("waste is what came after the superseding key and nobody used", "[bench]") {
  // Contradicted at 161.5: two of four tokens come after that.
  const Exchange unused = finished(exchange(100.3, "abcdefghijklmnop", {160, 161, 162, 163}), 163);
  CHECK(join_of({key(100), key(161.5, "y")}, {unused}).tokens_wasted == 2);
  // It goes on agreeing: wasted from the first key after it all the same, if nobody uses it.
  CHECK(join_of({key(100), key(160.5, "a")}, {unused}).tokens_wasted == 3);
  // Used for the second key.
  CHECK(join_of({key(100), answered(key(160.5, "a"), 163.5, "bcdefgh")}, {unused}).tokens_wasted ==
        0);
  // Superseded before its first token, and stopped before it.
  CHECK(join_of({key(100), key(120, "y")}, {dropped(exchange(100.3, "abcd", {}), 121)})
            .tokens_wasted == 0);
}

TEST_CASE("tokens are used up to the longest answer shown in time", "[bench]") {
  const Exchange whole = finished(exchange(100.3, "abcdefghijkl", {110, 111, 112}), 112);
  CHECK(join_of({answered(key(100), 113, "abcdefgh"), answered(key(120, "a"), 121, "bcd")}, {whole})
            .tokens_used == 2);
  // Too late to be shown.
  CHECK(join_of({answered(key(100), 113, "abcdefgh"), key(112.5, "y")}, {whole}).tokens_used == 0);
}

TEST_CASE("figures of runs add up", "[bench]") {
  EditorLog editor;
  editor.keys = {key(100), key(120)};
  editor.cpu = 4ms;
  editor.peak_rss_bytes = 3'000'000;
  editor.startup = 7ms;
  const Figures one = join(editor, {.connections = 2, .exchanges = {}});
  Figures all = one;
  editor.peak_rss_bytes = 2'000'000;
  all.add(join(editor, {.connections = 1, .exchanges = {}}));
  CHECK(all.keys == 4);
  CHECK(all.connections == 3);
  CHECK(all.cpu_s_per_1000_keys() == Approx(2));
  CHECK(all.peak_rss_mb == Approx(3));
  CHECK(all.startup.size() == 2);
  CHECK(all.startup.p50() == Approx(7));
}

TEST_CASE("a question asked late counts from when it was asked", "[bench]") {
  // The change at 100, the question at 134; begun at the change, the token came at 160.
  KeyRecord early = answered(key(100), 160.5, "abcd");
  early.asked = at(134);
  const Figures head_start = join_of({early}, {exchange(100.5, "abcd", {160})});
  CHECK(only(head_start.wait) == Approx(26.5));
  CHECK(only(head_start.saved) == Approx((59.5 - 26.5) / 34));
  // Begun at the question: nothing is saved, and what else it takes is lost.
  KeyRecord late = answered(key(100), 195, "abcd");
  late.asked = at(134);
  const Figures none = join_of({late}, {exchange(134.5, "abcd", {194.5})});
  CHECK(only(none.wait) == Approx(61));
  CHECK(only(none.saved) == Approx(-1.0 / 34));
  // Whole before the question: all of the model's time is saved, not all of the gap.
  KeyRecord whole = answered(key(100), 300.2, "abcd");
  whole.asked = at(300);
  const Figures all = join_of({whole}, {exchange(100, "abcd", {160})});
  CHECK(only(all.saved) == Approx(59.8 / 60));
  CHECK(only(all.down) == Approx(0.2));
}

TEST_CASE("what was begun for an earlier key, or asked with the change, saves nothing here",
          "[bench]") {
  KeyRecord second = answered(key(120, "a"), 161, "bcd");
  second.asked = at(150);
  CHECK(join_of({key(100), second}, {exchange(100.3, "abcd", {160})}).saved.size() == 0);
  CHECK(join_of({answered(key(100), 161, "abcd")}, {exchange(100.3, "abcd", {160})}).saved.size() ==
        0);
}

TEST_CASE("a text that comes with asking again is shown too, and the last one is judged",
          "[bench]") {
  KeyRecord improved = answered(key(100), 110, "ab", false);
  Question again;
  again.asked = at(165);
  again.answered = at(165.2);
  again.answer = "abcdefgh";
  again.right = true;
  improved.again = {again};
  const std::vector<Exchange> one{exchange(100.3, "abcdefgh", {108, 160})};
  const Figures figures = join_of({improved}, one);
  CHECK(figures.shown == 1);
  CHECK(figures.right == 1);
  CHECK(figures.texts == 2);
  CHECK(figures.texts_right == 1);
  CHECK(figures.precision() == Approx(0.5));
  CHECK(figures.tokens_used == 2);
  // After the next key nobody could read it.
  const Figures late = join_of({improved, key(165.1)}, one);
  CHECK(late.texts == 1);
  CHECK(late.right == 0);
  CHECK(late.tokens_used == 1);
}

TEST_CASE("a request about a text that nobody wrote yet is speculation", "[bench]") {
  const auto placed = [](KeyRecord record, std::optional<std::size_t> place) {
    record.place = place;
    return record;
  };
  const auto asked_at = [](Exchange made, std::optional<Place> place) {
    made.place = place;
    return made;
  };
  const Exchange request = exchange(160, "abcdefgh", {200, 201});
  struct Case {
    const char* what;
    std::optional<Place> place;
    std::size_t speculated;
  };
  const Case cases[] = {
      {"where the text ends", Place{0, 12}, 0},
      {"where it ended a key before", Place{0, 11}, 0},
      {"behind it", Place{0, 20}, 1},
      {"in another text", Place{1, 12}, 1},
      {"nowhere", std::nullopt, 1},
  };
  for (const Case& one : cases) {
    INFO(one.what);
    const Figures figures =
        join_of({placed(key(100), 11), placed(key(150), 12)}, {asked_at(request, one.place)});
    CHECK(figures.requests == 1);
    CHECK(figures.speculated == one.speculated);
    CHECK(figures.tokens_speculated == 2 * one.speculated);
    CHECK(figures.tokens_generated == 2 - 2 * one.speculated);
  }
  // A mistake stands nowhere in the known text, and so does the request about it.
  CHECK(join_of({placed(key(150), std::nullopt)}, {asked_at(request, std::nullopt)}).speculated ==
        0);
}

TEST_CASE("speculation is used when its text is shown after all", "[bench]") {
  KeyRecord first = answered(key(100), 110, "xy");
  first.place = 10;
  KeyRecord taken = answered(key(400, "xy"), 400.2, "abcd");
  taken.place = 12;
  taken.accepted = true;
  taken.keys_spared = 1;
  Exchange shown = exchange(100.1, "xy", {109});
  shown.place = Place{0, 10};
  Exchange ahead = exchange(260, "abcdefgh", {300, 301});
  ahead.place = Place{0, 12};
  const Figures figures = join_of({first, taken}, {shown, ahead});
  CHECK(figures.accepted == 1);
  CHECK(figures.keys_spared == 1);
  CHECK(only(figures.after_accept) == Approx(0.18));
  CHECK(figures.after_accept_asked == 1);
  CHECK(figures.used_share() == 1);
  CHECK(figures.tokens_speculated == 2);
  CHECK(figures.tokens_speculated_used == 1);
  CHECK(figures.used_share_of_all() == Approx(2.0 / 3));
}

TEST_CASE("tokens after the key that contradicts a shown text are wasted too", "[bench]") {
  const std::vector<KeyRecord> keys{answered(key(100), 110, "abcd"), key(140, "y")};
  const Figures figures = join_of(keys, {exchange(100.3, "abcdefgh", {108, 150})});
  CHECK(figures.tokens_used == 1);
  CHECK(figures.tokens_wasted == 1);
  // One that typing goes along with is not superseded.
  const std::vector<KeyRecord> along{answered(key(100), 110, "abcd"), key(140, "a")};
  CHECK(join_of(along, {exchange(100.3, "abcdefgh", {108, 150})}).tokens_wasted == 0);
}
