#include "engine/anchor.hpp"

#include "marked.hpp"

#include "support/catch.hpp"

#include <vector>

using namespace inkling;
using namespace inkling::engine;

namespace {

struct Case {
  std::string begun; ///< where the text was produced
  std::string produced;
  std::string now; ///< where the cursor is now
  Agreement expected;
  std::size_t typed = 0;
  bool growing = false;
};

void check(const std::vector<Case>& cases) {
  for (const Case& one : cases) {
    INFO(one.begun << " + " << one.produced << " at " << one.now);
    const Match match =
        Anchor(vicinity(one.begun)).match(one.produced, vicinity(one.now), one.growing);
    CHECK(match.agreement == one.expected);
    CHECK(match.typed == one.typed);
  }
}

constexpr auto kAgrees = Agreement::agrees;
constexpr auto kDisagrees = Agreement::disagrees;
constexpr auto kUndecided = Agreement::undecided;

} // namespace

TEST_CASE("typing along a text keeps it", "[engine]") {
  check({
      {"let x^", " = 1;", "let x^", kAgrees, 0},
      {"let x^", " = 1;", "let x ^", kAgrees, 1},
      {"let x^", " = 1;", "let x = 1;^", kAgrees, 5},
      {"let x^", " = 1;", "let x =>^", kDisagrees},
      {"let x^", " = 1;", "let x = 1;;^", kDisagrees},
      {"let x^", " größe", "let x grö^", kAgrees, 5},
      {"if (x)^", " {\n  y();\n}", "if (x) {\n  ^", kAgrees, 5},
  });
}

TEST_CASE("another place is another place", "[engine]") {
  check({
      {"let x^", " = 1;", "let ^", kDisagrees},
      {"let x^", " = 1;", "let y^", kDisagrees},
      {"let x^", " = 1;", "\nlet x^", kDisagrees},
      {"let x^", " = 1;", "let x^\nlet z", kDisagrees},
      {"^", "abc", "^", kAgrees, 0},
      {"^", "abc", "ab^", kAgrees, 2},
      {"^", "abc", "b^", kDisagrees},
      {"let x^\nlet z", " = 1;", "let x =^\nlet z", kAgrees, 2},
      {"let x^\nlet z", " = 1;", "let x =^\nlet w", kDisagrees},
  });
}

TEST_CASE("closers that come and go right of the cursor are no other place", "[engine]") {
  check({
      {"foo^;\nbar", "(a, b)", "foo(^);\nbar", kAgrees, 1},
      {"foo^;\nbar", "(a, b)", "foo(a, b)^;\nbar", kAgrees, 6},
      {"foo(^)\nbar", "a)", "foo(a)^\nbar", kAgrees, 2},
      {"foo^\nbar", "(\"text\")", "foo(\"^\")\nbar", kAgrees, 2},
  });
}

TEST_CASE("a person ahead of a growing text is not wrong yet", "[engine]") {
  check({
      {"let x^", "", "let x =^", kUndecided, 2, true},
      {"let x^", "", "let x =^", kDisagrees, 0, false},
      {"let x^", " =", "let x = 1^", kUndecided, 4, true},
      {"let x^", " =", "let x => 1^", kUndecided, 5, true},
      {"let x^", " = ", "let x =>^", kDisagrees, 0, true},
      {"let x^", "", "let x" + std::string(kTypedAheadBytesMax, 'y') + "^", kUndecided,
       kTypedAheadBytesMax, true},
      {"let x^", "", "let x" + std::string(kTypedAheadBytesMax + 1, 'y') + "^", kDisagrees, 0,
       true},
  });
}

TEST_CASE("in repetitive text the least is taken to be typed", "[engine]") {
  check({
      {"aaaa^", "aaaa", "aaaa^", kAgrees, 0},
      {"aaaa^", "aaaa", "aaaaa^", kAgrees, 1},
      {std::string(200, 'a') + "^", "aa", std::string(201, 'a') + "^", kAgrees, 0},
  });
}

TEST_CASE("a place is known by what is near it", "[engine]") {
  const std::string far(500, '/');
  const std::string near(kAnchorPrefixBytes, '.');
  check({
      // An edit far up does not matter; one within reach does.
      {"one" + far + near + "^", "text", "other" + far + near + "te^", kAgrees, 2},
      {far + "one" + near.substr(3) + "^", "text", far + "two" + near.substr(3) + "^", kDisagrees},
      // At the begin of a text there is nothing else to know it by.
      {"one^", "text", "x" + far + "one^", kDisagrees},
  });
}

TEST_CASE("long typing is followed up to its bound", "[engine]") {
  const std::string text(kTypedBytesMax + 10, 'x');
  check({
      {"let ^", text, "let " + text.substr(0, kTypedBytesMax) + "^", kAgrees, kTypedBytesMax},
      {"let ^", text, "let " + text.substr(0, kTypedBytesMax + 1) + "^", kDisagrees},
  });
}

TEST_CASE("a vicinity is bounded whatever the text", "[engine]") {
  const std::string megabyte(1 << 20, 'x');
  const text::Rope text(megabyte);
  const Vicinity middle(text, 1 << 19);
  CHECK(middle.before().size() == kAnchorPrefixBytes + kTypedBytesMax);
  CHECK(middle.after().size() == kAnchorSuffixBytes);
  CHECK(Vicinity(text, 0).before().empty());
  CHECK(Vicinity(text, text.size()).after().empty());
  CHECK(Anchor(middle) == Anchor(Vicinity(text, (1 << 19) + 1)));
  CHECK_FALSE(Anchor(middle) == Anchor(Vicinity(text, 5)));
}
