#include "sweep_debounce.hpp"

#include "panel_run.hpp"

#include <cstdio>
#include <span>
#include <vector>

namespace inkling::simulation {
namespace {

using engine::DebounceConstants;

struct Candidate {
  std::string name;
  DebounceConstants constants;
};

struct Group {
  ServerKind server;
  std::size_t people = 1;
};

/// A slow machine that several people share: what one of them wastes, the others wait for.
constexpr ServerKind kShared{
    .name = "shared", .ttft = 250ms, .tokens_per_second = 150, .slots = 2, .prefill_step = 100ms};

constexpr std::array kFree = {Group{kLoopback, 1}, Group{kSlowLocal, 1}, Group{kShared, 4}};
constexpr std::array kMetered = {Group{kDistant, 1}, Group{kWafer, 1}};

// What is lost by a key without a right text in time is 1.
/// Waiting, for each second until the right text: late is better than never, but not much.
constexpr double kSecondCosts = 1;
/// A request at a metered backend. 2,500 tokens of prompt at 0.1 dollars a million are a fortieth
/// of a cent; a right text that came in time saves a second in ten that it is taken, a seventh of a
/// cent of a person's time.
constexpr double kRequestCosts = 0.2;
/// A token written, at four times the price of one that is read.
constexpr double kTokenCosts = kRequestCosts * 4 / 2500;

double milliseconds(Duration duration) {
  return std::chrono::duration<double, std::milli>(duration).count();
}

/// Of 100 keys. On a free backend only time counts: work that is wasted where the server is busy
/// makes somebody wait.
double cost(const Tally& tally, bool metered) {
  double waited = 0;
  for (const Duration wait : tally.waits) waited += milliseconds(wait) / 1000;
  const double keys = static_cast<double>(tally.keys);
  double sum = 100 - tally.per_100_keys(tally.right) + 100 * kSecondCosts * waited / keys;
  if (!metered) return sum;
  sum += kRequestCosts * tally.per_100_keys(tally.streams + tally.speculations);
  return sum + kTokenCosts * tally.per_100_keys(tally.bytes + tally.speculated_bytes) / kTokenBytes;
}

Tally play_all(const Group& group, const DebounceConstants& constants) {
  Tally all;
  for (const EditorKind editor : kEditors)
    for (const TypistKind& typist : kTypists) {
      Scene scene;
      scene.editor = editor;
      scene.server = group.server;
      scene.people = group.people;
      scene.typist = typist;
      scene.debounce = engine::DebouncePolicy::automatic(constants);
      all.add(play(scene));
    }
  return all;
}

std::string row(const std::string& name, std::string_view server, const Tally& tally,
                bool metered) {
  char text[256];
  const std::size_t wasted = tally.bytes - tally.used_bytes;
  std::snprintf(text, sizeof text, "| %s | %s | %.1f | %.0f | %.0f | %.1f | %.1f | %.2f |\n",
                name.c_str(), std::string(server).c_str(), tally.per_100_keys(tally.right),
                milliseconds(tally.wait(0.5)), milliseconds(tally.wait(0.99)),
                tally.per_100_keys(tally.streams), tally.per_100_keys(wasted) / kTokenBytes,
                cost(tally, metered));
  return text;
}

std::string sweep(std::span<const Group> groups, const std::vector<Candidate>& candidates,
                  bool metered) {
  std::string table = "| debounce | server | right in time % | wait p50 ms | wait p99 ms |"
                      " requests /100 | wasted tokens /100 | cost /100 |\n"
                      "|---|---|---|---|---|---|---|---|\n";
  for (const Candidate& candidate : candidates) {
    double sum = 0;
    for (const Group& group : groups) {
      const Tally tally = play_all(group, candidate.constants);
      table += row(candidate.name, group.server.name, tally, metered);
      sum += cost(tally, metered);
    }
    char text[128];
    std::snprintf(text, sizeof text, "| %s | **all** | | | | | | **%.2f** |\n",
                  candidate.name.c_str(), sum / static_cast<double>(groups.size()));
    table += text;
  }
  return table;
}

std::string percent(double share) {
  return std::to_string(static_cast<int>(share * 100 + 0.5)) + " %";
}

std::vector<Candidate> free_candidates() {
  std::vector<Candidate> all;
  for (const double share : {0.0, 0.25, 0.5, 1.0})
    for (const Duration most : {40ms, 80ms, 160ms}) {
      if (share == 0 && most != 40ms) continue;
      DebounceConstants constants;
      constants.free_share = share;
      constants.free_max = most;
      all.push_back({percent(share) + ", at most " +
                         std::to_string(static_cast<int>(milliseconds(most))) + " ms",
                     constants});
    }
  return all;
}

std::vector<Candidate> metered_candidates() {
  std::vector<Candidate> all;
  for (const double share : {0.0, 0.25, 0.5, 0.75, 1.0, 1.5})
    for (const double boundary : {0.0, 0.5, 1.0}) {
      if (share == 0 && boundary != 0) continue;
      DebounceConstants constants;
      constants.metered_share = share;
      constants.metered_boundary_share = share * boundary;
      constants.metered_min = 0ms;
      constants.metered_max = 400ms;
      all.push_back({percent(share) + ", at a boundary " + percent(share * boundary), constants});
    }
  for (const Duration most : {40ms, 75ms, 120ms}) {
    DebounceConstants constants;
    constants.metered_max = most;
    all.push_back({"50 %, at a boundary 25 %, 15 to " +
                       std::to_string(static_cast<int>(milliseconds(most))) + " ms",
                   constants});
  }
  return all;
}

} // namespace

std::string sweep_debounce() {
  return "Free:\n\n" + sweep(kFree, free_candidates(), false) + "\nMetered:\n\n" +
         sweep(kMetered, metered_candidates(), true);
}

} // namespace inkling::simulation
