// Files as comments.

#include "backend/providers/comment_block.hpp"

#include "support/catch.hpp"

using namespace inkling::backend;

namespace {

struct Case {
  std::string_view language;
  std::string_view text;
  std::string_view block;
};

const Case kCases[] = {
    {"python", "a\n\nb\n", "# Path: p\n# a\n#\n# b\n"},
    {"cpp", "a */ b", "// Path: p\n// a */ b\n"},
    {"unheard-of", "a\n", "// Path: p\n// a\n"},
    {"lua", "a\n", "-- Path: p\n-- a\n"},
    {"clojure", "a\n", ";; Path: p\n;; a\n"},
    {"latex", "a\n", "% Path: p\n% a\n"},
    {"vim", "a\n", "\" Path: p\n\" a\n"},
    {"html", "<!-- a -->\n", "<!--\nPath: p\n<!-- a -- >\n-->\n"},
    {"css", "/* a */ b", "/*\nPath: p\n/* a * / b\n*/\n"},
    {"css", "**//", "/*\nPath: p\n** //\n*/\n"},
    {"python", "", "# Path: p\n"},
    {"css", "", "/*\nPath: p\n*/\n"},
};

} // namespace

TEST_CASE("a file becomes a comment that its text cannot end", "[providers]") {
  for (const Case& c : kCases) {
    CAPTURE(c.language, c.text);
    std::string out = "x\n";
    append_comment_block(out, c.language, "p", c.text);
    CHECK(out == "x\n" + std::string(c.block));
  }
}
