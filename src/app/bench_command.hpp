#pragma once
// `inkling bench …`: its options in, one of the harness's programs (src/bench) run. For people who
// work on inkling or choose a backend; an editor never comes here.

#include "bench/cancel.hpp"
#include "bench/floor.hpp"
#include "bench/replay.hpp"
#include "bench/serve.hpp"

#include <memory>
#include <variant>

namespace CLI {
class App;
}

namespace inkling::app {

struct BenchCommand {
  std::variant<std::monostate, harness::ServeOptions, harness::ReplayOptions,
               harness::CancelOptions, harness::FloorOptions>
      program;
};

/// What the options are parsed into.
struct BenchParser;
/// Adds `bench` and its subcommands. Keep the result while `app` parses; afterwards
/// parsed_bench_command() tells what was chosen.
std::shared_ptr<BenchParser> add_bench_command(CLI::App& app);
/// monostate where `bench` was not on the command line.
BenchCommand parsed_bench_command(const BenchParser& parser);

/// Returns the exit code.
int run_bench(const BenchCommand& command);

} // namespace inkling::app
