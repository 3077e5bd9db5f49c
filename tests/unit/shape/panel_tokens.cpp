// The panel for what servers leave on an answer, and for rows of calls.

#include "panel.hpp"

namespace inkling::shape {
namespace {

constexpr PanelCase kPython[] = {
    {"def f():\n    ^\n", "return 1</s>", "def f():\n    return 1^\n"},
    {"def f():\n    ^\n", "return 1</s>\n\nUser: ", "def f():\n    return 1^\n"},
    {"def f():\n    ^\n", "return 1 [SUFFIX]", "def f():\n    return 1^\n"},
    {"def f():\n    ^\n", "return [SUFFIX]", "def f():\n    return [SUFFIX]^\n"},
    {"s = ^\n", "\"</s>\"", "s = \"</s>\"^\n"},
    {"def f():\n    ^\n", "return x[SUFFIX]", "def f():\n    return x[SUFFIX]^\n"},
    {"def f():\n    ^\n", "`return 1`", "def f():\n    return 1^\n"},
    {"def f():\n    ^\n", "<code>return 1</code>", "def f():\n    return 1^\n"},
    {"def f():\n    ^\n", "<code>\nreturn 1\n</code>", "def f():\n    return 1^\n"},
    {"s = \"<b>^\"\n", "x</s>", "s = \"<b>x</s>^\"\n"},
    {"s = \"\"\"\n^\n\"\"\"\n", "`a`", "s = \"\"\"\n`a`^\n\"\"\"\n"},
    {"tick()\n^\n", "tock()\ntick()\ntick()\ntick()", "tick()\ntock()\ntick()\ntick()\ntick()^\n"},
    {"def f():\n    ^\n", "tick()\n    tick()\n    tick()",
     "def f():\n    tick()\n    tick()\n    tick()^\n"},
    {"def f():\n    ^\n", "tick()\n    tick()\n    tick()\n    tick()\n    tick()",
     "def f():\n    tick()^\n"},
};

constexpr PanelCase kTypescript[] = {
    {"const s = ^\n", "`a`", "const s = `a`^\n"},
    {"^\n", "`a`", "`a`^\n"},
    {"return (\n  ^\n);\n", "<code>a</code>", "return (\n  <code>a</code>^\n);\n"},
};

constexpr PanelCase kHtml[] = {
    {"<p>\n  ^\n</p>\n", "<code>a</code>", "<p>\n  <code>a</code>^\n</p>\n"},
};

constexpr PanelCase kShell[] = {
    {"^\n", "`date`", "`date`^\n"},
};

} // namespace

std::span<const Panel> panels_tokens() {
  static constexpr Panel kPanels[] = {
      {"python", kPython}, {"typescript", kTypescript}, {"html", kHtml}, {"shellscript", kShell}};
  return kPanels;
}

} // namespace inkling::shape
