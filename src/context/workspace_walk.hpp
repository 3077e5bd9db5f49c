#pragma once
// Finds the source files of a folder: bounded in files, bytes and time, in the same order every
// time. Worker thread only.
//
// Follows no symbolic links, so it neither leaves the folder nor runs in circles. Skips what
// file_filter.hpp and the ignore rules say: git's, and those of .inklingignore files, which are
// read anew for each walk.

#include "base/limits.hpp"
#include "context/exclusions.hpp"
#include "context/git_ignore.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

namespace inkling::context {

/// Of all sessions that use a folder; pointers are compared, so unchanged ones must stay the same.
using ExclusionLists = std::vector<std::shared_ptr<const Exclusions>>;

struct WalkRules {
  Limits limits;
  std::unordered_set<std::string> skipped_paths; ///< absolute: hidden files and open documents
  std::unordered_set<std::string>
      skipped_texts; ///< contents of files that are left out wherever they are
  ExclusionLists exclusions;
  std::function<bool()> stopping; ///< asked before each file
};

struct SourceFile {
  std::string path; ///< absolute: the folder as it was named, and the way down
  std::string content;
};

/// Calls found(file) for each. Returns false where a bound cut the walk short (it is logged).
bool walk_workspace(const std::string& folder, const GitIgnore& ignore, const WalkRules& rules,
                    const std::function<void(SourceFile)>& found);

/// The file of that path, or all below it where it is a folder, as the walk over `folder` would
/// read them; nothing where it would pass them over, or where they are gone.
void read_source_files(const std::string& folder, const std::string& path, const GitIgnore& ignore,
                       const WalkRules& rules, const std::function<void(SourceFile)>& found);

} // namespace inkling::context
