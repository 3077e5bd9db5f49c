#pragma once
// The ignore rules of a git repository (.gitignore files, .git/info/exclude, core.excludesFile),
// through libgit2.
//
// libgit2 and its dependent libraries cost milliseconds of every start when they are linked, so by
// default the library is opened with dlopen when it is first needed (CMake: INKLING_LIBGIT2). The
// git program is never run: in a folder that somebody else prepared, its configuration can execute
// commands. A repository that belongs to another user is not opened either (libgit2's ownership
// check); outside a repository nothing is ignored. An object belongs to one thread; the worker and
// the loop have their own (libgit2 counts who uses it).
//
// libgit2 1.5 drops a negation without wildcards, such as "!keep.c", unless the same file
// has the rule that it negates. A file too many is left out then, never one too many read.

#include <memory>
#include <string>

namespace inkling::context {

/// libgit2, opened once and used by all folders.
class GitLibrary {
public:
  /// Logs one warning where the library cannot be had; available() is false then.
  GitLibrary();
  ~GitLibrary();
  GitLibrary(const GitLibrary&) = delete;
  GitLibrary& operator=(const GitLibrary&) = delete;

  struct Functions;
  bool available() const { return functions_ != nullptr; }
  const Functions& functions() const { return *functions_; }

private:
  std::unique_ptr<const Functions> functions_;
};

/// Opens libgit2 when it is first needed: 3 to 20 ms, once in the process.
class LazyGitLibrary {
public:
  const GitLibrary& get();

private:
  std::unique_ptr<GitLibrary> library_;
};

class GitIgnore {
public:
  /// `folder`: absolute path; the repository may begin above it. `library` must outlive this.
  GitIgnore(const GitLibrary& library, const std::string& folder);
  ~GitIgnore();
  GitIgnore(const GitIgnore&) = delete;
  GitIgnore& operator=(const GitIgnore&) = delete;

  /// `path`: absolute, below the folder; folders end in a slash. False outside a repository; true
  /// where libgit2 cannot say.
  bool is_ignored(const std::string& path) const;
  /// False where there is a repository, but one that libgit2 does not understand: a newer format,
  /// an extension, damage.
  bool readable() const { return readable_; }
  bool in_repository() const { return repository_ != nullptr; }

private:
  const GitLibrary& library_;
  void* repository_ = nullptr; ///< git_repository*
  bool readable_ = true;
  std::string root_; ///< of the working tree, as libgit2 resolved it, with a slash at the end
  std::string
      folder_below_root_; ///< the folder, relative to root_; empty or with a slash at the end
  std::string folder_;    ///< as it was named, with a slash at the end
};

} // namespace inkling::context
