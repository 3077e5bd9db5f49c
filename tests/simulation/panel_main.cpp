// simulation_panel: a fixed panel of editors, servers and people, and what each policy does for
// them. The same numbers on every machine, so that a changed policy shows its effect.
//
//   simulation_panel            the panel, typists together; --full: each typist in a row
//   simulation_panel --check    a short one; exits 1 where its numbers make no sense
//   simulation_panel --sweep debounce   what other constants would be worth
//   simulation_panel --steps    what a step of the engine costs on this machine

#include "panel_run.hpp"
#include "panel_steps.hpp"
#include "panel_table.hpp"
#include "sweep_debounce.hpp"

#include <algorithm>
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

/// How much worse than the forwarder chance may make it look, in points.
constexpr double kSlack = 1.0;
/// For 100 keys, where a forwarder makes fewer.
constexpr double kRequestsMax = 30;

double share(std::size_t part, const Tally& tally) {
  return tally.per_100_keys(part);
}

/// Empty where the numbers make sense.
std::string complaint(const Tally& forwarder, const Tally& ours) {
  if (ours.keys == 0 || ours.right > ours.shown || ours.shown > ours.keys)
    return "keys do not add up";
  if (ours.used_bytes > ours.bytes || ours.late_bytes > ours.bytes) return "bytes do not add up";
  if (ours.right_offers > ours.offers) return "offers do not add up";
  if (share(ours.right, ours) + kSlack < share(forwarder.right, forwarder))
    return "fewer right answers in time than a forwarder gives";
  // Where the editor seldom asks, head starts are begun for questions that do not come.
  if (share(ours.streams, ours) > std::max(kRequestsMax, share(forwarder.streams, forwarder)))
    return "more requests than a forwarder makes";
  return {};
}

int check_panel() {
  int failures = 0;
  for (const EditorKind editor : kEditors)
    for (const ServerKind& server : kServers)
      for (const TypistKind& typist : kTypists) {
        Scene scene;
        scene.editor = editor;
        scene.server = server;
        scene.typist = typist;
        // Whoever is offered more takes more, and the keys that are left are the harder ones.
        scene.typist.accept_percent = 0;
        scene.policy = PolicyKind::forwarder;
        const Tally forwarder = play(scene);
        for (const PolicyKind policy : {PolicyKind::inkling, PolicyKind::inkling_stand_in}) {
          scene.policy = policy;
          const Tally ours = play(scene);
          const std::string wrong = complaint(forwarder, ours);
          if (wrong.empty()) continue;
          ++failures;
          scene.policy = PolicyKind::forwarder;
          print(wrong + ":\n" + table_row(scene, typist.name, forwarder));
          scene.policy = policy;
          print(table_row(scene, typist.name, ours));
        }
      }
  return failures == 0 ? 0 : 1;
}

int show_steps() {
  const StepReport report = measure_steps();
  print(report.table);
  return report.well ? 0 : 1;
}

} // namespace

int main(int argc, char** argv) {
  const std::string_view what = argc > 1 ? argv[1] : "";
  if (what == "" || what == "--full") return show_panel(what == "--full");
  if (what == "--check") return check_panel();
  if (what == "--steps") return show_steps();
  if (what == "--sweep" && argc > 2 && std::string_view(argv[2]) == "debounce") {
    print(sweep_debounce());
    return 0;
  }
  std::fprintf(stderr, "usage: simulation_panel [--full | --check | --sweep debounce | --steps]\n");
  return 2;
}
