#pragma once
// What is where in the workspace folders of one session: files by name, definitions by name. Names
// and places only: whoever wants text reads it from disk, and asks anew whether it may.
//
// Belongs to the worker: made on the loop, touched by jobs.
//
//   index.walk(folders, git, rules);
//   for (const Place& place : index.definitions_of("parse_header")) …

#include "context/neighbours/imports.hpp"
#include "context/neighbours/language.hpp"
#include "context/workspace_walk.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace inkling::context {

class WorkspaceIndex {
public:
  /// Definitions beyond are left out: 16 bytes each.
  static constexpr std::size_t kDefinitionsMax = 1'000'000;

  struct Place {
    std::string path; ///< absolute
    std::size_t line = 0;
  };

  /// Reads the folders anew, within the rules' limits for each.
  void walk(std::span<const std::string> folders, const GitLibrary& git, const WalkRules& rules);
  /// Reads some files of them anew, or folders with all below; those that are gone, or are passed
  /// over now, are forgotten.
  void update(std::span<const std::string> paths, std::span<const std::string> folders,
              const GitLibrary& git, const WalkRules& rules);

  /// In files of that language only; nearest to `from` first.
  std::vector<Place> definitions_of(std::string_view name, Language language,
                                    const std::string& from) const;
  /// Files that a person would open beside it: a header's source, a test's implementation, what
  /// has the same name up to its first dot. Nearest folder first.
  std::vector<std::string> files_like(const std::string& path) const;
  /// The files that an import may mean, nearest to `from` first.
  std::vector<std::string> files_of(const Import& import, const std::string& from) const;

  std::size_t file_count() const { return ids_.size(); }
  std::size_t definition_count() const { return definitions_.size(); }
  /// What all of it takes, about.
  std::size_t bytes() const;

private:
  struct Definition {
    std::uint64_t name = 0; ///< hash
    std::uint32_t file = 0;
    std::uint32_t line = 0;
    friend auto operator<=>(const Definition&, const Definition&) = default;
  };

  void add(const SourceFile& file, std::vector<Definition>& found);
  void merge(std::vector<Definition> found);
  void forget(const std::string& path, std::vector<bool>& gone);

  std::vector<std::string> paths_;           ///< by file number; empty: gone
  std::map<std::string, std::uint32_t> ids_; ///< by path
  std::unordered_multimap<std::string, std::uint32_t> by_key_;
  std::vector<Definition> definitions_; ///< sorted
};

/// What files that belong together have in common: "parser" of parser.hpp, parser_test.cpp,
/// test_parser.py, ParserTest.java and parser.component.html.
std::string like_key(std::string_view path);

} // namespace inkling::context
