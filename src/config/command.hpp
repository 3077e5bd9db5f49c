#pragma once
// Runs a program and takes what it prints, for keys. No shell, no inherited descriptors but 0 to 2.

#include "base/result.hpp"
#include "base/time.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace inkling::config {

struct CommandLimits {
  std::size_t bytes_max = 0;      ///< of output
  Duration longest = {};          ///< from start to end
  std::function<bool()> stopping; ///< may be empty; asked about every 50 ms
};

/// What it printed. Blocks until it has closed its output and ended; kills it, with all that it
/// started, when a limit is met. Error, unavailable: a limit was met, it could not be started, or
/// did not end with 0.
Result<std::string> run_command(const std::vector<std::string>& command,
                                const CommandLimits& limits);

} // namespace inkling::config
