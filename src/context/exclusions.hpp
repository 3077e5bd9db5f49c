#pragma once
// The patterns of a session's policy, for whoever learns from files on disk: by name only, without
// looking at the disk. What may be done with an open document is document_policy.hpp's.
//
// Immutable after construction: made on the loop thread, asked on the worker.

#include "context/document_policy.hpp"

#include <span>
#include <string>
#include <vector>

namespace inkling::context {

class Exclusions {
public:
  Exclusions() = default; ///< none
  /// `folders` of the session (absolute paths): patterns are counted from them and from the root.
  Exclusions(const DocumentPolicy& policy, std::span<const std::string> folders);

  /// `path` is absolute.
  bool match(const std::string& path) const;

  friend bool operator==(const Exclusions&, const Exclusions&) = default;

private:
  std::vector<Globs> everywhere_;
  std::vector<FolderRules> of_folders_;
  std::vector<std::string> folders_; ///< empty where nothing is excluded at all
};

} // namespace inkling::context
