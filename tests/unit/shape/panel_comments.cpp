// The panel for brackets that are no code, and comments that would hide some.

#include "panel.hpp"

namespace inkling::shape {
namespace {

constexpr PanelCase kPython[] = {
    {"def f():\n    ^\n", "\"\"\"see foo( \"\"\"\n    return 1\n",
     "def f():\n    \"\"\"see foo( \"\"\"\n    return 1^\n"},
    {"def f():\n    \"\"\"see foo( \"\"\"\n    ^\n", "return g(1)\n",
     "def f():\n    \"\"\"see foo( \"\"\"\n    return g(1)^\n"},
    {"def f():\n    ^\n", "# (see\n    return g(1)\n", "def f():\n    # (see\n    return g(1)^\n"},
    {"def f():\n    ^\n", "# see)\n    return g(1)\n", "def f():\n    # see)\n    return g(1)^\n"},
    {"x = foo(^\n", "a,  # :)\n        b)\ny = 1", "x = foo(a,  # :)\n        b)^\n"},
    {"def f():\n    \"\"\"Does (a\n    b).\n    \"\"\"\n    ^\n", "return (1)\n",
     "def f():\n    \"\"\"Does (a\n    b).\n    \"\"\"\n    return (1)^\n"},
    {"# a) first\n^\n", "# b) second\nx = 1", "# a) first\n# b) second\nx = 1^\n"},
    {"    # 1^\n", ") first thing", "    # 1) first thing^\n"},
    {"x = [^]\n", "1, 2]  # two", "x = [1, 2]  # two^\n"},
    {"x = \"^\"\n", "#fff", "x = \"#fff^\"\n"},
};

constexpr PanelCase kCpp[] = {
    {"void f() {\n  ^\n}\n", "// :)\n  a();", "void f() {\n  // :)\n  a();^\n}\n"},
    {"void f() {\n  a();  // :)\n  ^\n}\n", "b(1);", "void f() {\n  a();  // :)\n  b(1);^\n}\n"},
    {"void f() {\n  // don't (\n  ^\n}\n", "b(1);\n  c(')');",
     "void f() {\n  // don't (\n  b(1);\n  c(')');^\n}\n"},
    {"void f() {\n  if (c == ^) {\n  }\n}\n", "'('", "void f() {\n  if (c == '('^) {\n  }\n}\n"},
    {"void f() {\n  ^\n}\n", "a(); /* ) */\n  b();", "void f() {\n  a(); /* ) */\n  b();^\n}\n"},
    {"void f() {\n  ^\n}\n", "s = \")\";\n  t = \"}\";\n  u = '}';",
     "void f() {\n  s = \")\";\n  t = \"}\";\n  u = '}';^\n}\n"},
    {"int f() {^\n", "\n  // }\n  return 1;\n}\n\nint g() {",
     "int f() {\n  // }\n  return 1;\n}^\n"},
    {"int f() {^\n", "\n  // {\n  return 1;\n}\n\nint g() {\n}",
     "int f() {\n  // {\n  return 1;\n}^\n"},
    {"void f() {\n  /* one */^\n}\n", "\n  a();\n  b();",
     "void f() {\n  /* one */\n  a();\n  b();^\n}\n"},
    {"// a^\n", ") first thing", "// a) first thing^\n"},
    {"void f() {\n  // a^\n}\n", ") first thing", "void f() {\n  // a) first thing^\n}\n"},
    {"foo(^, b);\n", "a // first", "foo(a^, b);\n"},
    {"foo(^)\n", "a); // calls", "foo(a); // calls^\n"},
    {"if (^) {\n", "x // )", "if (x^) {\n"},
};

constexpr PanelCase kTypescript[] = {
    {"function f() {\n  ^\n}\n", "// it's }\n  a();", "function f() {\n  // it's }\n  a();^\n}\n"},
    {"const re = ^\n", "/[)}]/g;", "const re = /[)}]/g;^\n"},
    {"get(\"^\", b)\n", "http://a.b", "get(\"http://a.b^\", b)\n"},
    {"const x = a ^\n", "/ (b + c);", "const x = a / (b + c);^\n"},
    {"if (/[(]/.test(^)) {\n", "name", "if (/[(]/.test(name^)) {\n"},
};

constexpr PanelCase kShellscript[] = {
    {"case $x in\n  ^\nesac\n", "a) b ;;", "case $x in\n  a) b ;;^\nesac\n"},
};

constexpr PanelCase kGo[] = {
    {"func f() {\n\t^\n}\n", "// a) first\n\tg()", "func f() {\n\t// a) first\n\tg()^\n}\n"},
};

constexpr PanelCase kRust[] = {
    {"fn f() {\n    ^\n}\n", "// a) first\n    g();", "fn f() {\n    // a) first\n    g();^\n}\n"},
};

constexpr PanelCase kLua[] = {
    {"f(^)\n", "a) -- :)", "f(a) -- :)^\n"},
};

constexpr PanelCase kCss[] = {
    {"a { background: url(^) }\n", "//a.b/c.png", "a { background: url(//a.b/c.png^) }\n"},
};

constexpr PanelCase kHtml[] = {
    {"<p>^</p>\n", "Smile :)</p>", "<p>Smile :)^</p>\n"},
};

} // namespace

std::span<const Panel> panels_comments() {
  static constexpr Panel kPanels[] = {
      {"python", kPython},
      {"cpp", kCpp},
      {"typescript", kTypescript},
      {"shellscript", kShellscript},
      {"go", kGo},
      {"rust", kRust},
      {"lua", kLua},
      {"css", kCss},
      {"html", kHtml},
  };
  return kPanels;
}

} // namespace inkling::shape
