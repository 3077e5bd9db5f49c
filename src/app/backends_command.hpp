#pragma once
// `inkling backends`: the configured entries and the presets, and which of them is in force.

#include <string>

namespace inkling::app {

struct BackendsCommand {
  bool json = false;
};

/// `config_file` is --config. Returns the exit code.
int run_backends(const BackendsCommand& command, const std::string& config_file);

} // namespace inkling::app
