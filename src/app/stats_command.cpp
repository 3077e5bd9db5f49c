// `inkling stats`: the answer of `inkling/stats` as a page.

#include "app/trace_command.hpp"
#include "metrics/stages.hpp"

#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

namespace inkling::app {
namespace {

using nlohmann::json;

/// What a daemon that is older or newer does not have is an empty object.
json part_of(const json& stats, const char* key) {
  const auto found = stats.find(key);
  return found == stats.end() ? json::object() : *found;
}

std::string word(const json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end()) return "-";
  return found->is_string() ? found->get<std::string>() : found->dump();
}

void print_counts(const char* title, const json& counts) {
  if (counts.empty()) return;
  std::printf("\n%s\n", title);
  for (const auto& [name, count] : counts.items())
    std::printf("  %-16s %8s\n", name.c_str(), count.dump().c_str());
}

void print_stages(const json& stages) {
  if (stages.empty()) return;
  std::printf("\n%-18s %8s %9s %9s %9s %9s\n", "stages (ms)", "n", "p50", "p90", "p99", "max");
  for (std::size_t at = 0; at < metrics::kStageCount; ++at) { // in the order in which they come
    const std::string name(to_string(static_cast<metrics::Stage>(at)));
    if (!stages.contains(name)) continue;
    const json& times = stages[name];
    std::printf("  %-16s %8s %9s %9s %9s %9s\n", name.c_str(), word(times, "n").c_str(),
                word(times, "p50").c_str(), word(times, "p90").c_str(), word(times, "p99").c_str(),
                word(times, "max").c_str());
  }
}

void print_backends(const json& backends) {
  if (backends.empty()) return;
  std::printf("\n%-18s %8s %8s %9s  %s\n", "backends", "offered", "in vain", "ttft ms", "trouble");
  for (const json& one : backends)
    std::printf("  %-16s %8s %8s %9s  %s\n", word(one, "name").c_str(),
                word(one, "offered").c_str(), word(one, "inVain").c_str(),
                word(one, "ttftMs").c_str(), word(one, "trouble").c_str());
  const bool in_trouble = std::any_of(backends.begin(), backends.end(),
                                      [](const json& one) { return one.contains("trouble"); });
  // One reason has several causes: a limit or no credits, an overload or garbage.
  if (in_trouble) std::printf("  what is wrong, and what to do: inkling doctor\n");
}

/// "5 h 12 min"
std::string hours_of(const json& tokens) {
  const auto seconds = tokens.value("dayEndsInSeconds", std::int64_t{0});
  if (seconds == 0) return "-";
  return std::to_string(seconds / 3600) + " h " + std::to_string(seconds % 3600 / 60) + " min";
}

void print_tokens(const json& backends) {
  bool titled = false;
  for (const json& one : backends) {
    const json tokens = part_of(one, "tokens");
    if (tokens.empty()) continue;
    if (!std::exchange(titled, true))
      std::printf("\n%-18s %10s %10s %10s  %s\n", "tokens (estimated)", "today", "a day", "left",
                  "day ends in");
    std::printf("  %-16s %10s %10s %10s  %s\n", word(one, "name").c_str(),
                word(tokens, "today").c_str(), word(tokens, "perDay").c_str(),
                word(tokens, "left").c_str(), hours_of(tokens).c_str());
  }
}

void print_acceptance(const json& rows) {
  if (rows.empty()) return;
  std::printf("\n%-18s %-12s %8s %8s %8s %9s\n", "suggestions", "backend", "shown", "accepted",
              "partly", "dismissed");
  for (const json& one : rows)
    std::printf("  %-16s %-12s %8s %8s %8s %9s\n", word(one, "language").c_str(),
                word(one, "backend").c_str(), word(one, "shown").c_str(),
                word(one, "accepted").c_str(), word(one, "partly").c_str(),
                word(one, "dismissed").c_str());
}

void print_page(const json& stats) {
  const json memory = part_of(stats, "memory");
  std::printf("since %s, %s keys, %s documents open, %s bytes of suggestions remembered\n",
              word(stats, "since").c_str(), word(stats, "keys").c_str(),
              word(memory, "documents").c_str(), word(memory, "cacheBytes").c_str());
  print_counts("reasons", part_of(stats, "reasons"));
  print_stages(part_of(stats, "stages"));
  print_counts("head starts", part_of(stats, "headStarts"));
  print_counts("streams", part_of(stats, "streams"));
  print_backends(part_of(stats, "backends"));
  print_tokens(part_of(stats, "backends"));
  print_acceptance(part_of(stats, "acceptance"));
}

} // namespace

int run_stats(const StatsCommand& command) {
  ControlClient client;
  auto ready = attach(client, command.daemon);
  auto stats =
      ready ? client.call("inkling/stats", json::object()) : Result<wire::JsonPtr>(ready.error());
  if (!stats) {
    std::fprintf(stderr, "inkling: %s\n", stats.error().message.c_str());
    return 1;
  }
  if (command.json)
    std::printf("%s\n", (*stats)->dump(2).c_str());
  else
    print_page(**stats);
  return 0;
}

} // namespace inkling::app
