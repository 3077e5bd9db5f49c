// The panel for next lines that a model writes again, however short.

#include "panel.hpp"

namespace inkling::shape {
namespace {

constexpr PanelCase kPython[] = {
    {"while a:\n    ^\n    i += 1\n", "f(i)\n    i += 1", "while a:\n    f(i)^\n    i += 1\n"},
    {"while a:\n    ^\n    i += 1\n", "i += 1", ""},
    {"for x in y:\n    if x:\n        ^\n        break\n", "f(x)\n        break",
     "for x in y:\n    if x:\n        f(x)^\n        break\n"},
    {"try:\n    ^\nexcept E:\n    pass\n", "f()\nexcept E:\n    pass",
     "try:\n    f()^\nexcept E:\n    pass\n"},
    {"x = ^\ny = 2\n", "1\ny = 2", "x = 1^\ny = 2\n"},
    {"class A:\n    ^\n\n    x = 1\n", "y = 2\n    x = 1", "class A:\n    y = 2^\n\n    x = 1\n"},
    {"def f():\n    ^\n    pass\n", "pass", ""},
    {"def f():\n    if a:\n        ^\n    pass\n", "pass\n",
     "def f():\n    if a:\n        pass^\n    pass\n"},
};

constexpr PanelCase kCpp[] = {
    {"switch (x) {\ncase 1:\n  ^\n  break;\n}\n", "f(x);\n  break;",
     "switch (x) {\ncase 1:\n  f(x);^\n  break;\n}\n"},
    {"while (x) {\n  ^\n  i++;\n}\n", "f(i);\n  i++;\n}", "while (x) {\n  f(i);^\n  i++;\n}\n"},
    {"void f() {\n  a = 1;\n  ^\n  c = 3;\n}\n", "b = 2;\n  c = 3;\n}",
     "void f() {\n  a = 1;\n  b = 2;^\n  c = 3;\n}\n"},
    {"i += ^\ni += 1;\n", "1;", "i += 1;^\ni += 1;\n"},
    {"int m[] = {\n  ^\n  a,\n};\n", "b,\n  a,\n", "int m[] = {\n  b,\n  a,^\n  a,\n};\n"},
};

constexpr PanelCase kGo[] = {
    {"for {\n\t^\n\ti++\n}\n", "f()\n\ti++\n}", "for {\n\tf()^\n\ti++\n}\n"},
};

constexpr PanelCase kRuby[] = {
    {"if a\n  ^\nelse\n  b\nend\n", "c\nelse\n  b\nend", "if a\n  c^\nelse\n  b\nend\n"},
};

} // namespace

std::span<const Panel> panels_below() {
  static constexpr Panel kPanels[] = {
      {"python", kPython},
      {"cpp", kCpp},
      {"go", kGo},
      {"ruby", kRuby},
  };
  return kPanels;
}

} // namespace inkling::shape
