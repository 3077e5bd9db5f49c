#pragma once
// The key itself, from where the configuration says that it is. Nothing here logs, and no error
// holds what was read.

#include "base/result.hpp"
#include "base/secret.hpp"
#include "base/time.hpp"
#include "config/config.hpp"
#include "config/user_file.hpp"

#include <functional>

namespace inkling::config {

/// A longer key is refused.
inline constexpr std::size_t kKeyBytesMax = 16 << 10;
/// A command that takes longer is killed.
inline constexpr Duration kKeyCommandMax = 10s;

struct KeyOptions {
  Environment environment = process_environment;
  Duration command_max = kKeyCommandMax;
  /// Asked now and then while a command runs; true kills it. May be empty. The worker's stopping().
  std::function<bool()> stopping = {};
};

/// "the environment variable CEREBRAS_API_KEY". One whose name may be a key itself, written there
/// by mistake, is not named: this goes into logs.
std::string describe_variable(const std::string& name);

/// Empty where no source is named. Blocks while a command runs: worker thread. The command is run
/// without a shell, its stdin is /dev/null, its stderr is dropped, and the first line that it
/// prints is the key. A file must be a regular one of this user (or root) that neither its group
/// nor others can read; its first line is the key. Error: unavailable.
Result<Secret> resolve_key(const KeySource& source, const KeyOptions& options = {});

} // namespace inkling::config
