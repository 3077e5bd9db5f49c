// Several texts of one answer.

#include "backend/providers/choices.hpp"

#include "support/catch.hpp"

using namespace inkling::backend;

namespace {

constexpr std::string_view kTokens[] = {"<end>"};

using Texts = std::vector<std::string>;

struct Case {
  std::size_t count;
  std::vector<Reading> readings;
  std::string said;
  bool ended;
  Texts others = {};
  bool by_us = false;
  bool cut = false;
};

constexpr std::size_t kAll = Reading::kEveryChoice;

const Case kCases[] = {
    {1, {{.text = "a"}, {.text = "b"}}, "ab", false},
    {1, {{.text = "a", .finished = true}}, "a", true},
    {1, {{.text = "a<en"}, {.finished = true, .choice = kAll}}, "a<en", true},
    {1, {{.text = "a<end>b"}, {.text = "c"}}, "a", true, {}, true},
    {1, {{.text = "a<end>", .finished = true}}, "a", true},
    {1, {{.text = "a", .finished = true, .cut = true}}, "a", true, {}, false, true},
    {1, {{.text = "a<end>", .finished = true, .cut = true}}, "a", true}, // it had ended before
    {1, {{.text = "x", .choice = 1}}, "", false},                        // nobody asked for it
    {3,
     {{.text = "a"},
      {.text = "b", .choice = 1},
      {.text = "c", .choice = 2},
      {.text = "a"},
      {.text = "b", .finished = true, .choice = 1}},
     "aa",
     false,
     {"bb", "c"}},
    {2,
     {{.text = "a", .finished = true}, {.text = "b", .finished = true, .choice = 1}},
     "a",
     true,
     {"b"}},
    {2,
     {{.text = "b", .choice = 1}, {.text = "a"}, {.finished = true, .choice = kAll}},
     "a",
     true,
     {"b"}},
    {2, {{.text = "a", .finished = true}, {.text = "late"}}, "a", false}, // the other may come yet
    {2, {{.text = "a", .finished = true}, {.finished = true, .choice = kAll}}, "a", true},
    // one after another
    {3,
     {{.text = "a"},
      {.text = "a", .finished = true},
      {.text = "b", .choice = 1},
      {.text = "b", .finished = true, .choice = 1},
      {.text = "c", .finished = true, .choice = 2}},
     "aa",
     true,
     {"bb", "c"}},
    {2,
     {{.text = "a<end>x"}, {.finished = true}, {.text = "b", .finished = true, .choice = 1}},
     "a",
     true,
     {"b"},
     true},
    // an empty one is never the first where another has text
    {3,
     {{.finished = true},
      {.text = "b", .choice = 1},
      {.text = "c", .choice = 2},
      {.finished = true, .choice = 1, .cut = true},
      {.finished = true, .choice = 2}},
     "b",
     true,
     {"", "c"},
     false,
     true},
    {3,
     {{.text = "c", .choice = 2},
      {.text = "<end>", .finished = true},
      {.finished = true, .choice = 1},
      {.finished = true, .choice = 2}},
     "c",
     true},
    {3,
     {{.text = "b", .choice = 1}, {.text = "c", .choice = 2}, {.finished = true, .choice = kAll}},
     "b",
     true,
     {"", "c"}},
    {3,
     {{.text = "", .finished = true, .choice = kAll, .alternatives = {"b", "c"}}},
     "b",
     true,
     {"", "c"}},
    {2, {{.finished = true}, {.finished = true, .choice = 1}}, "", true},
    {2, {{.text = "b", .choice = 1}, {.text = "a", .finished = true}}, "a", false, {"b"}},
    {2,
     {{.text = "b<end>x", .choice = 1}, {.text = "y", .choice = 1}, {.finished = true}},
     "b",
     true,
     {},
     true},
    {2, {{.text = "b<en", .choice = 1}, {.finished = true, .choice = kAll}}, "b<en", true},
    {3,
     {{.text = "a", .finished = true, .choice = kAll, .alternatives = {"", "c", "d"}}},
     "a",
     true,
     {"", "c"}},
};

} // namespace

TEST_CASE("each of several texts is told apart and ends by itself", "[providers]") {
  for (const Case& c : kCases) {
    CAPTURE(&c - kCases);
    Choices choices(AnswerFilter(kTokens, AnswerFilter::Fence::keep), c.count);
    REQUIRE(choices.others() == c.count - 1);
    std::string said;
    Texts others(c.count - 1);
    for (const Reading& reading : c.readings) {
      choices.pass(reading, said);
      for (std::size_t other = 0; other < others.size(); ++other)
        others[other] += choices.take_said(other);
    }
    CHECK(said == c.said);
    CHECK(choices.ended() == c.ended);
    CHECK(choices.ended_by_us() == c.by_us);
    CHECK(choices.is_cut() == c.cut);
    Texts expected = c.others;
    expected.resize(others.size());
    CHECK(others == expected);
  }
}

TEST_CASE("a text beside the first that never ends is ended by us", "[providers]") {
  Choices choices(AnswerFilter(kTokens, AnswerFilter::Fence::keep), 2);
  std::string said;
  const std::string much(Choices::kTextBytesMax, 'x');
  choices.pass({.text = much, .choice = 1}, said);
  choices.pass({.text = "a", .finished = true}, said);
  CHECK_FALSE(choices.ended());
  choices.pass({.text = "x", .choice = 1}, said);
  choices.pass({.text = "y", .choice = 1}, said);
  CHECK(choices.ended());
  CHECK(choices.ended_by_us()); // the server would write on
  CHECK(choices.take_said(0).size() == Choices::kTextBytesMax + 1);
}
