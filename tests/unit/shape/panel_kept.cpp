// The panel for right text that rules about wrong text came near: it is shown as it was written.

#include "panel.hpp"

namespace inkling::shape {
namespace {

constexpr PanelCase kRust[] = {
    {"let a = 1;\n/^\n", "/ TODO: more", "let a = 1;\n// TODO: more^\n"},
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

} // namespace

std::span<const Panel> panels_kept() {
  static constexpr Panel kPanels[] = {
      {"rust", kRust},
      {"lua", kLua},
      {"markdown", kMarkdown},
  };
  return kPanels;
}

} // namespace inkling::shape
