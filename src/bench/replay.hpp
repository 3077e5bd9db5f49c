#pragma once
// `inkling bench replay`: types traces to servers in turn, each run with a fresh server and a fresh
// fake LLM server behind it, and reports what joining the logs of both sides tells.

#include "bench/host.hpp"
#include "bench/metrics.hpp"
#include "bench/serve.hpp"
#include "bench/server_command.hpp"
#include "bench/trace.hpp"
#include "bench/typing_run.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace inkling::harness {

struct ReplayOptions {
  std::vector<ServerCommand> servers;
  ServeOptions serve; ///< the backend, and the texts that are typed
  HostOptions host;   ///< its seed is that of each run
  AcceptOptions accept;
  ClientExtras extras;
  std::vector<TraceKind> traces = {TraceKind::steady, TraceKind::bursts, TraceKind::edits};
  std::size_t keys = 2000;                      ///< a server, at least
  std::size_t trace_keys = 250;                 ///< of one run
  double pace = 1;                              ///< all pauses between keys are multiplied by this
  std::string config_extra;                     ///< behind what make_config() writes
  std::map<std::string, std::string> config_of; ///< behind that, by server
  std::string backend_url;                      ///< one that runs already; with its log file
  std::string backend_log;
  std::string keep;    ///< a folder for the logs of each run; empty: they are not kept
  std::string against; ///< ratios to this server; empty: to the first
  std::vector<Bar> bars;
  bool json = false;
};

/// Returns the exit code: 0 whether or not a bar is met, because times on a shared machine are for
/// people to judge; 1 where a server could not be measured.
int run_replay(const ReplayOptions& options);

} // namespace inkling::harness
