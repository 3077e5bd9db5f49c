// What stands right of the cursor: what is covered of it, what separates the text from it, and
// where a text of several lines may stand in front of it.

#include "marked.hpp"

#include "support/catch.hpp"

#include <string>
#include <vector>

using namespace inkling;
using namespace inkling::shape;

namespace {

struct Case {
  const char* document; ///< with the cursor as ^
  const char* wrote;    ///< by a model
  const char* expected; ///< afterwards, without the cursor; empty: nothing is offered
};

void check(std::string_view language, const std::vector<Case>& cases) {
  for (const Case& one : cases) {
    const Marked place = marked(one.document);
    const Shaped shaped =
        shape_at(place.text, place.offset, {.text = one.wrote}, 0, {language_of(language)});
    INFO(language << "\n" << one.document << "\n-- wrote --\n" << one.wrote << "\n--");
    INFO("dropped: " << to_string(shaped.drop));
    std::string after;
    if (shaped.candidate)
      after = place.text.slice(0, place.offset) + shaped.candidate->text +
              place.text.slice(place.offset + shaped.candidate->replace_after, place.text.size());
    CHECK(after == one.expected);
  }
}

} // namespace

TEST_CASE("a closer stays for what the text opens again", "[shape]") {
  check("python", {
                      {"x = foo(^)\n", "a) + bar(b", "x = foo(a) + bar(b)\n"},
                      {"x = foo(bar(^))\n", "1)) + baz(2", "x = foo(bar(1)) + baz(2)\n"},
                      {"x = foo(bar(^))\n", "1) + baz(2", "x = foo(bar(1) + baz(2))\n"},
                      {"x = xs[^]\n", "0] + xs[1", "x = xs[0] + xs[1]\n"},
                      {"f\"{^}\"\n", "a} and {b", "f\"{a} and {b}\"\n"},
                      {"f\"{^}\"\n", "a} and b", "f\"{a} and b\"\n"},
                      {"print(foo(^))\n", "a), bar(b", "print(foo(a), bar(b))\n"},
                      {"foo(\":(\", ^)\n", "a)", "foo(\":(\", a)\n"},
                  });
  check("javascript", {
                          {"if (foo(^)) {\n", "a) && bar(b", "if (foo(a) && bar(b)) {\n"},
                          {"m.get(^)?.foo()\n", "a)?.bar(b", "m.get(a)?.bar(b)?.foo()\n"},
                          {"x = \"^\";\n", "a\" + \"b", "x = \"a\" + \"b\";\n"},
                          {"foo(bar(^)\n", "1)", "foo(bar(1))\n"},
                      });
}

TEST_CASE("a text does not run into what stands right of it", "[shape]") {
  check("python", {
                      {"x = 1\n^(a, b) = 2\n", "z = 3\n", ""},
                      {"^y = 2\n", "z = 3\n", ""},
                      {"^def f():\n", "# Does it.\n", ""},
                      {"a = 1\n    ^return a\n", "b = 2\n    ", ""},
                      {"    ^return x\n", "if x:\n        return 1\n    ", ""},
                      {"^@property\n", "x = 1\n", ""},
                      {"a = b ^c\n", "+ ", "a = b + c\n"},
                      {"import os\n^import sys\n", "import re\n", ""},
                      {"x = ^foo()\n", "await foo()\n", "x = await foo()\n"},
                      {"x = ^ + 1\n", "y ", "x = y + 1\n"},
                      {"x = foo(^)\n", "y ", "x = foo(y)\n"},
                  });
  check("javascript", {
                          {"x = ^y\n", "await ", "x = await y\n"},
                          {"{\n^}\n", "  return a + b;\n", ""},
                          {"async ^function f() {}\n", "function g() {}\n", ""},
                      });
  check("markdown", {{"Hello ^world\n", "beautiful ", "Hello beautiful world\n"}});
}

TEST_CASE("the rest of a word is replaced only by its own end", "[shape]") {
  check("python", {
                      {"x = col^or\n", "our(1)", ""},
                      {"x = col^or\n", "our", ""},
                      {"x = col^or\n", "or(1)", "x = color(1)\n"},
                      {"x = my_^name\n", "other_name(1)", "x = my_other_name(1)\n"},
                      {"x = my_^name\n", "first_", "x = my_first_name\n"},
                      {"x = ^name\n", "full_", "x = full_name\n"},
                  });
}

