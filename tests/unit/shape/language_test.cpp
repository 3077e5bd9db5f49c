#include "shape/language.hpp"

#include "support/catch.hpp"

#include <string_view>

namespace inkling::shape {

TEST_CASE("each id of a language is known, and no part of one", "[shape]") {
  struct Case {
    std::string_view id;
    Blocks blocks;
    std::string_view comment;
  };
  const Case cases[] = {
      {"python", Blocks::colon, "#"},   {"shellscript", Blocks::keywords, "#"},
      {"sh", Blocks::keywords, "#"},    {"fish", Blocks::keywords, "#"},
      {"makefile", Blocks::rules, "#"}, {"make", Blocks::rules, "#"},
      {"plaintext", Blocks::none, ""},  {"text", Blocks::none, ""},
      {"latex", Blocks::none, ""},      {"tex", Blocks::none, ""},
      {"rst", Blocks::none, ""},        {"vue-html", Blocks::markup, ""},
      {"html", Blocks::markup, ""},     {"r", Blocks::braces, "#"},
      {"css", Blocks::braces, ""},      {"scss", Blocks::braces, "//"},
      {"rust", Blocks::braces, "//"},   {"pyth", Blocks::braces, "//"},
      {" ", Blocks::braces, "//"},
  };
  for (const Case& one : cases) {
    INFO(one.id);
    const Language language = language_of(one.id);
    CHECK(language.blocks == one.blocks);
    CHECK(language.comment == one.comment);
    CHECK_FALSE(language.unknown);
  }
  CHECK(language_of("").unknown);
}

} // namespace inkling::shape
