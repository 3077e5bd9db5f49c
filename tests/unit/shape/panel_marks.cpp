// The panel for what models think aloud, and marks of the cursor that they copy.

#include "panel.hpp"

namespace inkling::shape {
namespace {

constexpr PanelCase kPython[] = {
    {"x = ^\n", "<think>hm\nfoo</think>1", "x = 1^\n"},
    {"x = ^\n", "<think>\nhm\n</think>\n\n1", "x = 1^\n"},
    {"x = ^\n", "<think>hm what", ""},
    {"def f():\n    ^\n", "<think>\nhm\n</think>\n\n    return 1\n", "def f():\n    return 1^\n"},
    {"x = ^\n", "<|think|>hm<|/think|>1", "x = 1^\n"},
    {"x = ^\n", "<thinking>hm</thinking>\n1", "x = 1^\n"},
    {"x = ^\n", "<CURSOR>1", "x = 1^\n"},
    {"x = ^\n", "1<CURSOR>\n", "x = 1^\n"},
    {"x = ^\n", "1<cursor>", "x = 1^\n"},
    {"x = ^\n", "1<|cursor|>", "x = 1^\n"},
    {"x = ^\n", "1[CURSOR]", "x = 1^\n"},
    {"x = ^\n", "1█", "x = 1^\n"},
    {"x = foo(^)\n", "a[CURSOR])", "x = foo(a^)\n"},
    {"x = ^\n", "<|user_cursor_is_here|>1", "x = 1^\n"},
    {"items = ^\n", "args[CURSOR]", "items = args^\n"},
    {"CURSOR = 1\nitems = ^\n", "args[CURSOR]", "CURSOR = 1\nitems = args[CURSOR]^\n"},
    {"bar = ^\n", "\"█\" * n", "bar = \"█\" * n^\n"},
    {"def f(x):\n    ^\n", "def f(x):\n    <CURSOR>return x\n", "def f(x):\n    return x^\n"},
    {"x = ^\n", "<think>hm</think>\n", ""},
    {"x = ^\n",
     "<|channel|>analysis<|message|>hm<|end|><|start|>assistant<|channel|>final<|message|>1",
     "x = 1^\n"},
    {"x = ^\n", "<think></think>\n\n<think>b</think>1", "x = 1^\n"},
};

constexpr PanelCase kMarkdown[] = {
    {"# A\n\n^\n", "<think>a\n</think>\n\nwords", "# A\n\nwords^\n"},
};

constexpr PanelCase kHtml[] = {
    {"^\n", "<think>a</think>\n<p>b</p>", "<p>b</p>^\n"},
};

constexpr PanelCase kXml[] = {
    {"<a><cursor>1</cursor></a>\n^\n", "<a><cursor>2</cursor></a>",
     "<a><cursor>1</cursor></a>\n<a><cursor>2</cursor></a>^\n"},
};

constexpr PanelCase kTypescriptreact[] = {
    {"^\n", "<thinker />", "<thinker />^\n"},
};

} // namespace

std::span<const Panel> panels_marks() {
  static constexpr Panel kPanels[] = {
      {"python", kPython},
      {"markdown", kMarkdown},
      {"html", kHtml},
      {"xml", kXml},
      {"typescriptreact", kTypescriptreact},
  };
  return kPanels;
}

} // namespace inkling::shape
