// argv → subcommand. What each does is in app/.

#include "app/bench_command.hpp"
#include "app/commands.hpp"
#include "app/config_command.hpp"
#include "app/daemon.hpp"
#include "app/options.hpp"
#include "base/log.hpp"

#include <cstdio>
#include <exception>
#include <fcntl.h>
#include <type_traits>
#include <unistd.h>

namespace {

/// A closed standard stream would lend its number to the next descriptor that is opened, and the
/// protocol would be spoken with that.
void open_standard_streams() {
  for (const int fd : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
    if (::fcntl(fd, F_GETFD) < 0) ::open("/dev/null", O_RDWR); // takes the lowest number free: fd
}

int run(const inkling::app::Options& options) {
  using namespace inkling::app;
  return std::visit(
      [&options](const auto& command) -> int {
        using Command = std::decay_t<decltype(command)>;
        if constexpr (std::is_same_v<Command, LspCommand>)
          return Daemon(command, options.config_file).run();
        else if constexpr (std::is_same_v<Command, CompleteCommand>)
          return run_complete(command);
        else if constexpr (std::is_same_v<Command, DemoCommand>)
          return run_demo(command);
        else if constexpr (std::is_same_v<Command, BenchCommand>)
          return run_bench(command);
        else if constexpr (std::is_same_v<Command, ConfigCommand>)
          return run_config(command, options.config_file);
        else if constexpr (std::is_same_v<Command, TraceCommand>)
          return run_trace(command);
        else if constexpr (std::is_same_v<Command, StatsCommand>)
          return run_stats(command);
        else if constexpr (std::is_same_v<Command, DoctorCommand>)
          return run_doctor(command, options.config_file);
        else if constexpr (std::is_same_v<Command, BackendsCommand>)
          return run_backends(command, options.config_file);
        else if constexpr (std::is_same_v<Command, PromptCommand>)
          return run_prompt(command, options.config_file);
        else
          return command.exit_code;
      },
      options.command);
}

} // namespace

int main(int argc, char** argv) {
  // One of the three walls: broken set-up and broken invariants end here, with a line that says
  // what.
  try {
    open_standard_streams();
    const inkling::app::Options options = inkling::app::parse_options(argc, argv);
    inkling::log::set_up(options.log);
    return run(options);
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "inkling: %s\n", failure.what());
    return 70; // EX_SOFTWARE
  }
}
