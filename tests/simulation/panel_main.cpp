// simulation_panel: a fixed panel of editors, servers and people, and what each policy does for
// them. The same numbers on every machine, so that a changed policy shows its effect.
//
//   simulation_panel            the panel, typists together; --full: each typist in a row
//   simulation_panel --check    a short one; exits 1 where its numbers make no sense

#include "panel_run.hpp"
#include "panel_table.hpp"

#include <cstdio>
#include <cstring>
#include <string_view>

using namespace inkling;
using namespace inkling::simulation;

namespace {

constexpr std::array kPolicies = {PolicyKind::forwarder, PolicyKind::inkling,
                                  PolicyKind::inkling_stand_in};

void print(const std::string& text) {
  std::fputs(text.c_str(), stdout);
}

int show_panel(bool full) {
  print(table_head());
  for (const EditorKind editor : kEditors)
    for (const ServerKind& server : kServers)
      for (const PolicyKind policy : kPolicies) {
        Scene scene;
        scene.editor = editor;
        scene.server = server;
        scene.policy = policy;
        Tally all;
        for (const TypistKind& typist : kTypists) {
          scene.typist = typist;
          const Tally one = play(scene);
          if (full) print(table_row(scene, typist.name, one));
          all.add(one);
        }
        if (!full) print(table_row(scene, "all", all));
      }
  return 0;
}

} // namespace

int main(int argc, char** argv) {
  const std::string_view what = argc > 1 ? argv[1] : "";
  if (what == "" || what == "--full") return show_panel(what == "--full");
  std::fprintf(stderr, "usage: simulation_panel [--full | --check]\n");
  return 2;
}
