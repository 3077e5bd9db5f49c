#include "bench/trace.hpp"

#include "support/catch.hpp"
#include "text/edit_text.hpp"

using namespace inkling;
using namespace inkling::harness;

namespace {

const std::string kKnown = [] {
  std::string text = "// größe\n\n";
  for (int number = 0; number < 120; ++number)
    text += "void function_" + std::to_string(number) + "() {\n\n  return; // größer 😀\n}\n";
  return text;
}();

/// Types it all and checks each key against the text that it makes.
void check_trace(const Trace& trace) {
  text::Rope document(trace.document);
  for (const Keystroke& key : trace.keys) {
    text::apply_change(document, key.range, key.text, text::Encoding::utf16);
    const std::size_t offset = text::to_offset(document, key.cursor, text::Encoding::utf16);
    const std::string before = document.slice(0, offset);
    REQUIRE(before.ends_with(key.line));
    REQUIRE(
        (before.size() == key.line.size() || before[before.size() - key.line.size() - 1] == '\n'));
    if (key.place) REQUIRE(before == trace.known.substr(0, *key.place));
    REQUIRE(key.back == key.text.empty());
  }
  REQUIRE(document.str() == trace.known);
}

std::size_t count(const Trace& trace, bool Keystroke::*flag) {
  return static_cast<std::size_t>(std::count_if(trace.keys.begin(), trace.keys.end(),
                                                [&](const Keystroke& key) { return key.*flag; }));
}

} // namespace

TEST_CASE("the keys of a trace write the known text", "[bench]") {
  for (const TraceKind kind :
       {TraceKind::steady, TraceKind::bursts, TraceKind::edits, TraceKind::fast}) {
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
      const Trace trace = make_trace(kind, kKnown, {.keys = 250, .seed = seed});
      INFO("kind " << int(kind) << " seed " << seed);
      CHECK(trace.keys.size() >= 250);
      CHECK(trace.keys.size() < 500);
      check_trace(trace);
    }
  }
}

TEST_CASE("steady and bursty typing make no mistakes and stay in one place", "[bench]") {
  for (const TraceKind kind : {TraceKind::steady, TraceKind::bursts}) {
    const Trace trace = make_trace(kind, kKnown, {});
    CHECK(count(trace, &Keystroke::back) == 0);
    CHECK(count(trace, &Keystroke::moved) == 1);
    for (const Keystroke& key : trace.keys) CHECK(key.place);
  }
}

TEST_CASE("edits make mistakes, take them back, and move", "[bench]") {
  const Trace trace = make_trace(TraceKind::edits, kKnown, {});
  CHECK(count(trace, &Keystroke::back) > 3);
  CHECK(count(trace, &Keystroke::moved) == 5);
  std::size_t mistaken = 0;
  for (const Keystroke& key : trace.keys) mistaken += key.place ? 0 : 1;
  CHECK(mistaken > 3);
}

TEST_CASE("the same seed types the same, another one does not", "[bench]") {
  const auto document = [](std::uint64_t seed) {
    return make_trace(TraceKind::edits, kKnown, {.seed = seed}).document;
  };
  CHECK(document(1) == document(1));
  CHECK(document(1) != document(2));
}

TEST_CASE("pauses follow the kind and the pace", "[bench]") {
  const auto mean_ms = [](TraceKind kind, double pace) {
    const Trace trace = make_trace(kind, kKnown, {.keys = 1000, .pace = pace});
    Duration all{};
    for (const Keystroke& key : trace.keys) all += key.pause;
    return static_cast<double>(all.count()) / 1e6 / static_cast<double>(trace.keys.size());
  };
  CHECK(mean_ms(TraceKind::steady, 1) == Approx(143).margin(6));
  CHECK(mean_ms(TraceKind::steady, 0.5) == Approx(71).margin(3));
  CHECK(mean_ms(TraceKind::fast, 1) == Approx(137).margin(15));
  CHECK(mean_ms(TraceKind::bursts, 1) == Approx(125).margin(15));
}

TEST_CASE("a text without room has few keys or none", "[bench]") {
  CHECK(make_trace(TraceKind::steady, "", {}).keys.empty());
  CHECK(make_trace(TraceKind::edits, "one line", {}).keys.empty());
  const Trace trace = make_trace(TraceKind::steady, "a\nbc\n", {});
  check_trace(trace);
}
