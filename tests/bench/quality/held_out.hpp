#pragma once
// Which files of a repository are held out, and which lines of them are typed. The same for the
// same salt.

#include <cstddef>
#include <string>
#include <vector>

namespace inkling::quality {

struct HeldOut {
  std::string path;               ///< absolute
  std::vector<std::string> lines; ///< the whole file, without line ends
  std::size_t begin = 0;          ///< first line typed
  std::size_t end = 0;            ///< one past the last
};

/// Draws files by a hash of (salt, repository name, path). Passed over: short files, and those
/// whose lines mostly occur in other files too. The window begins below the licence header.
std::vector<HeldOut> draw_held_out(const std::string& repository, const std::string& salt,
                                   std::size_t files, std::size_t lines);

} // namespace inkling::quality
