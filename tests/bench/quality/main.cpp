// inkling_quality: how much typing the embedded model saves, on repositories of your own.
//
//   inkling_quality [--salt word] [--files n] [--lines n] [--below] [--quick] [--fit] repository…
//
// Per repository some files are held out of the index and typed through a real EmbeddedBackend,
// asking at every character. Printed are the typing model at several thresholds (score.hpp), exact
// matches of the rest of the line, and the time of a query. It flatters: the reader is perfect.
// Steer by lag, precision and wrong together, never by the best `saved`; fit on some repositories
// and quote others, with another salt. --fit prints a new
// confidence_table.inc.

#include "quality/fit.hpp"
#include "quality/score.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <cstdio>

namespace {

using namespace inkling::quality;

constexpr std::array kThresholds = {0.15, 0.25, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7, 0.8};
constexpr std::size_t kDefault = 6; ///< 0.55

struct Row {
  std::array<Typing, kThresholds.size()> typing;
  ExactMatch exact;
};

double percentile(std::vector<double>& values, double part) {
  if (values.empty()) return 0;
  const auto at = static_cast<std::size_t>(part * static_cast<double>(values.size() - 1));
  std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(at), values.end());
  return values[at];
}

Row score(const Replay& replay) {
  Row row;
  for (std::size_t i = 0; i < kThresholds.size(); ++i) {
    row.typing[i] = simulate_typing(replay, kThresholds[i]);
  }
  row.exact = count_exact(replay);
  return row;
}

void print_head() {
  std::printf("%-16s %6s %6s %6s | %6s %6s %6s %6s (at 0.55) | %6s | %6s %6s us | %6s ms/MB\n",
              "repository", "start", "token", "any", "saved", "lag", "prec", "wrong", "best", "p50",
              "p99", "index");
}

void print_row(const std::string& name, const Row& row, Replay& replay) {
  const Typing& usual = row.typing[kDefault];
  double best = 0;
  for (const Typing& typing : row.typing) best = std::max(best, typing.saved);
  std::printf(
      "%-16s %6.1f %6.1f %6.1f | %6.1f %6.1f %6.1f %6.2f          | %6.1f | %6.1f %6.1f    | "
      "%6.0f\n",
      name.c_str(), row.exact.line_start, row.exact.after_token, row.exact.anywhere, usual.saved,
      usual.lag, usual.precision, usual.wrong, best, percentile(replay.query_us, 0.5),
      percentile(replay.query_us, 0.99), replay.index_ms / std::max(replay.index_megabytes, 1e-3));
  std::fflush(stdout);
}

void print_means(const std::vector<Row>& rows) {
  const auto count = static_cast<double>(rows.size());
  ExactMatch exact;
  for (const Row& row : rows) {
    exact.line_start += row.exact.line_start / count;
    exact.after_token += row.exact.after_token / count;
    exact.anywhere += row.exact.anywhere / count;
  }
  std::printf("\nmeans: exact match at line start %.1f, after token %.1f, anywhere %.1f\n",
              exact.line_start, exact.after_token, exact.anywhere);
  std::printf("%9s %6s %6s %6s %6s\n", "threshold", "saved", "lag", "prec", "wrong");
  for (std::size_t i = 0; i < kThresholds.size(); ++i) {
    Typing mean;
    for (const Row& row : rows) {
      mean.saved += row.typing[i].saved / count;
      mean.lag += row.typing[i].lag / count;
      mean.precision += row.typing[i].precision / count;
      mean.wrong += row.typing[i].wrong / count;
    }
    std::printf("%9.2f %6.1f %6.1f %6.1f %6.2f\n", kThresholds[i], mean.saved, mean.lag,
                mean.precision, mean.wrong);
  }
}

template<std::size_t Size>
void print_weights(const std::array<float, Size>& weights) {
  for (std::size_t i = 0; i < Size; ++i) {
    std::printf("%s%.4fF,", i % 10 == 0 ? "\n    " : " ", static_cast<double>(weights[i]));
  }
}

/// As confidence_table.inc wants it.
void print_network(const std::vector<Sample>& samples) {
  const inkling::backend::ConfidenceNetwork network = fit_network(samples);
  std::printf("constexpr ConfidenceNetwork kNetwork = {");
  std::printf("\n    // hidden\n    {{");
  for (const auto& unit : network.hidden) {
    std::printf("{");
    print_weights(unit);
    std::printf("},");
  }
  std::printf("}},\n    // output\n    {");
  print_weights(network.output);
  std::printf("},\n    // direct\n    {");
  print_weights(network.direct);
  std::printf("},\n};\n");
}

} // namespace

int main(int argc, char** argv) {
  CLI::App app{"Measures the quality of the embedded model on repositories"};
  ReplayOptions options;
  std::vector<std::string> repositories;
  bool fit = false;
  bool quick = false;
  app.add_option("--salt", options.salt, "Draws other files");
  app.add_option("--files", options.files, "Files held out per repository");
  app.add_option("--lines", options.lines, "Lines typed per file");
  app.add_flag("--below", options.below, "The text below the typed lines is visible, too");
  app.add_flag("--fit", fit, "Fit the confidence and print its table");
  app.add_flag("--quick", quick, "Measure no times");
  app.add_option("repositories", repositories, "Absolute paths of folders")->required();
  CLI11_PARSE(app, argc, argv);

  options.timings = !fit && !quick;
  std::vector<Row> rows;
  std::vector<Sample> samples;
  print_head();
  for (const std::string& repository : repositories) {
    Replay result = replay(repository, options);
    if (result.lines.empty()) continue;
    rows.push_back(score(result));
    print_row(repository.substr(repository.rfind('/') + 1), rows.back(), result);
    if (fit || quick) collect_samples(result, samples);
  }
  if (!rows.empty()) print_means(rows);
  if (fit || quick) std::printf("%.4f bits of loss per token\n", log_loss(samples));
  if (fit) print_network(samples);
  return 0;
}
