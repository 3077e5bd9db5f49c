#include "panel_table.hpp"

#include <cstdio>

namespace inkling::simulation {
namespace {

double percent(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
}

double milliseconds(Duration duration) {
  return std::chrono::duration<double, std::milli>(duration).count();
}

std::string cell(double value, int decimals = 0) {
  char text[32];
  std::snprintf(text, sizeof text, " %.*f |", decimals, value);
  return text;
}

std::string cell(std::string_view text) {
  return " " + std::string(text) + " |";
}

} // namespace

std::string_view to_string(EditorKind editor) {
  switch (editor) {
  case EditorKind::vscode:
    return "VS Code";
  case EditorKind::neovim:
    return "Neovim";
  case EditorKind::plugin:
    break;
  }
  return "plugin";
}

std::string_view to_string(PolicyKind policy) {
  switch (policy) {
  case PolicyKind::forwarder:
    return "forwarder";
  case PolicyKind::inkling:
    return "inkling";
  case PolicyKind::inkling_stand_in:
    break;
  }
  return "+ embedded";
}

std::string table_head() {
  return "| editor | server | typist | policy | keys | right in time % | shown % | precision % |"
         " wait p50 ms | wait p99 ms | streams /100 | tokens /100 | used % | late tokens /1000 |"
         " spec. tokens /100 | used % | head starts /100 | used % |\n"
         "|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|\n";
}

std::string table_row(const Scene& scene, std::string_view typist, const Tally& tally) {
  std::string row = "|" + cell(to_string(scene.editor)) + cell(scene.server.name) + cell(typist) +
                    cell(to_string(scene.policy));
  row += cell(static_cast<double>(tally.keys));
  row += cell(percent(tally.right, tally.keys), 1);
  row += cell(percent(tally.shown, tally.keys), 1);
  row += cell(percent(tally.right_offers, tally.offers));
  row += cell(milliseconds(tally.wait(0.5)));
  row += cell(milliseconds(tally.wait(0.99)));
  row += cell(tally.per_100_keys(tally.streams));
  row += cell(tally.per_100_keys(tally.bytes) / kTokenBytes);
  row += cell(percent(tally.used_bytes, tally.bytes));
  row += cell(tally.per_100_keys(tally.late_bytes) * 10 / kTokenBytes);
  row += cell(tally.per_100_keys(tally.speculated_bytes) / kTokenBytes);
  row += cell(percent(tally.speculated_used_bytes, tally.speculated_bytes));
  row += cell(tally.per_100_keys(tally.head_starts));
  row += cell(percent(tally.head_starts_used, tally.head_starts));
  return row + "\n";
}

} // namespace inkling::simulation
