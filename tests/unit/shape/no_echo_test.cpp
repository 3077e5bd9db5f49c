// What looks like an echo of the lines above, and is right.

#include "marked.hpp"

#include "support/catch.hpp"

#include <string>
#include <string_view>

namespace inkling::shape {

TEST_CASE("what only looks like an echo is shown", "[shape]") {
  struct Case {
    std::string_view document;
    std::string_view language;
    std::string wrote;
    std::string_view shown;
  };
  const Case cases[] = {
      {"date:\n  type: string\nversion:^\n", "yaml", "\n  type: string\nUNKNOWN:\n  type: array\n",
       "\n  type: string"},
      {"date:\n  type: string\nversion:^\n", "yaml", "\n  type: string\n", "\n  type: string"},
      // All of the last lines, and then the cursor's.
      {"date:\n  type: string\nversion:^\n", "yaml", "\n  type: string\nversion:\n  type: array\n",
       "\n  type: array"},
      {"foo();\n/^\n", "cpp", "/ why", "/ why"},
      {"foo();\n// ^\n", "cpp", "// why", "why"},
      {"if (a\n    |^\n", "cpp", "| b) {", "| b) {"},
      {"type A =\n  | ^\n", "typescript", "| 'b'", "'b'"},
      {"foo()\n-^\n", "lua", "- why", "- why"},
      {"a\n-^\n", "markdown", "- why", " why"},
  };
  for (const Case& one : cases) {
    INFO(one.document << " " << one.wrote);
    const Marked place = marked(one.document);
    const Shaped shaped =
        shape_at(place.text, place.offset, {.text = one.wrote}, 0, {language_of(one.language)});
    CHECK((shaped.candidate ? shaped.candidate->text : std::string(to_string(shaped.drop))) ==
          one.shown);
  }
}

} // namespace inkling::shape
