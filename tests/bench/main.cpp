// inkling_bench_bars: measures the promises of docs/PERFORMANCE.md, all of them or those named.
//
//   inkling_bench_bars [--smoke] [--workspace folder] [answers|pipe|startup|changes|open|busy …]
//
// Ends with 0 whether or not a bar is met: times on a shared machine are for people to judge.

#include "bars.hpp"

#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdio>
#include <exception>
#include <string>
#include <vector>

namespace {

using namespace inkling::bench;

struct Bar {
  const char* name;
  void (*measure)(const Setting&, Table&);
};

constexpr Bar kBars[] = {
    {"answers", measure_answers}, {"pipe", measure_pipe}, {"startup", measure_startup},
    {"changes", measure_changes}, {"open", measure_open}, {"busy", measure_busy},
};

void measure(const std::vector<std::string>& names, const Setting& setting) {
  Table table;
  for (const Bar& bar : kBars) {
    const bool named = std::find(names.begin(), names.end(), bar.name) != names.end();
    if (names.empty() || named) bar.measure(setting, table);
  }
  std::printf("\n%zu missed\n", table.missed());
}

} // namespace

int main(int argc, char** argv) {
  CLI::App app{"Measures what docs/PERFORMANCE.md promises"};
  Setting setting{.daemon = INKLING_BENCH_DAEMON,
                  .echo = INKLING_BENCH_ECHO,
                  .empty = INKLING_BENCH_EMPTY,
                  .sources = INKLING_BENCH_SOURCES,
                  .workspace = INKLING_BENCH_SOURCES};
  std::vector<std::string> names;
  std::vector<std::string> known;
  for (const Bar& bar : kBars) known.emplace_back(bar.name);
  app.add_flag("--smoke", setting.smoke, "Only see whether everything runs");
  app.add_option("--daemon", setting.daemon, "Another build of inkling");
  app.add_option("--workspace", setting.workspace, "A large folder to index while typing");
  app.add_option("bars", names, "Which ones; all if none is named")->check(CLI::IsMember(known));
  CLI11_PARSE(app, argc, argv);
  std::signal(SIGPIPE, SIG_IGN);
  try {
    measure(names, setting);
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "inkling_bench_bars: %s\n", failure.what());
    return 1;
  }
  return 0;
}
