#pragma once
// `inkling doctor`: does the configured backend work, and what to change where it does not.

#include <string>

namespace inkling::app {

struct DoctorCommand {
  std::string backend; ///< instead of the configured one; may be empty
  bool json = false;
  /// initializationOptions of a trusted client, as JSON on stdin: an extension tests what a person
  /// has just chosen, with a key that is in no file and in no argument.
  bool options_from_stdin = false;
};

/// `config_file` is --config. Returns the exit code: 0 all well (warnings count as well), 1 where
/// something failed. At most half a minute.
int run_doctor(const DoctorCommand& command, const std::string& config_file);

} // namespace inkling::app
