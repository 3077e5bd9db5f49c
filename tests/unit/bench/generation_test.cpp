#include "bench/generation.hpp"

#include "support/catch.hpp"

#include <algorithm>
#include <set>

using namespace inkling;
using namespace inkling::harness;

namespace {

const std::string kText = [] {
  std::string text;
  for (int line = 0; line < 200; ++line)
    text += "const int value_" + std::to_string(line) + " = " + std::to_string(line * 7) + ";\n";
  return text;
}();
const KnownTexts kKnown({kText});

Ask ask_at(std::size_t offset) {
  return {.prompt = kText.substr(0, offset)};
}

} // namespace

TEST_CASE("a right guess is the true text in tokens of so many bytes", "[bench]") {
  const ModelOptions model{.tokens_max = 5};
  const Generation generation = plan_generation(model, kKnown, ask_at(100), 0);
  CHECK(generation.right);
  CHECK(generation.text == kText.substr(100, 20));
  CHECK(generation.ends == std::vector<std::size_t>{4, 8, 12, 16, 20});
  CHECK(generation.token(1) == kText.substr(104, 4));
}

TEST_CASE("tokens end at code points", "[bench]") {
  const KnownTexts known({"0123456789abcdef größe→x"});
  const Generation generation =
      plan_generation({.token_bytes = 3}, known, {.prompt = "0123456789abcdef"}, 0);
  CHECK(generation.text == " größe→x");
  CHECK(generation.ends == std::vector<std::size_t>{3, 7, 11, 12});
}

TEST_CASE("what is asked for bounds the answer", "[bench]") {
  Ask ask = ask_at(100);
  ask.tokens_max = 2;
  CHECK(plan_generation({}, kKnown, ask, 0).ends.size() == 2);
  ask = ask_at(100);
  ask.stops = {"zzz", "\n"};
  CHECK(plan_generation({}, kKnown, ask, 0).text == kText.substr(100, kText.find('\n', 100) - 100));
}

TEST_CASE("what follows the hole is not written again", "[bench]") {
  const std::size_t below = kText.find("const int value_9 ");
  Ask ask = ask_at(100);
  ask.plain = true;
  ask.suffix = kText.substr(below - 1);
  CHECK(plan_generation({}, kKnown, ask, 0).text == kText.substr(100, below - 1 - 100));
  ask.suffix = kText.substr(100);
  CHECK(plan_generation({}, kKnown, ask, 0).text.empty());
  ask.suffix = ";\n"; // stands anywhere
  const Generation all = plan_generation({}, kKnown, ask, 0);
  CHECK(all.text == kText.substr(100, all.text.size()));
  CHECK(all.text.size() > 100);
  // By the markers of a template, too.
  ask = {.prompt = "<|fim_prefix|>" + kText.substr(0, 100) + "<|fim_suffix|>" +
                   kText.substr(below - 1) + "<|fim_middle|>"};
  CHECK(plan_generation({}, kKnown, ask, 0).text == kText.substr(100, below - 1 - 100));
}

TEST_CASE("a wrong guess differs from the truth in its first byte", "[bench]") {
  for (std::size_t offset = 20; offset < 2000; ++offset) {
    const Generation generation = plan_generation({.wrong = 1}, kKnown, ask_at(offset), 0);
    REQUIRE_FALSE(generation.right);
    REQUIRE(generation.text.front() != kText[offset]);
  }
}

TEST_CASE("right or wrong depends on seed and place, not on how often it is asked", "[bench]") {
  const ModelOptions model{.wrong = 0.5, .seed = 7};
  std::size_t right = 0;
  for (std::size_t offset = 20; offset < 2020; ++offset) {
    const Generation first = plan_generation(model, kKnown, ask_at(offset), 0);
    const Generation again = plan_generation(model, kKnown, ask_at(offset), 99);
    REQUIRE(first.text == again.text);
    right += first.right ? 1 : 0;
  }
  CHECK(right > 900);
  CHECK(right < 1100);
}

TEST_CASE("an unknown place gets a wrong text", "[bench]") {
  const Generation generation =
      plan_generation({}, kKnown, {.prompt = "not in any text at all"}, 0);
  CHECK_FALSE(generation.place);
  CHECK_FALSE(generation.right);
  CHECK_FALSE(generation.text.empty());
}

TEST_CASE("tokens are due on an absolute schedule", "[bench]") {
  const Generation generation =
      plan_generation({.ttft_ms = 60, .tokens_per_s = 4000}, kKnown, ask_at(100), 0);
  CHECK(generation.due(0) == 60ms);
  CHECK(generation.due(4) == 61ms);
  CHECK(plan_generation({.ttft_ms = 0, .tokens_per_s = 0}, kKnown, ask_at(100), 0).due(31) == 0ms);
}

TEST_CASE("jitter is log-normal: half of it lies below its median", "[bench]") {
  const ModelOptions model{.ttft_ms = 60, .jitter_ms = 15, .jitter_sigma = 0.5};
  std::vector<Duration> first;
  for (std::uint64_t ordinal = 0; ordinal < 2001; ++ordinal)
    first.push_back(plan_generation(model, kKnown, ask_at(100), ordinal).first);
  std::sort(first.begin(), first.end());
  CHECK(first.front() > 60ms);
  CHECK(first[1000] > 74ms);
  CHECK(first[1000] < 76ms);
  CHECK(first[1683] > 82ms); // one sigma above: 15 ms * e^0.5 = 24.7 ms
  CHECK(first[1683] < 87ms);
}

TEST_CASE("faults are read from the command line", "[bench]") {
  const auto faults = parse_faults("429:0.1,stall:0.05,reset");
  REQUIRE(faults.has_value());
  CHECK(*faults == std::vector<FaultShare>{{{FaultKind::status, 429}, 0.1},
                                           {{FaultKind::stall, 0}, 0.05},
                                           {{FaultKind::reset, 0}, 1}});
  CHECK(parse_faults("")->empty());
  for (const char* wrong : {"stal:0.1", "399", "600", "429:2", "429:x", "429:", ":0.1", ","})
    CHECK_FALSE(parse_faults(wrong).has_value());
}

TEST_CASE("faults come in their shares", "[bench]") {
  const ModelOptions model{.faults = *parse_faults("429:0.25,stall:0.25")};
  std::size_t refused = 0;
  std::size_t stalled = 0;
  for (std::uint64_t ordinal = 0; ordinal < 2000; ++ordinal) {
    const Fault fault = plan_generation(model, kKnown, ask_at(100), ordinal).fault;
    refused += fault.kind == FaultKind::status ? 1 : 0;
    stalled += fault.kind == FaultKind::stall ? 1 : 0;
  }
  CHECK(refused > 430);
  CHECK(refused < 570);
  CHECK(stalled > 430);
  CHECK(stalled < 570);
}
