#pragma once
// A server under test as it is named on the command line: NAME=CMD, with placeholders for what is
// known only when it starts.

#include "base/result.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace inkling::harness {

struct ServerCommand {
  std::string name;
  std::vector<std::string> arguments; ///< of which {url} and {config} are replaced

  bool wants_config() const;
  /// The arguments with the placeholders replaced.
  std::vector<std::string> resolve(std::string_view url, std::string_view config) const;
  friend bool operator==(const ServerCommand&, const ServerCommand&) = default;
};

/// "NAME=PROGRAM ARGUMENT 'with blanks'", without a shell; NAME is the program's where it is left
/// out. Error invalid_params.
Result<ServerCommand> parse_server_command(std::string_view text);

/// inkling's configuration for a run against a backend: nothing that waits, nothing that stands in.
/// `extra` is TOML that goes behind it.
std::string make_config(std::string_view url, std::string_view extra);

} // namespace inkling::harness
