#pragma once
// The panel: real-looking code, what a model wrote there, and what the document must look like
// afterwards. Tables by language; panel_test.cpp runs them.

#include <cstddef>
#include <span>
#include <string_view>

namespace inkling::shape {

struct PanelCase {
  const char* document;  ///< with the cursor as ^
  const char* wrote;     ///< by a model
  const char* expected;  ///< the document afterwards, the cursor as ^; empty: nothing is offered
  bool cut = false;      ///< the generation ended at its limit
  std::size_t typed = 0; ///< bytes of what was written that stand left of the cursor already
};

struct Panel {
  const char* language;
  std::span<const PanelCase> cases;
};

Panel panel_cpp();
Panel panel_python();
Panel panel_typescript();
Panel panel_jsx();
Panel panel_go();
Panel panel_rust();
Panel panel_java();
Panel panel_ruby();
Panel panel_lua();
Panel panel_shell();
Panel panel_html();
Panel panel_json();
Panel panel_yaml();
Panel panel_makefile();
Panel panel_markdown();

/// What stands above already and is meant all the same.
std::span<const Panel> panels_again();
/// Sentences and fences that are no talk, and talk.
std::span<const Panel> panels_talk();
/// The line of the cursor, written again.
std::span<const Panel> panels_echo();
std::span<const Panel> panels_typed();
std::span<const Panel> panels_outside();
std::span<const Panel> panels_margins();
/// Right text, which stays as it is.
std::span<const Panel> panels_kept();
std::span<const Panel> panels_lists();
std::span<const Panel> panels_angles();
std::span<const Panel> panels_comments();
std::span<const Panel> panels_branches();
std::span<const Panel> panels_loops();
std::span<const Panel> panels_marks();
std::span<const Panel> panels_below();
std::span<const Panel> panels_standing();
std::span<const Panel> panels_right();
std::span<const Panel> panels_headers();
std::span<const Panel> panels_tokens();

} // namespace inkling::shape
