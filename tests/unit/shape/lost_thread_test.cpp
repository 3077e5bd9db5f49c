// Text of models that have lost the thread is given up after a few rounds: each reads all of it.

#include "marked.hpp"

#include "support/catch.hpp"

#include <string>
#include <string_view>

namespace inkling::shape {
namespace {

std::string times(std::size_t count, std::string_view part) {
  std::string out;
  while (count-- > 0) out += part;
  return out;
}

Shaped shaped(std::string_view with_mark, const std::string& text, std::string_view language) {
  const Marked place = marked(with_mark);
  return shape_at(place.text, place.offset, {.text = text}, 0, {language_of(language)});
}

std::string shown(const Shaped& one) {
  return one.candidate ? one.candidate->text : std::string(to_string(one.drop));
}

} // namespace

TEST_CASE("a few closers too many are cut off, and many are no code", "[shape]") {
  const std::string few = "a); b); c);";
  CHECK(shown(shaped("foo(^\nbar();\n", few, "cpp")) == "a); b");
  std::string many;
  for (char c = 'a'; c <= 'z'; ++c) many += std::string(1, c) + "); ";
  CHECK(shown(shaped("foo(^\nbar();\n", many, "cpp")) == "unbalanced");
}

TEST_CASE("who begins the line again and again says nothing", "[shape]") {
  CHECK(shown(shaped("return ^", "return return x;", "cpp")) == "x;");
  CHECK(shown(shaped("return ^", times(100, "return ") + "x;", "cpp")) == "repeats-prefix");
}

TEST_CASE("a repetition ends with a whole character", "[shape]") {
  // U+0124 and U+00E4 end with the same byte, U+4E80 and U+5E80 with the same two.
  CHECK(shown(shaped("x = \"^\n", "\xC4\xA4" + times(30, "\xC3\xA4"), "cpp")) ==
        "\xC4\xA4\xC3\xA4");
  CHECK(shown(shaped("x = \"^\n", "\xE4\xBA\x80" + times(30, "\xE5\xBA\x80"), "cpp")) ==
        "\xE4\xBA\x80\xE5\xBA\x80");
}

TEST_CASE("a regular expression ends somewhere near", "[shape]") {
  CHECK(shown(shaped("x = foo(^\nbar();\n", "/[)]/);", "javascript")) == "/[)]/);");
  CHECK(shown(shaped("x = foo(^\nbar();\n", "/" + times(100, "[)]") + "/);", "javascript")) ==
        "unbalanced");
}

} // namespace inkling::shape
