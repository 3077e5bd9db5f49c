// The panel for headers of several lines: their bodies stand as deep as their first line says.

#include "panel.hpp"

namespace inkling::shape {
namespace {

constexpr PanelCase kCpp[] = {
    {"int f(int aaa,\n      int bbb^\n", ") {\n  return aaa;\n}",
     "int f(int aaa,\n      int bbb) {\n  return aaa;\n}^\n"},
    {"int f(int aaa,\n      int bbb^)\n", ") {\n  return aaa;\n}",
     "int f(int aaa,\n      int bbb) {\n  return aaa;\n}^\n"},
    {"void g() {\n  if (aaa &&\n      bbb^\n}\n", ") {\n    f();\n  }",
     "void g() {\n  if (aaa &&\n      bbb) {\n    f();\n  }^\n}\n"},
    {"void g() {\n  x = f(aaa,\n        b^\n}\n", ");\n  y = 1;",
     "void g() {\n  x = f(aaa,\n        b);^\n}\n"},
    {"int f(int aaa,\n      int bbb^\n", ")\n{\n  return aaa;\n}\n\nint g();",
     "int f(int aaa,\n      int bbb)\n{\n  return aaa;\n}^\n"},
};

constexpr PanelCase kPython[] = {
    {"def f(aaa,\n      bbb^\n", "):\n    return aaa\n\nx = 1",
     "def f(aaa,\n      bbb):\n    return aaa^\n"},
    {"class A:\n    def f(self, aaa,\n          bbb^\n", ") -> int:\n        return aaa\n",
     "class A:\n    def f(self, aaa,\n          bbb) -> int:\n        return aaa^\n"},
};

constexpr PanelCase kJavascript[] = {
    {"function f(aaa,\n           bbb^\n", ") {\n  return aaa;\n}",
     "function f(aaa,\n           bbb) {\n  return aaa;\n}^\n"},
};

constexpr PanelCase kGo[] = {
    {"func f(aaa int,\n\tbbb int^\n", ") {\n\treturn aaa\n}\n",
     "func f(aaa int,\n\tbbb int) {\n\treturn aaa\n}^\n"},
};

constexpr PanelCase kJson[] = {
    {"[\n  1^\n]\n", ",\n  2,\n  3\n]", "[\n  1,\n  2,\n  3^\n]\n"},
    {"{\n  \"a\": ^\n}\n", "1,\n  \"b\": 2,\n  \"c\": 3\n}", "{\n  \"a\": 1^\n}\n"},
    {"{\n  \"a\": 1,^\n}\n", "\n  \"b\": 2,\n  \"c\": 3\n}",
     "{\n  \"a\": 1,\n  \"b\": 2,\n  \"c\": 3^\n}\n"},
    {"{\n  \"a\": ^\n  \"b\": 2\n}\n", "1,\n  \"c\": 3\n}", "{\n  \"a\": 1,^\n  \"b\": 2\n}\n"},
    {"{\n  \"a\": 1,^\n}\n", "1,\n  \"b\": 2,\n  \"c\": 3\n}",
     "{\n  \"a\": 1,\n  \"b\": 2,\n  \"c\": 3^\n}\n", false, 2},
};

} // namespace

std::span<const Panel> panels_headers() {
  static constexpr Panel kPanels[] = {{"cpp", kCpp},
                                      {"python", kPython},
                                      {"javascript", kJavascript},
                                      {"go", kGo},
                                      {"json", kJson}};
  return kPanels;
}

} // namespace inkling::shape
