// The panel for indentation: wrong margins, tabs and spaces, line ends.

#include "panel.hpp"

namespace inkling::shape {
namespace {

constexpr PanelCase kPython[] = {
    {"def f():\n\t^\n", "    return 1\n", "def f():\n\treturn 1^\n"},
    {"def f():\r\n    ^\r\n", "a()\n    b()", "def f():\r\n    a()\r\n    b()^\r\n"},
    {"def f():\n    ^\n", "  return 1\n", "def f():\n    return 1^\n"},
    {"def f():\n    a()\n    ^\n", "        b()\n        c()\n",
     "def f():\n    a()\n    b()\n    c()^\n"},
    {"def f():\n    a()\n    ^\n", "b()\nc()\n", "def f():\n    a()\n    b()^\n"},
    {"def f():\n    ^\n", "if x:\n    a()\nb()\n", "def f():\n    if x:\n        a()\n    b()^\n"},
    {"class A:\n    def f(self):\n        pass\n^\n", "    def g(self):\n        pass\n",
     "class A:\n    def f(self):\n        pass\n    def g(self):\n        pass^\n"},
    {"class A:\n    def f(self):\n        pass\n    ^\n", "    def g(self):\n        pass\n",
     "class A:\n    def f(self):\n        pass\n    def g(self):\n        pass^\n"},
};

constexpr PanelCase kCpp[] = {
    {"void f() {\n    ^\n}\n", "a();\nb();\n", "void f() {\n    a();\n    b();^\n}\n"},
    {"void f() {\n    ^\n}\n", "if (x) {\n    a();\n}\nb();\n",
     "void f() {\n    if (x) {\n        a();\n    }\n    b();^\n}\n"},
    {"void f() {\r\n    ^\r\n}\r\n", "a();\r\n    b();\r\n",
     "void f() {\r\n    a();\r\n    b();^\r\n}\r\n"},
};

constexpr PanelCase kGo[] = {
    {"func f() {\n\ta()\n\t^\n}\n", "    b()\n    c()\n", "func f() {\n\ta()\n\tb()\n\tc()^\n}\n"},
};

} // namespace

std::span<const Panel> panels_margins() {
  static constexpr Panel kPanels[] = {
      {"python", kPython},
      {"cpp", kCpp},
      {"go", kGo},
  };
  return kPanels;
}

} // namespace inkling::shape
