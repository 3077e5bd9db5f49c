#pragma once
// `inkling doctor`: does the configured backend work, and what to change where it does not.

#include <string>

namespace inkling::app {

struct DoctorCommand {
  std::string backend; ///< instead of the configured one; may be empty
  bool json = false;
};

/// `config_file` is --config. Returns the exit code: 0 all well (warnings count as well), 1 where
/// something failed. At most half a minute.
int run_doctor(const DoctorCommand& command, const std::string& config_file);

} // namespace inkling::app
