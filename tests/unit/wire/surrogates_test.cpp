#include "wire/surrogates.hpp"

#include "support/catch.hpp"

#include <string>

using inkling::wire::replace_lone_surrogates;

namespace {

std::string repaired(std::string text) {
  replace_lone_surrogates(text);
  return text;
}

struct Case {
  const char* text;
  const char* expected;
};

} // namespace

TEST_CASE("lone surrogate escapes become the replacement character", "[wire]") {
  const Case cases[] = {
      {R"("\ud83d")", R"("\ufffd")"},
      {R"("\uD83D")", R"("\ufffd")"},
      {R"("\uDbFf")", R"("\ufffd")"},
      {R"("\udc00")", R"("\ufffd")"},
      {R"("\uDFFF")", R"("\ufffd")"},
      {R"("a\ud83db")", R"("a\ufffdb")"},
      {R"("\ud83d\n")", R"("\ufffd\n")"},
      {R"("\ud83d\u0041")", R"("\ufffd\u0041")"},
      {R"("\ud83d \ude00")", R"("\ufffd \ufffd")"},
      {R"("\ude00\ud83d")", R"("\ufffd\ufffd")"},
      {R"("\ud83d\ud83d\ude00")", R"("\ufffd\ud83d\ude00")"},
      {R"("\ud83d\ude00\ude00")", R"("\ud83d\ude00\ufffd")"},
      {R"("\ud83d\ud83d")", R"("\ufffd\ufffd")"},
      {R"("\\\ud83d")", R"("\\\ufffd")"},
      {R"("\ud83d\\ude00")", R"("\ufffd\\ude00")"},
      {R"(\ud83d)", R"(\ufffd)"},
  };
  for (const auto& [text, expected] : cases) {
    INFO(text);
    CHECK(repaired(text) == expected);
  }
}

TEST_CASE("all other text stays as it is", "[wire]") {
  const char* const cases[] = {
      "",
      "\\",
      R"(\u)",
      R"(\ud)",
      R"("\ud83d\ude00")",
      R"("\uDBFF\uDFFF")",
      R"("\\ud83d")",
      R"("\\\\ud83d")",
      R"("\ud7ff")",
      R"("\ue000")",
      R"("\uffff\u0000")",
      R"("\ud8")",
      R"("\ud83")",
      R"("\ud83g")",
      R"("\u d83d")",
      R"("ud83d")",
      R"("\Ud83d")",
      R"({"a":"plain \n \t \" text"})",
  };
  for (const char* text : cases) {
    INFO(text);
    CHECK(repaired(text) == text);
  }
}

TEST_CASE("surrogate escapes are found at every place of a long text", "[wire]") {
  for (std::size_t before = 0; before < 1100; ++before) {
    const std::string padding(before, 'x');
    const std::string behind(600, 'y');
    REQUIRE(repaired(padding + R"(\ud83d)" + behind) == padding + R"(\ufffd)" + behind);
    REQUIRE(repaired(padding + R"(\ud83d\ude00)" + behind) == padding + R"(\ud83d\ude00)" + behind);
    const bool escaped = before % 2 != 0;
    const std::string slashes(before, '\\');
    REQUIRE(repaired(slashes + R"(\udc01)") == slashes + (escaped ? R"(\udc01)" : R"(\ufffd)"));
  }
}
