#include "shape/in_text.hpp"

#include "support/catch.hpp"

#include <string>
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

TEST_CASE("each line begins in code, a string or a comment", "[shape]") {
  struct Case {
    std::string_view above;
    std::string_view text;
    std::string_view language;
    std::string_view insides; ///< of each line of the text
  };
  const Case cases[] = {
      {"", "a\nb\n", "cpp", "..."},
      {"/*\n", "a\n*/\nb", "cpp", "cc."},
      {"x = ", "/* it's\na */ b /*\nc\n*/\nd", "javascript", ".ccc."},
      {"", "a('/*');\nb", "javascript", ".."},
      {"", "q := `a\n/*\n`\nb", "go", ".ss."},
      {"q := `a\n", "b\r\n`\r\nc", "go", "ss."},
      {"// it`s\n", "a\nb", "go", ".."},
      {"auto s = R\"x(\n", ")\"\n)x\";\na", "cpp", "ss."},
      {"", "local q = [=[\n]]\n]=] .. a[b[1]]\nc", "lua", ".ss."},
      {"--[[ a\n", "b\n]]\nc", "lua", "ss."},
      {"", "<pre class=\"a\">\n b\n</pre>\n<prefix>\nc", "html", ".ss.."},
      {"cat <<EOF\n", "a\nEOF\nb", "shellscript", "ss."},
      {"def f():\n", "  \"\"\"a\n  b\n  \"\"\"\n  x = \"\"\"\nc\n\"\"\"\nd", "python", ".cc.ss."},
  };
  for (const Case& one : cases) {
    INFO(one.above << one.text);
    std::string found;
    for (const Inside inside : insides_of(one.above, one.text, language_of(one.language)))
      found += inside == Inside::code ? '.' : inside == Inside::string ? 's' : 'c';
    CHECK(found == one.insides);
  }
}

} // namespace inkling::shape