TEST_CASE("what was closed with several bytes is covered with all of them", "[shape]") {
  check("python",
        {
            {"\"\"\"^\"\"\"\n", "Return one.\"\"\"", "\"\"\"Return one.\"\"\"\n"},
            {"\"\"\"^\"\"\"\n", "Return one.\"", "\"\"\"Return one.\"\"\"\n"},
            {"x = '''^'''\n", "a'''", "x = '''a'''\n"},
            {"x = '''^'''\n", "a''' + '''b", "x = '''a''' + '''b'''\n"},
            {"\"\"\"^\"\"\"\n", "\n    One.\n    \"\"\"", "\"\"\"\n    One.\n    \"\"\"\n"},
        });
  check("markdown", {
                        {"```^```\n", "sh\nmake\n```", "```sh\nmake\n```\n"},
                        {"```^```\n", "make```", "```make```\n"},
                        {"**^**\n", "bold** text", "**bold** text\n"},
                        {"**^**\n", "bold** and **more", "**bold** and **more**\n"},
                    });
  check("javascript", {
                          {"/**^ */\n", " Does it. */", "/** Does it. */\n"},
                          {"/**^ */\n", "\n * Does it.\n */", "/**\n * Does it.\n */\n"},
                          {"const s = `${^}`;\n", "a}`;", "const s = `${a}`;\n"},
                      });
  check("html", {
                    {"<div>^</div>\n", "text</div>", "<div>text</div>\n"},
                    {"<p>{{^}}</p>\n", " name }}", "<p>{{ name }}</p>\n"},
                    {"<div>^</div>\n", "\n  text\n</div>", "<div>\n  text\n</div>\n"},
                });
}

TEST_CASE("several lines stand in front of closers that they write themselves", "[shape]") {
  check("javascript",
        {
            {"function f(a, b) {^}\n", "\n  return a + b;\n}",
             "function f(a, b) {\n  return a + b;\n}\n"},
            {"function f(a, b) {^}\n", "\n  return a + b;\n", ""},
            {"xs.map((x) => {^});\n", "\n  return x;\n});", "xs.map((x) => {\n  return x;\n});\n"},
            {"xs.map((x) => {^});\n", "\n  return x;\n})", "xs.map((x) => {\n  return x;\n});\n"},
            {"a = {^}\n", "\n  b: 1,\n  c: 2,\n}", "a = {\n  b: 1,\n  c: 2,\n}\n"},
            {"a = [^]\n", "\n  1,\n  2,\n]", "a = [\n  1,\n  2,\n]\n"},
            {"foo(^)\n", "\n  1,\n  2,\n)", "foo(\n  1,\n  2,\n)\n"},
            {"for (^)\n", "let i = 0; i < n; i++) {\n  a(i);\n}",
             "for (let i = 0; i < n; i++) {\n  a(i);\n}\n"},
        });
  check("rust", {{"fn f() -> i32 {^}\n", "\n    1\n}", "fn f() -> i32 {\n    1\n}\n"}});
  check("python",
        {
            {"def f(^)\n", "a, b):\n    return a + b", "def f(a, b):\n    return a + b\n"},
            {"with open(^)\n", "path) as f:\n    x = f.read()",
             "with open(path) as f:\n    x = f.read()\n"},
            {"x = foo(^) + 1\n", "\n    a,\n)", ""},
        });
}

TEST_CASE("an editor that closes what is typed keeps the text", "[shape]") {
  struct Typed {
    const char* document; ///< as it is once `typed` bytes of the text are
    const char* text;
    std::size_t typed;
  };
  const Typed cases[] = {
      {"function f(^)\n", "(a, b) {\n  return a + b;\n}", 1},
      {"function f(a, b) {^}\n", "(a, b) {\n  return a + b;\n}", 8},
      {"function f(a, b) ^\n", "(a, b) {\n  return a + b;\n}", 7},
      {"x = [^]\n", "[\n  1,\n]", 1},
  };
  for (const Typed& one : cases) {
    INFO(one.document);
    const Marked place = marked(one.document);
    const Shaped shaped = shape_at(place.text, place.offset, {.text = one.text}, one.typed,
                                   {language_of("javascript")});
    REQUIRE(shaped.candidate);
    CHECK(shaped.candidate->text == std::string(one.text).substr(one.typed));
  }
}

TEST_CASE("a stream goes on where its next lines may close the line", "[shape]") {
  const Marked place = marked("function f(a, b) {^}\n");
  const Setting setting{language_of("javascript")};
  const auto complete = [&](std::string_view growing) {
    return shape_complete(place.text, place.offset, growing, 0, setting).complete;
  };
  CHECK_FALSE(complete("\n"));
  CHECK_FALSE(complete("\n  return a + b;\n"));
  CHECK(complete("\n  return a + b;\n}\n"));
}
