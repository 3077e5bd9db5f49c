// The panel for models that begin the line again, or its last name, also where it is short.

#include "panel.hpp"

namespace inkling::shape {
namespace {

constexpr PanelCase kPython[] = {
    {"def f(a):\n    return ^\n", "return a", "def f(a):\n    return a^\n"},
    {"if ^\n", "if x:", "if x:^\n"},
    {"comp^\n", "compute(1)", "compute(1)^\n"},
    {"x = comp^\n", "compute(1)", "x = compute(1)^\n"},
    {"foo(^)\n", "foo(a)", "foo(a)^\n"},
    {"foo(^\n", "foo(a)", "foo(a)^\n"},
    {"result = compute(^\n", "compute(1), 2)", "result = compute(compute(1), 2)^\n"},
    {"print(^)\n", "print(x)", "print(x)^\n"},
    {"for ^\n", "for x in y:", "for x in y:^\n"},
    {"impor^\n", "import os", "import os^\n"},
    {"self.^\n", "self.x = 1", "self.x = 1^\n"},
    {"self.na^\n", "self.name = 1", "self.name = 1^\n"},
    {"self.na^\n", "name = 1", "self.name = 1^\n"},
    {"from os ^\n", "from os import path", "from os import path^\n"},
    {"len^\n", "len(x)", "len(x)^\n"},
    {"x = in^\n", "int(y)", "x = int(y)^\n"},
    {"x = in^\n", "inside", "x = inside^\n"},
    {"i^\n", "if x:\n    y", "if x:\n    y^\n"},
    {"\"^\"\n", "\"abc\"", "\"abc\"^\n"},
    {"not ^\n", "not x", "not not x^\n"},
    {"name = s^\n", "sl_context", "name = ssl_context^\n"},
    {"y = x * ^\n", "x * x", "y = x * x * x^\n"},
    {"print(\"^\")\n", "\", end", "print(\"\", end^)\n"},
    {"def f():\n    \"\"\"^\"\"\"\n", "\"\"\"Does it.\"\"\"",
     "def f():\n    \"\"\"Does it.\"\"\"^\n"},
    {"max(^)\n", "max(a, b), c)", "max(max(a, b), c)^\n"},
};

constexpr PanelCase kTypescript[] = {
    {"const x = ^\n", "const x = 1;", "const x = 1;^\n"},
    {"foo^\n", "food()", "food()^\n"},
    {"a.push(^)\n", "a.push(b)", "a.push(b)^\n"},
    {"console.log(^);\n", "console.log(x)", "console.log(x)^;\n"},
};

constexpr PanelCase kCpp[] = {
    {"void f() {\n  foo(^\n}\n", "foo(a);", "void f() {\n  foo(a);^\n}\n"},
    {"return ^\n", "return a;", "return a;^\n"},
    {"  int x = ^\n", "  int x = 1;", "  int x = 1;^\n"},
    {"x = ^\n", "x = 1;", "x = 1;^\n"},
    {"x += ^\n", "x + 1;", "x += x + 1;^\n"},
    {"a ^\n", "a = 1;", "a = 1;^\n"},
    {"std::^\n", "std::vector<int> x;", "std::vector<int> x;^\n"},
    {"min(^\n", "min(a, b), c);", "min(min(a, b), c);^\n"},
    {"int i^\n", "int i = 0;", "int i = 0;^\n"},
    {"in^\n", "int x;", "int x;^\n"},
    {"null, ^\n", "null, null", "null, null, null^\n"},
    {"// ^\n", "// what it does", "// what it does^\n"},
};

constexpr PanelCase kGo[] = {
    {"\treturn ^\n", "return err", "\treturn err^\n"},
    {"\tif err^\n", "err != nil {\n\t\treturn err\n\t}",
     "\tif err != nil {\n\t\treturn err\n\t}^\n"},
};

constexpr PanelCase kRust[] = {
    {"let ^\n", "let x = 1;", "let x = 1;^\n"},
};

constexpr PanelCase kSql[] = {
    {"SELECT ^\n", "SELECT id FROM t;", "SELECT id FROM t;^\n"},
};

constexpr PanelCase kC[] = {
    {"long ^\n", "long size;", "long long size;^\n"},
    {"int pprint(void);\np^\n", "print();", "int pprint(void);\npprint();^\n"},
};

constexpr PanelCase kCss[] = {
    {"a { color: #ff^ }\n", "ff00;", "a { color: #ffff00;^ }\n"},
};

constexpr PanelCase kMarkdown[] = {
    {"- ^\n", "- one", "- one^\n"},
    {"A very ^\n", "very long way.", "A very very long way.^\n"},
};

constexpr PanelCase kHtml[] = {
    {"<li>^</li>\n", "<li>one</li>", "<li>one^</li>\n"},
};

} // namespace

std::span<const Panel> panels_echo() {
  static constexpr Panel kPanels[] = {
      {"python", kPython},
      {"typescript", kTypescript},
      {"cpp", kCpp},
      {"go", kGo},
      {"rust", kRust},
      {"sql", kSql},
      {"c", kC},
      {"css", kCss},
      {"markdown", kMarkdown},
      {"html", kHtml},
  };
  return kPanels;
}

} // namespace inkling::shape
