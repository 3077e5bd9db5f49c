// Runs the panel: what a model wrote, and what the document looks like once it is accepted.

#include "marked.hpp"
#include "panel.hpp"

#include "support/catch.hpp"

using namespace inkling;
using namespace inkling::shape;

namespace {

std::string accepted(const Marked& place, const Shaped& shaped) {
  if (!shaped.candidate) return "";
  const Candidate& item = *shaped.candidate;
  return place.text.slice(0, place.offset) + item.text + "^" +
         place.text.slice(place.offset + item.replace_after, place.text.size());
}

void check(const Panel& panel) {
  for (const PanelCase& one : panel.cases) {
    const Marked place = marked(one.document);
    const Shaped shaped = shape_at(place.text, place.offset, {.text = one.wrote, .cut = one.cut},
                                   one.typed, {language_of(panel.language)});
    INFO(panel.language << "\n" << one.document << "\n-- wrote --\n" << one.wrote << "\n--");
    INFO("dropped: " << to_string(shaped.drop));
    CHECK(accepted(place, shaped) == one.expected);
  }
}

constexpr Panel (*kPanels[])() = {panel_cpp,  panel_python,   panel_typescript, panel_jsx,
                                  panel_go,   panel_rust,     panel_java,       panel_ruby,
                                  panel_lua,  panel_shell,    panel_html,       panel_json,
                                  panel_yaml, panel_makefile, panel_markdown};

} // namespace

TEST_CASE("what models write becomes what people want", "[shape][panel]") {
  std::size_t cases = 0;
  for (const auto panel : kPanels) {
    check(panel());
    cases += panel().cases.size();
  }
  CHECK(cases >= 150);
}

TEST_CASE("what the person has begun, and idioms, may stand there again", "[shape][panel]") {
  for (const Panel& panel : panels_again()) check(panel);
}

TEST_CASE("talk is taken off where it can be told from text", "[shape][panel]") {
  for (const Panel& panel : panels_talk()) check(panel);
}

TEST_CASE("what the line says already is not written again", "[shape][panel]") {
  for (const Panel& panel : panels_echo()) check(panel);
}

TEST_CASE("the next line is not written again, however short it is", "[shape][panel]") {
  for (const Panel& panel : panels_below()) check(panel);
}

TEST_CASE("lines that stand below end what is written again of them", "[shape][panel]") {
  for (const Panel& panel : panels_standing()) check(panel);
}

TEST_CASE("what stands right of the cursor ends what is written before it", "[shape][panel]") {
  for (const Panel& panel : panels_right()) check(panel);
}

TEST_CASE("a body belongs to the first line of its header", "[shape][panel]") {
  for (const Panel& panel : panels_headers()) check(panel);
}

TEST_CASE("what wraps an answer is taken off", "[shape][panel]") {
  for (const Panel& panel : panels_tokens()) check(panel);
}

TEST_CASE("thoughts and marks of the cursor are not shown", "[shape][panel]") {
  for (const Panel& panel : panels_marks()) check(panel);
}

TEST_CASE("a thought that goes on leaves everything open", "[shape]") {
  const text::Rope document("x = \n");
  const Shaped shaped = shape_at(document, 4, {.text = "<think>\nso\n"}, 0, {language_of("c")});
  CHECK(shaped.drop == Drop::chatter);
  CHECK_FALSE(shaped.complete);
}

TEST_CASE("what comes again and again stands once, unless in rows", "[shape][panel]") {
  for (const Panel& panel : panels_loops()) check(panel);
}

TEST_CASE("a branch of what stands above belongs to it, and the rest does not", "[shape][panel]") {
  for (const Panel& panel : panels_branches()) check(panel);
}

TEST_CASE("brackets in comments, strings and expressions count nothing", "[shape][panel]") {
  for (const Panel& panel : panels_comments()) check(panel);
}

TEST_CASE("lists, paragraphs and statements of SQL come as a whole", "[shape][panel]") {
  for (const Panel& panel : panels_lists()) check(panel);
}

TEST_CASE("angle brackets pair where they are brackets", "[shape][panel]") {
  for (const Panel& panel : panels_angles()) check(panel);
}

TEST_CASE("lines stand where the cursor does", "[shape][panel]") {
  for (const Panel& panel : panels_margins()) check(panel);
}

TEST_CASE("what is right stays as it was written", "[shape][panel]") {
  for (const Panel& panel : panels_kept()) check(panel);
}

TEST_CASE("what is typed along stays, whatever the editor closes", "[shape][panel]") {
  for (const Panel& panel : panels_typed()) check(panel);
}

TEST_CASE("an hour of ordinary places", "[shape][panel]") {
  for (const Panel& panel : panels_outside()) check(panel);
}
