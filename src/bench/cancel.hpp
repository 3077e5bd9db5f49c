#pragma once
// `inkling bench cancel`: how soon a cancel that no change explains is answered, and how soon the
// backend is rid of the work.
//
// For each sample a key is typed and a request made; when the backend has received its part, and
// some time more has passed, $/cancelRequest is written. Then nothing is typed until the reply is
// read and the backend has seen the disconnect.

#include "bench/metrics.hpp"
#include "bench/serve.hpp"
#include "bench/server_command.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace inkling::harness {

struct CancelOptions {
  std::vector<ServerCommand> servers;
  ServeOptions serve;
  std::size_t count = 1000; ///< cancels for each server
  double after_ms = 20;     ///< a cancel comes 0 to so many ms after the backend has the request
  std::string config_extra;
  std::vector<Bar> bars;
  bool json = false;
};

/// Returns the exit code: 1 where a server could not be measured.
int run_cancel(const CancelOptions& options);

} // namespace inkling::harness
