#pragma once
// The rules of .inklingignore files: what of a project is neither sent nor learned from. As in
// .gitignore (globs.hpp), but with neither git nor a repository: the file of each folder above a
// path counts, whoever's workspace it is; what lies deeper decides, and nothing is taken back
// in a folder that is named.
//
//   InklingIgnore ignore;
//   if (ignore.is_ignored("/home/me/shop/customers/a.sql")) …   // may read from disk
//
// They can only narrow. A file that cannot be read, that is too large or has too many patterns
// excludes all that lies below its folder. What was read is remembered until forget(). An object
// belongs to one thread; the worker and the loop have their own.

#include "context/globs.hpp"

#include <memory>
#include <string>
#include <unordered_map>
#include <unordered_set>

namespace inkling::context {

class InklingIgnore {
public:
  static constexpr std::string_view kFileName = ".inklingignore";
  /// Bytes of one file; its patterns are bounded by Globs.
  static constexpr std::size_t kFileBytesMax = 256 << 10;
  /// Folders above a file. What lies deeper counts as ignored.
  static constexpr std::size_t kDepthMax = 128;

  enum class Warnings { once, none };
  /// A folder that is excluded because of trouble with its file is logged, once each.
  explicit InklingIgnore(Warnings warnings = Warnings::once) : warnings_(warnings) {}

  /// `path`: absolute, without "." and "..", of a file, or of a folder with a slash at its end.
  bool is_ignored(const std::string& path);
  /// Read the rules anew.
  void forget() { folders_.clear(); }

private:
  /// The rules of one file, and those that they go before.
  struct Rules {
    std::string folder; ///< with a slash at its end
    Globs globs;
    std::shared_ptr<const Rules> above;
  };
  struct Folder {
    bool ignored = false;
    std::shared_ptr<const Rules> rules; ///< innermost; null: none
  };

  Folder folder_at(const std::string& path);
  Folder look_at(const std::string& path);
  void warn_once(const std::string& folder, const char* trouble);

  Warnings warnings_;
  std::unordered_map<std::string, Folder> folders_; ///< by path, with a slash at its end
  std::unordered_set<std::string> warned_;
};

/// Whether a change of that file changes what others mean: .inklingignore, .gitignore,
/// .git/info/exclude.
bool holds_ignore_rules(std::string_view path);

} // namespace inkling::context
