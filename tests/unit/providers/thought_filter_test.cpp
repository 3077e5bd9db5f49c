// Thoughts at the beginning of an answer.

#include "backend/providers/thought_filter.hpp"

#include "backend/providers/answer_filter.hpp"
#include "pieces.hpp"
#include "support/catch.hpp"

using namespace inkling::backend;

namespace {

struct Case {
  std::string answer;
  std::string text;
  bool ended = false;
};

const std::string kLong(ThoughtFilter::kBytesMax, 'x');

const Case kCases[] = {
    {"", ""},
    {"x = 1", "x = 1"},
    {"\n  x", "\n  x"},
    {" \n", " \n"},
    {"<think>\n\n</think>\n\n  x\n", "  x\n"},
    {"\n<think>why?</think>x", "x"},
    {"<think>a<b</thin</think>\r\nx</think>", "x</think>"},
    {"<think></think>\n", ""},
    {"<think>never over", ""},
    {"<think>" + kLong + "</think>x", "", true},
    {"<thin", "<thin"},
    {"<thinker>", "<thinker>"},
    {"</think>x", "</think>x"},
    {"x<think>y</think>", "x<think>y</think>"},
    {"<think></think><think>y</think>", "<think>y</think>"},
    {kLong + "<think>y</think>", kLong + "<think>y</think>"},
    {std::string(ThoughtFilter::kBytesMax + 1, ' ') + "<think>",
     std::string(ThoughtFilter::kBytesMax + 1, ' ') + "<think>"},
};

} // namespace

TEST_CASE("a thought at the beginning of an answer is no text, however it is cut", "[providers]") {
  for (const Case& c : kCases) {
    CAPTURE(c.answer);
    inkling::test::for_each_cut(c.answer, [&](const inkling::test::Pieces& pieces) {
      ThoughtFilter filter;
      std::string text;
      for (const std::string_view piece : pieces) text += filter.pass(piece);
      REQUIRE(filter.ended() == c.ended);
      text += filter.finish();
      REQUIRE(text == c.text);
    });
  }
}

TEST_CASE("behind a thought, stops and fences are found as ever", "[providers]") {
  static constexpr std::string_view kTokens[] = {"<end>"};
  const auto text_of = [](std::string_view answer, AnswerFilter::Fence fence) {
    return inkling::test::filtered(AnswerFilter(kTokens, fence), {answer});
  };
  CHECK(text_of("<think>a</think>\nx<end>y", AnswerFilter::Fence::keep) == "x");
  CHECK(text_of("<think>a</think>\n```py\nx\n```", AnswerFilter::Fence::strip) == "x");
  CHECK(text_of("<thi", AnswerFilter::Fence::strip) == "<thi");
  CHECK(text_of(" <en", AnswerFilter::Fence::keep) == " <en");
}
