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
    {"precision of the texts shown", [](const Figures& of) { return percent(of.precision()); }},
    {"wait for what is asked late p50 / p90 / p99 (n)",
     [](const Figures& of) { return to_text(of.wait); }},
    {"of what a head start can save p10 / p50",
     [](const Figures& of) { return both(of.saved.percentile(0.1), of.saved.p50()); }},
    {"local p50 / p90 / p99 (n)", [](const Figures& of) { return to_text(of.local); }},
    {"cancel to wire p50 / p90 / p99 (n)", [](const Figures& of) { return to_text(of.cancel); }},
    {"contradicted, not cancelled",
     [](const Figures& of) { return std::to_string(of.uncancelled); }},
    {"requests per key", [](const Figures& of) { return to_text(of.per_key(of.requests)); }},
    {"new connections", [](const Figures& of) { return std::to_string(of.connections); }},
    {"tokens used / generated",
     [](const Figures& of) { return both(of.tokens_used, of.tokens_generated); }},
    {"tokens used / generated, speculation",
     [](const Figures& of) { return both(of.tokens_speculated_used, of.tokens_speculated); }},
    {"tokens wasted", [](const Figures& of) { return std::to_string(of.tokens_wasted); }},
    {"accepted / keys spared", [](const Figures& of) { return both(of.accepted, of.keys_spared); }},
    {"answer after accepting p50 / p90 / p99 (n)",
     [](const Figures& of) { return to_text(of.after_accept); }},
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
  metrics.add("precision", of.precision());
  metrics.add("cancelled", of.cancelled);
  metrics.add("failed", of.failed);
  metrics.add("unanswered", of.unanswered);
  metrics.add("response", of.response);
  metrics.add("added", of.added);
  metrics.add("up", of.up);
  metrics.add("down", of.down);
  metrics.add("adopted", of.adopted);
  metrics.add("local", of.local);
  metrics.add("memory", of.memory);
  metrics.add("wait", of.wait);
  metrics.add("saved", of.saved);
  metrics.add("saved_p10", of.saved.percentile(0.1));
  metrics.add("cancel", of.cancel);
  metrics.add("uncancelled", of.uncancelled);
  metrics.add("requests", of.requests);
  metrics.add("requests_per_key", of.per_key(of.requests));
  metrics.add("connections", of.connections);
  metrics.add("tokens_used", of.tokens_used);
  metrics.add("tokens_generated", of.tokens_generated);
  metrics.add("tokens_wasted", of.tokens_wasted);
  metrics.add("wasted_per_1000_keys", 1000 * of.per_key(of.tokens_wasted));
  metrics.add("used_share", of.used_share());
  metrics.add("used_share_of_all", of.used_share_of_all());
  metrics.add("speculated", of.speculated);
  metrics.add("tokens_speculated", of.tokens_speculated);
  metrics.add("tokens_speculated_used", of.tokens_speculated_used);
  metrics.add("accepted", of.accepted);
  metrics.add("keys_spared", of.keys_spared);
  metrics.add("after_accept", of.after_accept);
  metrics.add("after_accept_asked", of.after_accept_asked);
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
