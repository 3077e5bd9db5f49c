// The panel for texts whose beginning is typed, where the editor has closed it.

#include "panel.hpp"

namespace inkling::shape {
namespace {

constexpr PanelCase kCpp[] = {
    {"int f() {^}\n", "{\n    return 1;\n}", "int f() {\n    return 1;\n}^\n", false, 1},
    {"foo(^)\n", "(a, b);", "foo(a, b);^\n", false, 1},
    {"x[^]\n", "[i] = 1;", "x[i] = 1;^\n", false, 1},
    {"int f() {^}\n", "{ return 1; }", "int f() { return 1; }^\n", false, 1},
    {"void g() {\n  int f() {^}\n}\n", "{\n    return 1;\n  }",
     "void g() {\n  int f() {\n    return 1;\n  }^\n}\n", false, 1},
    {"struct A {\n  int f() {^}\n};\n", "{\n    return 1;\n  }\n",
     "struct A {\n  int f() {\n    return 1;\n  }^\n};\n", false, 1},
    {"int f() {\n^}\n", "{\n  return 1;\n}", "int f() {\n  return 1;\n}^\n", false, 2},
    {"int f() {\n  ^\n}\n", "{\n  return 1;\n}", "int f() {\n  return 1;^\n}\n", false, 4},
    {"std::vector<^>\n", "<int> v;", "std::vector<int> v;^\n", false, 1},
    {"if (x) {^}\n", "{\n  a();\n} else {\n  b();\n}", "if (x) {\n  a();\n} else {\n  b();\n}^\n",
     false, 1},
    {"void g() {\n  if (x) {\n    ^\n  }\n}\n", "{\n    a();\n    b();\n  }",
     "void g() {\n  if (x) {\n    a();\n    b();^\n  }\n}\n", false, 6},
};

constexpr PanelCase kPython[] = {
    {"x = \"^\"\n", "\"abc\"", "x = \"abc\"^\n", false, 1},
    {"x = {^}\n", "{\"a\": 1}", "x = {\"a\": 1}^\n", false, 1},
    {"x = foo(^)\n", "foo(a, b)", "x = foo(a, b)^\n", false, 4},
    {"foo(^)\n", "(\n    a,\n    b,\n)", "foo(\n    a,\n    b,\n)^\n", false, 1},
    {"x = [\n    ^\n]\n", "[\n    1,\n    2,\n]", "x = [\n    1,\n    2,^\n]\n", false, 6},
};

constexpr PanelCase kTypescript[] = {
    {"const f = () => {^}\n", "{\n  a();\n};", "const f = () => {\n  a();\n};^\n", false, 1},
    {"foo((^))\n", "((a) => a + 1);", "foo((a) => a + 1);^\n", false, 2},
    {"foo(() => {\n  ^\n});\n", "() => {\n  a();\n});", "foo(() => {\n  a();^\n});\n", false, 10},
};

constexpr PanelCase kRust[] = {
    {"let x = vec![^]\n", "[1, 2];", "let x = vec![1, 2];^\n", false, 1},
};

constexpr PanelCase kGo[] = {
    {"x := []int{^}\n", "{1, 2}", "x := []int{1, 2}^\n", false, 1},
    {"func f() {\n\t^\n}\n", "{\n\ta()\n}", "func f() {\n\ta()^\n}\n", false, 3},
};

} // namespace

std::span<const Panel> panels_typed() {
  static constexpr Panel kPanels[] = {
      {"cpp", kCpp}, {"python", kPython}, {"typescript", kTypescript}, {"rust", kRust}, {"go", kGo},
  };
  return kPanels;
}

} // namespace inkling::shape
