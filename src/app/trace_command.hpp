#pragma once
// `inkling trace` and `inkling stats`: a running daemon, looked into from a terminal.

#include "app/control_client.hpp"
#include "base/result.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace inkling::app {

/// Which daemon: the socket where one is given, else the process, else the newest.
struct DaemonChoice {
  std::string socket = {};
  std::optional<std::int64_t> pid = {};
};

struct TraceCommand {
  DaemonChoice daemon;
  bool json = false; ///< a JSON object a line
  bool text = false; ///< with the text that is offered
};

struct StatsCommand {
  DaemonChoice daemon;
  bool json = false;
};

/// Follows until the daemon ends, SIGINT, or nobody reads any more. Returns the exit code: 1 where
/// there is no daemon to follow.
int run_trace(const TraceCommand& command);

/// Prints the sums once.
int run_stats(const StatsCommand& command);

/// Connects `client`; says on stderr which of several daemons was taken. Error: a line that says
/// what to do.
Result<void> attach(ControlClient& client, const DaemonChoice& choice);

} // namespace inkling::app
