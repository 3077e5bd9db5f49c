#include "sweep_debounce.hpp"

#include "panel_run.hpp"

#include <cstdio>
#include <span>
#include <vector>

namespace inkling::simulation {
namespace {

/// Shares of the interval between two keys, inside a word and at its end.
struct Candidate {
  double within = 0;
  double boundary = 0;
};

struct Group {
  ServerKind server;
  std::size_t people = 1;
  std::size_t foreseen_bytes = 62;
};

constexpr ServerKind renamed(ServerKind kind, std::string_view name) {
  kind.name = name;
  return kind;
}

/// A slow machine that several people share: what one of them wastes, the others wait for.
constexpr ServerKind kShared{.name = "shared by 4",
                             .ttft = 250ms,
                             .tokens_per_second = 150,
                             .slots = 2,
                             .prefill_step = 100ms};
/// One byte in so many surprises a poor model: hardly a guess of a line is right.
constexpr std::size_t kPoor = 12;

constexpr std::array kFree = {Group{kLoopback}, Group{kSlowLocal}, Group{kShared, 4},
                              Group{renamed(kSlowLocal, "slow local, poor model"), 1, kPoor}};
constexpr std::array kMetered = {Group{kDistant}, Group{kWafer},
                                 Group{renamed(kDistant, "distant, poor model"), 1, kPoor},
                                 Group{renamed(kWafer, "wafer, poor model"), 1, kPoor}};

constexpr std::array kFreeCandidates = {Candidate{0, 0}, Candidate{0.25, 0.25}, Candidate{0.5, 0.5},
                                        Candidate{1, 1}, Candidate{1.5, 1.5}};
constexpr std::array kMeteredCandidates = {
    Candidate{0, 0},      Candidate{0.25, 0}, Candidate{0.25, 0.25}, Candidate{0.5, 0},
    Candidate{0.5, 0.25}, Candidate{1, 0},    Candidate{1, 0.5},     Candidate{1.5, 0},
    Candidate{1.5, 1.5},  Candidate{2, 0},    Candidate{3, 0}};

// Costs, where a key without a right text in time is 1.

/// A second of waiting for the right text.
constexpr double kSecondCosts = 1;
/// A request, where every fourth suggestion is taken: a taken one saves five seconds of typing, at
/// 50 dollars an hour 7 cents; a request of 2,500 tokens at 1.4 dollars a million costs a twentieth
/// of that.
constexpr double kRequestCosts = 0.2;
/// The same where every fortieth is taken.
constexpr double kRequestCostsSeldom = 2;
/// A token that is written costs as much as so many of a prompt.
constexpr double kTokensForOne = 4;
constexpr double kPromptTokens = 2500;

double milliseconds(Duration duration) {
  return std::chrono::duration<double, std::milli>(duration).count();
}

/// Of 100 keys. Where requests cost nothing only time counts: work that is wasted while the server
/// is busy makes somebody wait.
double cost(const Tally& tally, double request) {
  double waited = 0;
  for (const Duration wait : tally.waits) waited += milliseconds(wait) / 1000;
  const double missed = 100 - tally.per_100_keys(tally.right);
  const double seconds = 100 * waited / static_cast<double>(tally.keys);
  const double requests = tally.per_100_keys(tally.streams + tally.speculations);
  const double tokens = tally.per_100_keys(tally.bytes + tally.speculated_bytes) / kTokenBytes;
  return missed + kSecondCosts * seconds +
         request * (requests + tokens * kTokensForOne / kPromptTokens);
}

Tally play_all(const Group& group, const engine::DebouncePolicy& debounce) {
  Tally all;
  for (const EditorKind editor : kEditors)
    for (const TypistKind& typist : kTypists)
      for (const std::uint64_t seed : {1u, 2u}) {
        Scene scene;
        scene.editor = editor;
        scene.server = group.server;
        scene.people = group.people;
        scene.foreseen_bytes = group.foreseen_bytes;
        scene.typist = typist;
        scene.debounce = debounce;
        scene.seed = seed;
        all.add(play(scene));
      }
  return all;
}

engine::DebouncePolicy policy_of(const Candidate& candidate) {
  engine::DebounceConstants constants;
  constants.free = candidate.within;
  constants.metered = constants.seldom = candidate.within;
  constants.metered_boundary = constants.seldom_boundary = candidate.boundary;
  return engine::DebouncePolicy::automatic(constants);
}

std::string format(const char* pattern, auto... values) {
  char text[256];
  std::snprintf(text, sizeof text, pattern, values...);
  return text;
}

std::string name_of(const Candidate& candidate) {
  return format("| %.0f %% | %.0f %% |", candidate.within * 100, candidate.boundary * 100);
}

std::string sweep(std::span<const Group> groups, std::span<const Candidate> candidates,
                  bool metered) {
  const double price = metered ? kRequestCosts : 0;
  const double high_price = metered ? kRequestCostsSeldom : 0;
  std::string table = "| within a word | at its end | server | right in time % | wait p50 ms |"
                      " wait p99 ms | requests /100 | wasted tokens /100 | cost /100 |"
                      " seldom taken |\n"
                      "|---|---|---|---|---|---|---|---|---|---|\n";
  std::string sums = "| within a word | at its end | cost /100, mean | seldom taken |\n"
                     "|---|---|---|---|\n";
  for (const Candidate& candidate : candidates) {
    double sum = 0;
    double high_sum = 0;
    for (const Group& group : groups) {
      const Tally tally = play_all(group, policy_of(candidate));
      const std::size_t wasted = tally.bytes - tally.used_bytes;
      table += name_of(candidate) + " " + std::string(group.server.name) +
               format(" | %.1f | %.0f | %.0f | %.1f | %.1f | %.1f | %.1f |\n",
                      tally.per_100_keys(tally.right), milliseconds(tally.wait(0.5)),
                      milliseconds(tally.wait(0.99)), tally.per_100_keys(tally.streams),
                      tally.per_100_keys(wasted) / kTokenBytes, cost(tally, price),
                      cost(tally, high_price));
      sum += cost(tally, price);
      high_sum += cost(tally, high_price);
    }
    const double count = static_cast<double>(groups.size());
    sums += name_of(candidate) + format(" %.2f | %.2f |\n", sum / count, high_sum / count);
  }
  return table + "\n" + sums;
}

} // namespace

std::string sweep_debounce() {
  return "Free:\n\n" + sweep(kFree, kFreeCandidates, false) + "\nMetered:\n\n" +
         sweep(kMetered, kMeteredCandidates, true);
}

} // namespace inkling::simulation
