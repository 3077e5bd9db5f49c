#include "bench/metrics.hpp"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <nlohmann/json.hpp>

namespace inkling::harness {
namespace {

const Metrics* find_program(const std::vector<Metrics>& programs, std::string_view name) {
  const auto found = std::find_if(programs.begin(), programs.end(),
                                  [&](const Metrics& one) { return one.program == name; });
  return found == programs.end() ? nullptr : &*found;
}

std::string judge_one(const std::vector<Metrics>& programs, const Bar& bar) {
  const bool compared = !bar.against.empty();
  const std::string what = bar.metric + (compared ? " to " + bar.against : "") + ": ";
  const auto own = programs.empty() ? std::nullopt : programs.front().find(bar.metric);
  const Metrics* other = find_program(programs, bar.against);
  const auto its = other == nullptr ? std::nullopt : other->find(bar.metric);
  if (!own || (compared && !(its && *its > 0))) return what + "SKIP, not measured\n";
  const double value = compared ? *own / *its : *own;
  std::string measured = to_text(*own);
  if (compared) measured += " / " + to_text(*its) + " = " + to_text(value);
  const bool met = bar.at_least ? value >= bar.bound : value <= bar.bound;
  return what + measured + (bar.at_least ? " >= " : " <= ") + to_text(bar.bound) +
         (met ? "  ok\n" : "  MISS\n");
}

/// Columns on the screen; our texts are ASCII but for what a person names.
std::size_t width(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char byte) { return (byte & 0xC0) != 0x80; }));
}

} // namespace

void Metrics::add(const std::string& name, const Samples& samples) {
  add(name + "_n", samples.size());
  add(name + "_p50", samples.p50());
  add(name + "_p90", samples.p90());
  add(name + "_p99", samples.p99());
}

std::optional<double> Metrics::find(std::string_view name) const {
  for (const auto& [known, value] : values)
    if (known == name) return value;
  return std::nullopt;
}

Result<Bar> parse_bar(std::string_view text) {
  const std::size_t sign = std::min(text.find("<="), text.find(">="));
  const std::size_t star = std::min(text.find('*'), text.size());
  Bar bar;
  bar.at_least = sign != text.npos && text[sign] == '>';
  bool understood = sign != text.npos && sign > 0 && sign + 2 < star && star + 1 != text.size();
  if (understood) {
    const char* end = text.data() + star;
    const auto read = std::from_chars(text.data() + sign + 2, end, bar.bound);
    understood = read.ec == std::errc{} && read.ptr == end;
  }
  if (!understood)
    return make_error(Errc::invalid_params,
                      "expected METRIC<=NUMBER or METRIC>=NUMBER*PROGRAM, not '" +
                          std::string(text) + "'");
  bar.metric = text.substr(0, sign);
  if (star < text.size()) bar.against = text.substr(star + 1);
  return bar;
}

std::string judge(const std::vector<Metrics>& programs, const std::vector<Bar>& bars) {
  std::string out;
  for (const Bar& bar : bars) out += judge_one(programs, bar);
  return out;
}

std::string ratios(const std::vector<Metrics>& programs, std::string_view against,
                   const std::vector<std::string>& names) {
  const Metrics* other = find_program(programs, against);
  if (other == nullptr || programs.size() < 2) return {};
  std::vector<std::vector<std::string>> rows{{"divided by " + std::string(against)}};
  rows.front().insert(rows.front().end(), names.begin(), names.end());
  for (const Metrics& program : programs) {
    if (&program == other) continue;
    std::vector<std::string>& row = rows.emplace_back(1, program.program);
    for (const std::string& name : names) {
      const double own = program.find(name).value_or(0);
      const double its = other->find(name).value_or(0);
      row.push_back(its > 0 ? to_text(own / its) : "-");
    }
  }
  return align(rows);
}

std::string to_json(const std::vector<Metrics>& programs) {
  nlohmann::ordered_json all = nlohmann::ordered_json::object();
  for (const Metrics& program : programs)
    for (const auto& [name, value] : program.values) all[program.program][name] = value;
  return all.dump(2) + '\n';
}

std::string to_text(double value) {
  char text[32];
  const char* format = value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f";
  std::snprintf(text, sizeof text, format, value);
  return text;
}

std::string to_text(const Samples& samples) {
  if (samples.size() == 0) return "-";
  return to_text(samples.p50()) + " / " + to_text(samples.p90()) + " / " + to_text(samples.p99()) +
         " (" + std::to_string(samples.size()) + ')';
}

std::string align(const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::size_t> widths;
  for (const auto& row : rows) {
    widths.resize(std::max(widths.size(), row.size()), 0);
    for (std::size_t at = 0; at < row.size(); ++at)
      widths[at] = std::max(widths[at], width(row[at]));
  }
  std::string out;
  for (const auto& row : rows) {
    for (std::size_t at = 0; at < row.size(); ++at) {
      out += row[at];
      if (at + 1 < row.size()) out.append(widths[at] - width(row[at]) + 2, ' ');
    }
    out += '\n';
  }
  return out;
}

} // namespace inkling::harness
