// The panel for right text that rules about wrong text came near: it is shown as it was written.

#include "panel.hpp"

namespace inkling::shape {
namespace {

constexpr PanelCase kRust[] = {
    {"let a = 1;\n/^\n", "/ Later: more", "let a = 1;\n// Later: more^\n"},
    {"//^\n", "/ Adds one.", "/// Adds one.^\n"},
};

constexpr PanelCase kLua[] = {
    {"-^\n", "- adds one", "-- adds one^\n"},
};

constexpr PanelCase kMarkdown[] = {
    {"#^\n", "# Title", "## Title^\n"},
    {">^\n", "> quoted twice", ">> quoted twice^\n"},
    {"# ^\n", "# Title", "# Title^\n"},
};

constexpr PanelCase kGo[] = {
    {"func f() {\n\ta()\n}\n\n^\n", "/*\n * Adds one.\n */\nfunc g() {\n\ta()\n}",
     "func f() {\n\ta()\n}\n\n/*\n * Adds one.\n */\nfunc g() {\n\ta()\n}^\n"},
    // A comment is moved with what it stands in front of.
    {"func f() {\n\ta()\n\t^\n}\n",
     "if x {\n        /*\n         * Adds.\n         */\n        b()\n    }",
     "func f() {\n\ta()\n\tif x {\n\t\t/*\n\t\t * Adds.\n\t\t */\n\t\tb()\n\t}^\n}\n"},
    {"func f() {\n\ta()\n\t^\n}\n", "q := `\n  SELECT\n    a\n`",
     "func f() {\n\ta()\n\tq := `\n  SELECT\n    a\n`^\n}\n"},
    {"func f() {\n\ta()\n\tq := `\n  SELECT^\n}\n", "\n    a`",
     "func f() {\n\ta()\n\tq := `\n  SELECT\n    a`^\n}\n"},
    {"func f() {\n\ta()\n\t^\n}\n", "if x {\n        q := `\n  a\n`\n        b()\n    }",
     "func f() {\n\ta()\n\tif x {\n\t\tq := `\n  a\n`\n\t\tb()\n\t}^\n}\n"},
};

constexpr PanelCase kTypescript[] = {
    {"function f() {\n\ta();\n}\n\n^\n",
     "/**\n * Adds.\n * @param a what\n */\nfunction g(a) {\n\tb();\n}",
     "function f() {\n\ta();\n}\n\n/**\n * Adds.\n * @param a what\n */\nfunction g(a) "
     "{\n\tb();\n}^\n"},
    {"function f() {\n\tconst q = `a\n  b^\n}\n", "\n    ${c} d`;",
     "function f() {\n\tconst q = `a\n  b\n    ${c} d`;^\n}\n"},
    {"f({\n  a: 1,\n  ^\n});\n", "b: [\n    1,\n  ],",
     "f({\n  a: 1,\n  b: [\n    1,\n  ],^\n});\n"},
    {"/**\n * One.\n ^\n", "* Two.\n */", "/**\n * One.\n * Two.\n */^\n"},
    {"class A {\n\t/**\n\t * One.\n\t */\n\tf() {\n\t\ta();\n\t}\n\n\t^\n}\n",
     "/**\n\t * Two.\n\t */\n\tg() {\n\t\tb();\n\t}",
     "class A {\n\t/**\n\t * One.\n\t */\n\tf() {\n\t\ta();\n\t}\n\n\t/**\n\t * Two.\n\t */\n\tg() "
     "{\n\t\tb();\n\t}^\n}\n"},
    {"function f() {\n\ta();\n\t^\n}\n", "const q = `\n  SELECT\n    a`;",
     "function f() {\n\ta();\n\tconst q = `\n  SELECT\n    a`;^\n}\n"},
};

constexpr PanelCase kCpp[] = {
    // The lines that are code are moved, and no others.
    {"void f() {\n    a();\n    ^\n}\n", "auto q = R\"(\nSELECT\n)\";",
     "void f() {\n    a();\n    auto q = R\"(\nSELECT\n)\";^\n}\n"},
    {"void f() {\n    for (a;\n         b;\n   ^\n", "      c++) {\n        d();",
     "void f() {\n    for (a;\n         b;\n         c++) {\n        d();^\n"},
    {"void f() {\n\ta();\n\t^\n}\n", "auto q = R\"(\n  SELECT\n    a)\";",
     "void f() {\n\ta();\n\tauto q = R\"(\n  SELECT\n    a)\";^\n}\n"},
    {"void f() {\n\ta();\n\tauto q = R\"(\n^\n}\n", "  SELECT\n    a)\";",
     "void f() {\n\ta();\n\tauto q = R\"(\n  SELECT\n    a)\";^\n}\n"},
    {"/*\n * One.\n */\nint f() {\n    return 1;\n}\n\nint g() ^\n", "{\n    return 2;\n}",
     "/*\n * One.\n */\nint f() {\n    return 1;\n}\n\nint g() {\n    return 2;\n}^\n"},
    {"enum class A {\n    B,\n};\n\nint len(int lead^\n", ") {\n  return lead;\n}",
     "enum class A {\n    B,\n};\n\nint len(int lead) {\n  return lead;\n}^\n"},
};

constexpr PanelCase kLongLua[] = {
    {"function f()\n\ta()\n\t^\nend\n", "local q = [[\n  SELECT\n    a]]",
     "function f()\n\ta()\n\tlocal q = [[\n  SELECT\n    a]]^\nend\n"},
    {"function f()\n\ta()\n\tlocal q = [==[\n  SELECT^\nend\n", "\n    a\n    b]==]",
     "function f()\n\ta()\n\tlocal q = [==[\n  SELECT\n    a\n    b]==]^\nend\n"},
};

constexpr PanelCase kShell[] = {
    {"f() {\n\ta\n\t^\n}\n", "cat <<EOF\n  one\n    two\nEOF",
     "f() {\n\ta\n\tcat <<EOF\n  one\n    two\nEOF^\n}\n"},
};

constexpr PanelCase kHtml[] = {
    {"<div>\n\t<p>a</p>\n\t^\n</div>\n", "<pre>\n      one\n       two</pre>",
     "<div>\n\t<p>a</p>\n\t<pre>\n      one\n       two</pre>^\n</div>\n"},
};

constexpr PanelCase kPython[] = {
    {"S = \"\"\"\nlocal a = f(\n  1)\n\"\"\"\n\n\nclass A^\n", ":\n    B = 1\n    C = 2",
     "S = \"\"\"\nlocal a = f(\n  1)\n\"\"\"\n\n\nclass A:\n    B = 1\n    C = 2^\n"},
    {"class A:\n  def f(self):\n    return 1\n\n^\n",
     "class B:\n    def g(self):\n        \"\"\"One.\n\n        Two.\n        \"\"\"\n        x()",
     "class A:\n  def f(self):\n    return 1\n\nclass B:\n  def g(self):\n    \"\"\"One.\n\n    "
     "Two.\n    \"\"\"\n    x()^\n"},
    {"def f():\n    with a:\n        b()\n  ^\n", "  for c in d:\n        e()",
     "def f():\n    with a:\n        b()\n    for c in d:\n        e()^\n"},
    {"def f(a):\n    if a and \\\n       ^\n", "b:\n        c()",
     "def f(a):\n    if a and \\\n       b:\n        c()^\n"},
    {"def f(a):\n    x = 1\n    ^\n", "if a and \\\n       b:\n        c()\n    return 1",
     "def f(a):\n    x = 1\n    if a and \\\n       b:\n        c()\n    return 1^\n"},
    {"class A:\n    def f(self):\n        if a or \\\n           (tuple.^\n",
     "__repr__):\n            if not object:\n                b()",
     "class A:\n    def f(self):\n        if a or \\\n           (tuple.__repr__):\n            "
     "if not object:\n                b()^\n"},
    {"def f():\n    x = 1\n  ^\n", "  return x", "def f():\n    x = 1\n    return x^\n"},
    {"class A:\n    def f(self):\n        x = 1\n\n  ^\n", "  def g(self):\n        y = 1",
     "class A:\n    def f(self):\n        x = 1\n\n    def g(self):\n        y = 1^\n"},
};

constexpr PanelCase kYaml[] = {
    {"a:\n    b: 1\n  ^\n", "  c: 2", "a:\n    b: 1\n    c: 2^\n"},
};

} // namespace

std::span<const Panel> panels_kept() {
  static constexpr Panel kPanels[] = {
      {"rust", kRust},
      {"lua", kLua},
      {"markdown", kMarkdown},
      {"go", kGo},
      {"typescript", kTypescript},
      {"cpp", kCpp},
      {"lua", kLongLua},
      {"shellscript", kShell},
      {"html", kHtml},
      {"python", kPython},
      {"yaml", kYaml},
  };
  return kPanels;
}

} // namespace inkling::shape
