// The panel for branches of what stands above, and lines that leave it.

#include "panel.hpp"

namespace inkling::shape {
namespace {

constexpr PanelCase kPython[] = {
    {"try:\n    ^\n", "f()\nexcept E:\n    g()\nh()\n", "try:\n    f()\nexcept E:\n    g()^\n"},
    {"try:\n    ^\n", "f()\nexcept E:\n    g()\n", "try:\n    f()\nexcept E:\n    g()^\n"},
    {"def f():\n    try:\n        a = ^\n", "g()\n    except E:\n        pass\n",
     "def f():\n    try:\n        a = g()^\n"},
    {"if a:\n    ^\n", "b()\nelse:\n    c()\nd()\n", "if a:\n    b()\nelse:\n    c()^\n"},
    {"def f():\n    if a:\n        ^\n", "b()\n    elif d:\n        e()\n    return 1\n",
     "def f():\n    if a:\n        b()\n    elif d:\n        e()^\n"},
    {"def f():\n    if a:\n        ^\n", "b()\n    return 1\n",
     "def f():\n    if a:\n        b()^\n"},
    {"for x in y:\n    ^\n", "b()\nelse:\n    c()\nd()\n",
     "for x in y:\n    b()\nelse:\n    c()^\n"},
    {"try:\n    a()\n    ^\n", "f()\nfinally:\n    g()\n",
     "try:\n    a()\n    f()\nfinally:\n    g()^\n"},
    {"def f():\n    ^\n", "b()\nelse:\n    c()\n", "def f():\n    b()^\n"},
};

constexpr PanelCase kRuby[] = {
    {"if a\n  ^\n", "b\nelse\n  c\nend\nd\n", "if a\n  b\nelse\n  c\nend^\n"},
    {"def f\n  if a\n    ^\nend\n", "b\n  else\n    c\n  end\nend\n",
     "def f\n  if a\n    b\n  else\n    c\n  end^\nend\n"},
};

constexpr PanelCase kShellscript[] = {
    {"if a; then\n  ^\n", "b\nelse\n  c\nfi\nd\n", "if a; then\n  b\nelse\n  c\nfi^\n"},
};

constexpr PanelCase kCpp[] = {
    {"if (a) {\n  ^\n", "b();\n} else {\n  c();\n}\nd();\n",
     "if (a) {\n  b();\n} else {\n  c();\n}^\n"},
    {"if (a) {\n  ^\n}\n", "b();\n} else {\n  c();\n}\nd();\n", "if (a) {\n  b();^\n}\n"},
};

} // namespace

std::span<const Panel> panels_branches() {
  static constexpr Panel kPanels[] = {
      {"python", kPython},
      {"ruby", kRuby},
      {"shellscript", kShellscript},
      {"cpp", kCpp},
  };
  return kPanels;
}

} // namespace inkling::shape
