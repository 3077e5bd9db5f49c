#include "bench/figures_report.hpp"

namespace inkling::harness {
namespace {

std::string percent(double share) {
  return to_text(share * 100) + '%';
}

std::string both(double left, double right) {
  return to_text(left) + " / " + to_text(right);
}

std::string both(std::size_t left, std::size_t right) {
  return std::to_string(left) + " / " + std::to_string(right);
}

struct Row {
  const char* title;
  std::string (*cell)(const Figures&);
};

constexpr Row kRows[] = {
    {"startup p50", [](const Figures& of) { return to_text(of.startup.p50()); }},
    {"keys", [](const Figures& of) { return std::to_string(of.keys); }},
    {"shown / keys", [](const Figures& of) { return percent(of.per_key(of.shown)); }},
    {"right and in time / keys", [](const Figures& of) { return percent(of.per_key(of.right)); }},
    {"response p50 / p90 / p99 (n)", [](const Figures& of) { return to_text(of.response); }},
    {"added p50 / p90 / p99 (n)", [](const Figures& of) { return to_text(of.added); }},
    {"up / down p50", [](const Figures& of) { return both(of.up.p50(), of.down.p50()); }},
    {"of these adopted", [](const Figures& of) { return std::to_string(of.adopted); }},
    {"local p50 / p90 / p99 (n)", [](const Figures& of) { return to_text(of.local); }},
    {"cancel to wire p50 / p90 / p99 (n)", [](const Figures& of) { return to_text(of.cancel); }},
    {"contradicted, not cancelled",
     [](const Figures& of) { return std::to_string(of.uncancelled); }},
    {"requests per key", [](const Figures& of) { return to_text(of.per_key(of.requests)); }},
    {"new connections", [](const Figures& of) { return std::to_string(of.connections); }},
    {"tokens used / generated",
     [](const Figures& of) { return both(of.tokens_used, of.tokens_generated); }},
    {"tokens wasted", [](const Figures& of) { return std::to_string(of.tokens_wasted); }},
    {"CPU s per 1000 keys", [](const Figures& of) { return to_text(of.cpu_s_per_1000_keys()); }},
    {"peak RSS MB", [](const Figures& of) { return to_text(of.peak_rss_mb); }},
    {"failed / unanswered", [](const Figures& of) { return both(of.failed, of.unanswered); }},
};

Metrics to_metrics(const NamedFigures& named) {
  const Figures& of = named.figures;
  Metrics metrics{named.program, {}};
  metrics.add("keys", of.keys);
  metrics.add("asked", of.asked);
  metrics.add("shown", of.shown);
  metrics.add("shown_per_key", of.per_key(of.shown));
  metrics.add("right", of.right);
  metrics.add("right_per_key", of.per_key(of.right));
  metrics.add("cancelled", of.cancelled);
  metrics.add("failed", of.failed);
  metrics.add("unanswered", of.unanswered);
  metrics.add("response", of.response);
  metrics.add("added", of.added);
  metrics.add("up", of.up);
  metrics.add("down", of.down);
  metrics.add("adopted", of.adopted);
  metrics.add("local", of.local);
  metrics.add("cancel", of.cancel);
  metrics.add("uncancelled", of.uncancelled);
  metrics.add("requests", of.requests);
  metrics.add("requests_per_key", of.per_key(of.requests));
  metrics.add("connections", of.connections);
  metrics.add("tokens_used", of.tokens_used);
  metrics.add("tokens_generated", of.tokens_generated);
  metrics.add("tokens_wasted", of.tokens_wasted);
  metrics.add("cpu_s_per_1000_keys", of.cpu_s_per_1000_keys());
  metrics.add("peak_rss_mb", of.peak_rss_mb);
  metrics.add("startup", of.startup);
  return metrics;
}

} // namespace

std::string table(const std::vector<NamedFigures>& programs) {
  std::vector<std::vector<std::string>> rows{{"times in ms"}};
  for (const NamedFigures& program : programs) rows.front().push_back(program.program);
  for (const Row& row : kRows) {
    std::vector<std::string>& cells = rows.emplace_back(1, row.title);
    for (const NamedFigures& program : programs) cells.push_back(row.cell(program.figures));
  }
  return align(rows);
}

std::vector<Metrics> to_metrics(const std::vector<NamedFigures>& programs) {
  std::vector<Metrics> all;
  for (const NamedFigures& program : programs) all.push_back(to_metrics(program));
  return all;
}

} // namespace inkling::harness
