#include "bench/acceptance.hpp"

#include "support/catch.hpp"
#include "text/edit_text.hpp"

#include <algorithm>

using namespace inkling;
using namespace inkling::harness;

namespace {

const std::string kKnown = [] {
  std::string text = "// größe\n\n";
  for (int number = 0; number < 60; ++number)
    text += "void function_" + std::to_string(number) + "() {\n\n  return; // größer 😀\n}\n";
  return text;
}();

/// A key of a trace without mistakes after which the known text goes on with `next`.
std::size_t key_before(const Trace& trace, std::string_view next) {
  for (std::size_t key = 0; key < trace.keys.size(); ++key) {
    const auto& place = trace.keys[key].place;
    if (place && std::string_view(trace.known).substr(*place).starts_with(next)) return key;
  }
  FAIL("no such key");
  return 0;
}

std::optional<std::string> taken_text(std::string_view answer, AcceptBy by) {
  const Trace trace = make_trace(TraceKind::steady, kKnown, {});
  const auto taken = take_offer(trace.keys, trace.known, key_before(trace, answer), answer, by);
  if (!taken) return std::nullopt;
  return taken->keystroke.text;
}

} // namespace

TEST_CASE("an offer is taken whole, or its first word with the blanks before it", "[bench]") {
  struct Case {
    std::string_view answer;
    std::string_view word;
  };
  const Case cases[] = {
      {"return; // größer", "return"},
      {" // größer 😀", " //"},
      {"größer 😀\n}", "größer"},
      {"; // gr", ";"},
      {"() {\n\n  return;", "()"},
      {"\n\n  return;", "\n\n  return"},
      {" {\n", " {"},
  };
  for (const Case& one : cases) {
    INFO(one.answer);
    CHECK(taken_text(one.answer, AcceptBy::whole) == std::string(one.answer));
    CHECK(taken_text(one.answer, AcceptBy::word) == std::string(one.word));
  }
}

TEST_CASE("what ends inside an indentation is not taken", "[bench]") {
  CHECK_FALSE(taken_text("() {\n\n ", AcceptBy::whole));
  CHECK_FALSE(taken_text("\n\n ", AcceptBy::word));
  CHECK_FALSE(taken_text("", AcceptBy::whole));
}

TEST_CASE("after taking an offer the trace goes on as if it had been typed", "[bench]") {
  for (const TraceKind kind : {TraceKind::steady, TraceKind::edits}) {
    const Trace trace = make_trace(kind, kKnown, {.keys = 120, .seed = 5});
    std::vector<Keystroke> keys = trace.keys;
    text::Rope document(trace.document);
    std::size_t taken_keys = 0;
    for (std::size_t key = 0; key < keys.size(); ++key) {
      text::apply_change(document, keys[key].range, keys[key].text, text::Encoding::utf16);
      if (key % 7 != 0 || !keys[key].place) continue;
      const auto rest = std::string_view(trace.known).substr(*keys[key].place);
      const auto taken =
          take_offer(keys, trace.known, key, rest.substr(0, rest.find('\n')), AcceptBy::whole);
      if (!taken) continue;
      REQUIRE(taken->last > key);
      keys[taken->last] = taken->keystroke;
      taken_keys += taken->last - key;
      key = taken->last - 1;
    }
    CHECK(document.str() == trace.known);
    CHECK(taken_keys > 10);
  }
}

TEST_CASE("nothing is taken where the cursor moves away before the text ends", "[bench]") {
  Keystroke first;
  first.place = 1;
  Keystroke second;
  second.place = 3;
  const std::string known = "abcdef";
  CHECK(take_offer({first, second}, known, 0, "bc", AcceptBy::whole));
  CHECK_FALSE(take_offer({first, second}, known, 0, "bcd", AcceptBy::whole));
  second.moved = true;
  CHECK_FALSE(take_offer({first, second}, known, 0, "bc", AcceptBy::whole));
  first.place.reset();
  second.moved = false;
  CHECK_FALSE(take_offer({first, second}, known, 0, "bc", AcceptBy::whole));
}
