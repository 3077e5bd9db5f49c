#include "marked.hpp"

#include "support/catch.hpp"

using namespace inkling;
using namespace inkling::shape;

TEST_CASE("the text right of the cursor decides what may be offered", "[shape]") {
  struct Case {
    const char* text;
    Placement expected;
  };
  const Case cases[] = {
      {"^", Placement::line_end},
      {"foo^", Placement::line_end},
      {"foo^  \t", Placement::line_end},
      {"foo^\nbar", Placement::line_end},
      {"foo^\r\nbar", Placement::line_end},
      {"foo^\rbar", Placement::line_end},
      {"foo(^)", Placement::before_closers},
      {"foo(^);\nbar", Placement::before_closers},
      {"foo( ^ ) ;", Placement::before_closers},
      {"foo(\"^\")", Placement::before_closers},
      {"a ^+ b", Placement::mid_line},
      {"if (^) {", Placement::mid_line},
      {"^ foo", Placement::mid_line},
      {"fo^o", Placement::mid_word},
      {"^foo", Placement::mid_word},
      {"gr^öße", Placement::mid_word},
      {"a^1", Placement::mid_word},
      {"a^_", Placement::mid_word},
  };
  for (const Case& one : cases) {
    INFO(one.text);
    CHECK(surroundings(one.text).placement == one.expected);
  }
}

TEST_CASE("a line is cut at the cursor", "[shape]") {
  const Marked place = marked("one\ntwo^three\r\nfour");
  const LineAround line = line_around(place.text, place.offset);
  CHECK(line.before == "two");
  CHECK(line.after == "three");
}

TEST_CASE("the line around a cursor is the rope's own line", "[shape]") {
  const std::string long_line(kLineBytesMax - 2, 'x');
  const std::string texts[] = {
      "",         "a",          "\n",
      "\r",       "\r\n",       "a\rb\r\nc\n\rd\n\n",
      "\r\r\n\n", "x\r\n\r\ny", long_line + "\r\n" + long_line + "yyyy\r" + long_line,
  };
  for (const std::string& bytes : texts) {
    const text::Rope text(bytes);
    for (std::size_t offset = 0; offset <= text.size(); ++offset) {
      const std::size_t line = text.line_of(offset);
      const std::size_t end = std::max(text.line_end(line), offset);
      const std::size_t left = std::min(offset - text.line_begin(line), kLineBytesMax);
      const LineAround around = line_around(text, offset);
      INFO(bytes << " at " << offset);
      REQUIRE(around.before == text.slice(offset - left, offset));
      REQUIRE(around.after == text.slice(offset, std::min(end, offset + kLineBytesMax)));
    }
  }
}

TEST_CASE("of a line of megabytes only what is near is looked at", "[shape]") {
  const std::string far(1 << 20, 'x');
  const text::Rope text(far + "(" + ")" + far);
  const LineAround line = line_around(text, far.size() + 1);
  CHECK(line.before.size() == kLineBytesMax);
  CHECK(line.before.back() == '(');
  CHECK(line.after.size() == kLineBytesMax);
  CHECK(line.after.front() == ')');
}

TEST_CASE("non-ASCII letters belong to words", "[shape]") {
  for (const char c : std::string("aZ0_ö")) CHECK(is_word_byte(c));
  for (const char c : std::string(" ().+-\"\n")) CHECK_FALSE(is_word_byte(c));
}
