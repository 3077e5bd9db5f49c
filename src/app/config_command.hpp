#pragma once
// `inkling config`: what is in force here and why, what is wrong, and where the file is.

#include <optional>
#include <string>

namespace inkling::app {

struct ConfigCommand {
  bool json = false;
  bool path = false; ///< only where the person's file is
  /// Only what is wrong: with this file, or with what is in force where it is empty.
  std::optional<std::string> check;
};

/// `config_file` is --config. Returns the exit code: 1 where --check found a mistake.
int run_config(const ConfigCommand& command, const std::string& config_file);

} // namespace inkling::app
