#include "shape/in_text.hpp"

#include "support/catch.hpp"

#include <string_view>

namespace inkling::shape {

TEST_CASE("words and code are told apart", "[shape]") {
  struct Case {
    std::string_view text;
    std::string_view language;
    bool in_text;
  };
  const Case cases[] = {
      {"/* one\n   two\n", "cpp", true},
      {"/* one */\nint x;\n", "cpp", false},
      {"int x; /* one */ int y; /*\n", "cpp", true},
      {"files = glob('src/**/*.js')\n", "javascript", false},
      {"auto files = \"src/*\";\n", "cpp", false},
      {"// all of src/*\nint x;\n", "cpp", false},
      {"don't();\n/* one\n", "cpp", true},
      {"SELECT 1; -- a/*\n", "sql", false},
      {"rm -rf build/*\n", "shellscript", false},
      {"glob('*/*')\n", "python", false},
      {"a { }\n/* one\n", "css", true},
      {"\"\"\"one\n", "python", true},
      {"x = 1  # one", "python", true},
      {"x = 1  # one\n", "python", false},
      {"key: |\n  one\n  ", "yaml", true},
  };
  for (const Case& one : cases) {
    INFO(one.text);
    CHECK(is_in_text(one.text, language_of(one.language)) == one.in_text);
  }
}

} // namespace inkling::shape
