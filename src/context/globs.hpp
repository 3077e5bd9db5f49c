#pragma once
// Patterns of files, as in .gitignore (gitignore(5)):
//
//   secret.txt      a file or folder of that name at any depth
//   /build, a/b     a slash at the beginning or in the middle: counted from the root
//   logs/           only a folder (and all that is in it)
//   *.pem  ?  [ab]  within one component; ** stands for any number of components
//   !keep.txt       takes back what an earlier pattern of the same list said, but nothing that lies
//                   in a folder that is named
//
// Case matters; "?" and "[…]" match one byte. Pure, and immutable after construction: any thread.

#include "base/result.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace inkling::context {

class Globs {
public:
  /// Bounds of one list; beyond them it is refused.
  static constexpr std::size_t kPatternsMax = 1000;
  static constexpr std::size_t kPatternBytesMax = 1000;

  /// Matches nothing.
  Globs() = default;
  /// Blank patterns and those that begin with "#" are passed over. Error: invalid_params.
  static Result<Globs> parse(const std::vector<std::string>& patterns);

  /// `path` of a file, relative to the root that the patterns are counted from, without a slash at
  /// its beginning.
  bool match(std::string_view path) const;
  /// What the last pattern says that names this very path, whatever lies above it: true, or false
  /// where it begins with "!"; none where no pattern names it. For whoever has several lists.
  std::optional<bool> verdict(std::string_view path, bool is_folder) const;
  bool empty() const { return patterns_.empty(); }

  friend bool operator==(const Globs&, const Globs&) = default;

private:
  struct Pattern {
    std::vector<std::string> components;
    bool negated = false;
    bool folder_only = false;
    friend bool operator==(const Pattern&, const Pattern&) = default;
  };

  static Pattern parse_pattern(std::string_view text);
  /// Of the first `count` components.
  std::optional<bool> verdict(const std::vector<std::string>& path, std::size_t count,
                              bool is_folder) const;

  std::vector<Pattern> patterns_;
};

} // namespace inkling::context
