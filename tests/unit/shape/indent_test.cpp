// What says how a file is indented, and what does not.

#include "marked.hpp"

#include "support/catch.hpp"

#include <string>
#include <string_view>

namespace inkling::shape {
namespace {

struct Case {
  std::string_view document;
  std::string_view language;
  std::string wrote;
  std::string_view shown;
};

void check(const Case& one) {
  INFO(one.document << "\n-- wrote --\n" << one.wrote);
  const Marked place = marked(one.document);
  const Shaped shaped =
      shape_at(place.text, place.offset, {.text = one.wrote}, 0, {language_of(one.language)});
  CHECK((shaped.candidate ? shaped.candidate->text : std::string(to_string(shaped.drop))) ==
        one.shown);
}

} // namespace

TEST_CASE("comments say nothing about indentation", "[shape]") {
  const std::string tabs = "f(int a) {\n\treturn a;\n}";
  check({"/*\n * One.\n * Two.\n * Three.\n */\n\nint ^\n", "c", tabs, tabs});
  check({"/**\n * One.\n */\nvoid a() {\n\tb();\n}\n\nint ^\n", "c", tabs, tabs});
  const std::string two = "a {\n  color: red;\n}";
  check({"/*\n   Some words\n   of a licence.\n*/\n\n^\n", "css", two, two});
  check({"/* one */\na {\n    color: red;\n}\n\n^\n", "css", "b {\n  color: red;\n}",
         "b {\n    color: red;\n}"});
}

TEST_CASE("a line that goes on says nothing about indentation", "[shape]") {
  check({"struct Loop\n    : public Base^\n", "cpp", "<Loop> {\n  int a;\n};",
         "<Loop> {\n  int a;\n};"});
  check({"class A:\n  def f(self):\n    return 1\n\n  def ^\n", "python",
         "g(self):\n    args = [\n        'one',\n    ]",
         "g(self):\n    args = [\n        'one',\n    ]"});
  check({"class A:\n  def f(self):\n    return 1\n\n  def ^\n", "python",
         "g(self):\n      return 2", "g(self):\n    return 2"});
}

TEST_CASE("a line that the window cuts says nothing about indentation", "[shape]") {
  const std::string wrote = "g(self):\n        a = 1\n        b = 2";
  for (std::size_t padding = 1; padding < 20; ++padding) {
    std::string document = "class A:\n    def f(self):\n";
    for (std::size_t line = 0; line < 70; ++line) document += "        a += 1\n";
    document += "        # " + std::string(padding, 'a') + "\n\n    def ^\n";
    check({document, "python", wrote, wrote});
  }
}

TEST_CASE("who types less indentation than there is gets the rest", "[shape]") {
  check({"f({\n        a: 1,\n   ^\n", "javascript", "     b: 2,\n    });", "     b: 2,\n    });"});
  check({"if (a) {\n      b();\n ^\n", "cpp", "     c();\n      d();", "     c();\n      d();"});
  check({"if (a) {\n    b();\n  ^\n", "cpp", "  c();", "  c();"});
  // Indentation that is typed is left out where it is written again.
  check({"if (a) {\n    b();\n    ^\n", "cpp", "    c();", "c();"});
}

} // namespace inkling::shape
