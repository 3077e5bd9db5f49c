#pragma once
// Files that hold configuration: where the person's own is, how one is read, and what a path
// written in it means.

#include "base/result.hpp"

#include <functional>
#include <optional>
#include <string>

namespace inkling::config {

/// One larger is not read.
inline constexpr std::size_t kFileBytesMax = 1 << 20;

/// Value of an environment variable; none where it is not set or empty.
using Environment = std::function<std::optional<std::string>(const std::string& name)>;
std::optional<std::string> process_environment(const std::string& name);

/// --config, else INKLING_CONFIG, else $XDG_CONFIG_HOME/inkling/config.toml, else
/// ~/.config/inkling/config.toml; empty without a home.
struct UserFile {
  std::string path;
  bool named = false; ///< by the person: then it has to be there
};
UserFile find_user_file(const std::string& option, const Environment& environment);

/// The text of a regular file; none where there is nothing of that name. `follow_links` false: a
/// symbolic link is refused. Never blocks on a pipe. Error: unavailable, with the reason.
Result<std::optional<std::string>> read_file(const std::string& path, std::size_t bytes_max,
                                             bool follow_links = true);

/// "~" and "~/x" become the home folder's; what is relative is so to `folder`. Empty stays empty.
std::string resolve_path(const std::string& path, const std::string& folder,
                         const Environment& environment);

} // namespace inkling::config
