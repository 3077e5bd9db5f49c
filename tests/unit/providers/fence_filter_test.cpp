// Markdown fences around answers.

#include "backend/providers/fence_filter.hpp"

#include "backend/providers/answer_filter.hpp"
#include "pieces.hpp"
#include "support/catch.hpp"

using namespace inkling;
using namespace inkling::backend;
using inkling::test::Pieces;

namespace {

struct Case {
  std::string text;
  std::string expected;
};

const Case kCases[] = {
    // no fence: as it is
    {"", ""},
    {"sum(values)", "sum(values)"},
    {"  \n  x", "  \n  x"},
    {" \n", " \n"},
    {"`x`", "`x`"},
    {"``", "``"},
    {"`", "`"},
    {"``x", "``x"},
    {"x\n```\ny", "x\n```\ny"},
    {"```one``` and", "```one``` and"},
    // a fence
    {"```\nx\n```", "x"},
    {"```python\nx\n```\n", "x"},
    {"```python\r\nx\r\n```\r\n", "x"},
    {"\n\n ```c++ title\nx\ny\n```\nThis adds x.", "x\ny"},
    {"```\n    x\n    ```  \n", "    x"},
    {"```\n```", ""},
    {"```\n\n```", ""},
    {"```\nx\n\n```", "x\n"},
    // one that does not close, or closes nothing
    {"```\nx", "x"},
    {"```\nx\n", "x\n"},
    {"```\nx\n``", "x\n``"},
    {"```\nx\n``y", "x\n``y"},
    {"```\nx\n\n  \n ``", "x\n\n  \n ``"},
    {"```py", ""},
    {"```", ""},
    // fences inside
    {"```rust\n/// ```\n/// x\n/// ```\nfn f()\n```", "/// ```\n/// x\n/// ```\nfn f()"},
    {"```\n```python\nx\n```", "```python\nx"},
    {"```\na```\n```", "a```"},
    {"```\nx\r\ry\r\n```", "x\r\ry"},
};

const std::string kLongInfo = "```" + std::string(FenceFilter::kInfoBytesMax + 1, 'i') + "\nx\n```";

} // namespace

TEST_CASE("a fence around an answer is taken off, however it is cut", "[providers]") {
  for (const Case& c : kCases) {
    CAPTURE(c.text);
    test::for_each_cut(c.text, [&](const Pieces& pieces) {
      CHECK(test::filtered(FenceFilter(), pieces) == c.expected);
    });
  }
}

TEST_CASE("a first line that is too long for a language is no fence", "[providers]") {
  test::for_each_cut(kLongInfo, [&](const Pieces& pieces) {
    CHECK(test::filtered(FenceFilter(), pieces) == kLongInfo);
  });
}

TEST_CASE("text comes through a fence as soon as it cannot be its end", "[providers]") {
  FenceFilter filter;
  CHECK(filter.pass("```py") == "");
  CHECK(filter.pass("\nx = 1") == "x = 1");
  CHECK(filter.pass(";\n") == ";");
  CHECK(filter.pass("y") == "\ny");
  CHECK_FALSE(filter.ended());
  CHECK(filter.pass("\n```\nand so on") == "");
  CHECK(filter.ended());
  CHECK(filter.pass("more") == "");
  CHECK(filter.finish() == "");
}

TEST_CASE("a control token ends an answer in a fence, and the fence with it", "[providers]") {
  constexpr std::string_view kTokens[] = {"<|end|>"};
  test::for_each_cut("```\nx < y\n```<|end|>z", [&](const Pieces& pieces) {
    CHECK(test::filtered(AnswerFilter(kTokens, AnswerFilter::Fence::strip), pieces) == "x < y");
  });
  test::for_each_cut("```\nx < y\n<|", [&](const Pieces& pieces) {
    CHECK(test::filtered(AnswerFilter(kTokens, AnswerFilter::Fence::strip), pieces) == "x < y\n<|");
    CHECK(test::filtered(AnswerFilter(kTokens, AnswerFilter::Fence::keep), pieces) ==
          "```\nx < y\n<|");
  });
}
