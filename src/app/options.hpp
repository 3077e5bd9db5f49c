#pragma once
// The command line: argv in, one command's options out. `inkling --help` is written here and
// nowhere else.

#include "app/backends_command.hpp"
#include "app/bench_command.hpp"
#include "app/config_command.hpp"
#include "app/doctor_command.hpp"
#include "app/prompt_command.hpp"
#include "app/trace_command.hpp"
#include "base/log.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

namespace inkling::app {

struct LspCommand {
  std::string listen_path; ///< Unix socket to listen on; empty: serve stdin and stdout
  std::optional<std::int64_t> client_process_id; ///< leave when this process does
  /// initializationOptions may choose backends and hand over keys (docs/CONFIG.md).
  bool trust_client = false;
};

struct CompleteCommand {
  std::string place; ///< FILE:LINE[:COL], 1-based
  bool json = false;
};

struct DemoCommand {
  std::string file; ///< empty: one is chosen
  double seconds_max = 25;
};

/// The command line was answered already (--help, --version, or a mistake that was explained).
struct NoCommand {
  int exit_code = 0;
};

struct Options {
  log::Options log;
  std::string config_file = {}; ///< --config; empty where it was not given
  std::variant<NoCommand, LspCommand, CompleteCommand, DemoCommand, BenchCommand, ConfigCommand,
               TraceCommand, StatsCommand, DoctorCommand, BackendsCommand, PromptCommand>
      command;
};

/// Prints help and explains mistakes itself (a mistake: exit code 2, on stderr, with the nearest
/// known name).
Options parse_options(int argc, char** argv);

} // namespace inkling::app
