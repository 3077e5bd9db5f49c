// The panel for models that have lost the thread, and what only looks like that.

#include "panel.hpp"

namespace inkling::shape {
namespace {

constexpr PanelCase kPython[] = {
    {"^\n", "a = 1\na = 1\na = 1\na = 1\na = 1\na = 1\na = 1\na = 1\na = 1\n", "a = 1^\n"},
    {"def f():\n    ^\n", "a = 1\n    a = 1\n    a = 1\n    a = 1\n    a = 1\n",
     "def f():\n    a = 1^\n"},
    {"^\n", "a = 1\nb = 2\na = 1\nb = 2\na = 1\nb = 2\na = 1\nb = 2\na = 1\nb = 2\n",
     "a = 1\nb = 2^\n"},
    {"f(^)\n", "x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x",
     "f(x^)\n"},
    {"f = ^\n", "x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x",
     "f = x^\n"},
    {"f = ^\n",
     "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
     "f = a^\n"},
    {"^\n", "# ------------------------------------------------------------",
     "# ------------------------------------------------------------^\n"},
    {"m = [^]\n", "\n    [0, 0, 0],\n    [0, 0, 0],\n    [0, 0, 0],\n]",
     "m = [\n    [0, 0, 0],\n    [0, 0, 0],\n    [0, 0, 0],\n]^\n"},
};

constexpr PanelCase kCpp[] = {
    {"x = {^};\n", "0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0",
     "x = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0^};\n"},
    {"^\n", "// ==================================================================",
     "// ==================================================================^\n"},
    {"void f() {\n  ^\n}\n", "i++;\n  i++;\n  i++;", "void f() {\n  i++;\n  i++;\n  i++;^\n}\n"},
    {"int m[] = {^\n", "\n  0,\n  0,\n  0,\n  0,\n  0,\n  0,\n  0,\n  0,\n  0,\n};",
     "int m[] = {\n  0,\n  0,\n  0,\n  0,\n  0,\n  0,\n  0,\n  0,\n  0,\n};^\n"},
    {"int m[3][3] = {^\n", "\n  0, 0, 0,\n  0, 0, 0,\n  0, 0, 0,\n};",
     "int m[3][3] = {\n  0, 0, 0,\n  0, 0, 0,\n  0, 0, 0,\n};^\n"},
    {"int m[3][3] = {^};\n", "\n  {0, 0, 0},\n  {0, 0, 0},\n  {0, 0, 0},\n};",
     "int m[3][3] = {\n  {0, 0, 0},\n  {0, 0, 0},\n  {0, 0, 0},\n};^\n"},
    {"void f() {\n  ^\n}\n",
     "for (a) {\n    if (b) {\n      while (c) {\n        d();\n      }\n    }\n  }\n",
     "void f() {\n  for (a) {\n    if (b) {\n      while (c) {\n        d();\n      }\n    }\n  "
     "}^\n}\n"},
};

constexpr PanelCase kJson[] = {
    {"[\n  ^\n]\n", "false,\n  false,\n  false,\n  true",
     "[\n  false,\n  false,\n  false,\n  true^\n]\n"},
    {"[\n  ^\n]\n", "null,\n  null,\n  null", "[\n  null,\n  null,\n  null^\n]\n"},
};

constexpr PanelCase kHtml[] = {
    {"<table>\n  <tr>\n    ^\n  </tr>\n</table>\n", "<td></td>\n    <td></td>\n    <td></td>",
     "<table>\n  <tr>\n    <td></td>\n    <td></td>\n    <td></td>^\n  </tr>\n</table>\n"},
    {"<body>\n  ^\n</body>\n",
     "<div>\n    <div>\n      <div>\n        x\n      </div>\n    </div>\n  </div>",
     "<body>\n  <div>\n    <div>\n      <div>\n        x\n      </div>\n    </div>\n  "
     "</div>^\n</body>\n"},
};

constexpr PanelCase kRuby[] = {
    {"^\n", "module A\n  class B\n    def c\n      1\n    end\n  end\nend",
     "module A\n  class B\n    def c\n      1\n    end\n  end\nend^\n"},
};

constexpr PanelCase kTypescriptreact[] = {
    {"return (\n  ^\n);\n",
     "<div>\n    <div>\n      <div>\n        <p>a</p>\n      </div>\n    </div>\n  </div>",
     "return (\n  <div>\n    <div>\n      <div>\n        <p>a</p>\n      </div>\n    </div>\n  "
     "</div>^\n);\n"},
};

} // namespace

std::span<const Panel> panels_loops() {
  static constexpr Panel kPanels[] = {
      {"python", kPython}, {"cpp", kCpp},   {"json", kJson},
      {"html", kHtml},     {"ruby", kRuby}, {"typescriptreact", kTypescriptreact},
  };
  return kPanels;
}

} // namespace inkling::shape
