#pragma once
// Does git ignore this file, or an .inklingignore? For the loop thread, about one document at a
// time; the worker has its own way (context/workspace_walk.hpp).
//
// The first question about git opens the repository (and libgit2, if the worker has not): later
// ones cost some file system calls. So whoever never sends text anywhere does not ask.

#include "context/git_ignore.hpp"
#include "context/inkling_ignore.hpp"

#include <map>
#include <memory>
#include <string>

namespace inkling::context {

class IgnoreRules {
public:
  /// `path` is absolute, with symbolic links resolved; `folder` is its workspace folder, or empty.
  /// The rules of the repository that the file lies in count, and those of the folder's. That git
  /// tracks a file in spite of them is not looked at. True where a repository cannot be read,
  /// and in every repository where libgit2 cannot be had.
  bool is_ignored(const std::string& path, const std::string& folder);
  /// By the .inklingignore files above the path (absolute), which are read each time: some
  /// microseconds a folder.
  bool is_excluded(const std::string& path);
  /// The rules of git may have changed: read them anew.
  void forget() { repositories_.clear(); }

private:
  const GitIgnore& repository_at(const std::string& folder);

  LazyGitLibrary library_;
  InklingIgnore own_;
  std::map<std::string, std::unique_ptr<GitIgnore>> repositories_; ///< by folder
};

} // namespace inkling::context
