// What is left of a text that is typed along: the same line must come of it, now as then.
#include "shape/shown.hpp"

#include "support/catch.hpp"

#include <string>
#include <vector>

namespace inkling::shape {
namespace {

struct Case {
  std::string what;
  std::string text;   // shown
  std::string typed;  // of it
  std::string behind; // stood right of it then, beyond what it replaced
  std::string after;  // stands right of the cursor now
  std::string rest;   // empty: nothing but a new text would do
  std::size_t replaces = 0;
};

void check(const Case& one) {
  INFO(one.what);
  REQUIRE(one.text.starts_with(one.typed));
  const auto rest = rest_of_shown(one.text, one.typed.size(), one.behind, one.after, true);
  REQUIRE(rest.has_value() == !one.rest.empty());
  if (!rest) return;
  CHECK(rest->text == one.rest);
  CHECK(rest->replace_after == one.replaces);
  const std::string line = one.typed + rest->text + one.after.substr(rest->replace_after);
  CHECK(line == one.text + one.behind);
}

} // namespace

TEST_CASE("accepting the rest gives what accepting all of it gave", "[shape]") {
  const std::vector<Case> cases = {
      {"nothing right of it", "alpha();", "al", "", "", "pha();"},
      {"nothing typed yet", "alpha();", "", "", "", "alpha();"},
      {"lines", " {\n  a();\n}", " {", "", "", "\n  a();\n}"},
      {"the editor closes a bracket", "(a, b);", "(", "", ")", "a, b);", 1},
      {"the editor closes a quote", "f(\"a\");", "f(\"", "", "\")", "a\");", 2},
      {"a brace of several lines", " {\n  a();\n}", " {", "", "}", "\n  a();\n}", 1},
      {"a closer is typed over", "a);", "a)", "", "", ";"},
      {"a closer is covered still", "a, b)", "a", ";", ");", ", b)", 1},
      {"other text stays behind", "a, c, ", "a", "b)", "b)", ", c, "},
      {"lines before other text", "\na", "", "b", "b", ""},
      {"a closer typed beside the one there", "a);", "a)", "", ")", ""},
      {"all of it is typed", "a);", "a);", "", "", ""},
      {"only blanks are left", "a  ", "a", "", "", ""},
      {"it stands there already", "a)", "a", "", ")", ""},
      {"something else stands there now", "a", "", "b", "c", ""},
      {"what stood there is gone", "a, b", "a", ")", "", ""},
  };
  for (const Case& one : cases) check(one);
}

TEST_CASE("where nothing may be replaced the rest must fit without", "[shape]") {
  CHECK(rest_of_shown("a, b)", 1, "", "", false));
  CHECK_FALSE(rest_of_shown("a, b)", 1, "", ")", false));
}

TEST_CASE("a line that is too long to see its end is shaped anew", "[shape]") {
  const std::string after(kLineBytesMax, 'x');
  CHECK_FALSE(rest_of_shown("a, b", 1, after, after, true));
}

} // namespace inkling::shape
