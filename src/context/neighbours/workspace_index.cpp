#include "context/neighbours/workspace_index.hpp"

#include "context/below.hpp"
#include "context/inkling_ignore.hpp"
#include "context/neighbours/definitions.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace inkling::context {
namespace {

/// Files of one name that are looked at, and handed out.
constexpr std::size_t kLikeMax = 200;
constexpr std::size_t kHandedOutMax = 8;
/// File numbers are not used again; beyond twice the files and this, all is read anew.
constexpr std::size_t kNumbersSpare = 10'000;

std::uint64_t hash_of(std::string_view name) { // FNV-1a
  std::uint64_t hash = 14695981039346656037U;
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
  return hash;
}

std::string_view without_extension(std::string_view path) {
  const auto slash = path.rfind('/');
  const auto dot = path.rfind('.');
  const bool has = dot != path.npos && dot > (slash == path.npos ? 0 : slash + 1);
  return has ? path.substr(0, dot) : path;
}

std::string_view extension_of(std::string_view path) {
  return path.substr(without_extension(path).size());
}

std::string_view folder_of(std::string_view path) {
  return path.substr(0, std::min(path.rfind('/'), path.size()));
}

/// Bytes of the folders that two paths have in common.
std::size_t nearness(std::string_view left, std::string_view right) {
  const std::size_t most = std::min(left.size(), right.size());
  std::size_t shared = 0;
  for (std::size_t at = 0; at < most && left[at] == right[at]; ++at)
    if (left[at] == '/') shared = at;
  return shared;
}

void put_nearest_first(std::vector<std::string>& paths, const std::string& to) {
  std::sort(paths.begin(), paths.end());
  std::stable_sort(paths.begin(), paths.end(), [&](const auto& left, const auto& right) {
    return nearness(left, to) > nearness(right, to);
  });
  if (paths.size() > kHandedOutMax) paths.resize(kHandedOutMax);
}

bool ends_with_way(std::string_view path, std::string_view way) {
  if (!way.empty() && way.front() == '/') return path == way;
  return path.size() > way.size() && path.ends_with(way) &&
         path[path.size() - way.size() - 1] == '/';
}

bool is_meant(const std::string& path, const Import& import) {
  if (import.package) return ends_with_way(folder_of(path), import.stem);
  if (!import.extension.empty() && extension_of(path) != import.extension) return false;
  return ends_with_way(without_extension(path), import.stem);
}

} // namespace

std::string like_key(std::string_view path) {
  std::string_view name = path.substr(path.rfind('/') + 1);
  name = name.substr(0, name.find('.', 1));
  for (const std::string_view head : {"test_", "spec_"})
    if (name.size() > head.size() && name.starts_with(head)) name.remove_prefix(head.size());
  for (const std::string_view tail : {"_test", "_tests", "_spec", "_unittest", "_impl", "-test",
                                      "-spec", "Tests", "Test", "Spec", "Impl"})
    if (name.size() > tail.size() && name.ends_with(tail)) name.remove_suffix(tail.size());
  return std::string(name);
}

void WorkspaceIndex::walk(std::span<const std::string> folders, const GitLibrary& git,
                          const WalkRules& rules) {
  *this = {};
  std::vector<Definition> found;
  for (const std::string& folder : folders) {
    const GitIgnore ignore(git, folder);
    walk_workspace(folder, ignore, rules, [&](const SourceFile& file) { add(file, found); });
  }
  merge(std::move(found));
}

void WorkspaceIndex::update(std::span<const std::string> paths,
                            std::span<const std::string> folders, const GitLibrary& git,
                            const WalkRules& rules) {
  const bool worn = paths_.size() > 2 * ids_.size() + kNumbersSpare;
  if (worn || std::any_of(paths.begin(), paths.end(), holds_ignore_rules))
    return walk(folders, git, rules);
  std::vector<bool> gone(paths_.size());
  for (const std::string& path : paths) forget(path, gone);
  std::erase_if(definitions_, [&](const Definition& one) { return gone[one.file]; });
  std::vector<Definition> found;
  for (const std::string& folder : folders) {
    const GitIgnore ignore(git, folder);
    for (const std::string& path : paths) {
      if (!below(folder, path)) continue;
      read_source_files(folder, path, ignore, rules, [&](const SourceFile& file) {
        if (ids_.size() < rules.limits.index_files_max) add(file, found);
      });
    }
  }
  merge(std::move(found));
}

void WorkspaceIndex::add(const SourceFile& file, std::vector<Definition>& found) {
  const auto number = static_cast<std::uint32_t>(paths_.size());
  if (!ids_.emplace(file.path, number).second) return; // a folder within another
  paths_.push_back(file.path);
  by_key_.emplace(like_key(file.path), number);
  const Language language = language_of_path(file.path);
  if (language == Language::other) return;
  for_each_definition(language, TextLines(file.content), [&](std::size_t line, auto name) {
    if (definitions_.size() + found.size() < kDefinitionsMax)
      found.push_back({hash_of(name), number, static_cast<std::uint32_t>(line)});
  });
}

void WorkspaceIndex::merge(std::vector<Definition> found) {
  std::sort(found.begin(), found.end());
  const auto middle = static_cast<std::ptrdiff_t>(definitions_.size());
  definitions_.insert(definitions_.end(), found.begin(), found.end());
  std::inplace_merge(definitions_.begin(), definitions_.begin() + middle, definitions_.end());
}

/// The file, or all files below the folder, of that path.
void WorkspaceIndex::forget(const std::string& path, std::vector<bool>& gone) {
  const auto drop = [&](auto at) {
    const auto [begin, end] = by_key_.equal_range(like_key(at->first));
    const auto entry = std::find_if(
        begin, end, [&](const auto& candidate) { return candidate.second == at->second; });
    if (entry != end) by_key_.erase(entry);
    gone[at->second] = true;
    paths_[at->second].clear();
    return ids_.erase(at);
  };
  if (const auto file = ids_.find(path); file != ids_.end()) drop(file);
  const std::string folder = path + '/';
  for (auto at = ids_.lower_bound(folder); at != ids_.end() && at->first.starts_with(folder);)
    at = drop(at);
}

std::vector<WorkspaceIndex::Place> WorkspaceIndex::definitions_of(std::string_view name,
                                                                  Language language,
                                                                  const std::string& from) const {
  std::vector<Place> places;
  const std::uint64_t hash = hash_of(name);
  auto at = std::lower_bound(definitions_.begin(), definitions_.end(), Definition{hash, 0, 0});
  for (; at != definitions_.end() && at->name == hash && places.size() < kHandedOutMax; ++at)
    if (language_of_path(paths_[at->file]) == language)
      places.push_back({paths_[at->file], at->line});
  std::sort(places.begin(), places.end(), [&](const Place& left, const Place& right) {
    const std::size_t near = nearness(left.path, from);
    const std::size_t other = nearness(right.path, from);
    return std::tie(other, left.path, left.line) < std::tie(near, right.path, right.line);
  });
  return places;
}

std::vector<std::string> WorkspaceIndex::files_like(const std::string& path) const {
  std::vector<std::string> found;
  const auto [begin, end] = by_key_.equal_range(like_key(path));
  for (auto at = begin; at != end && found.size() < kLikeMax; ++at)
    if (paths_[at->second] != path) found.push_back(paths_[at->second]);
  if (found.size() == kLikeMax) return {}; // a name that says nothing: index.ts, mod.rs
  put_nearest_first(found, path);
  return found;
}

std::vector<std::string> WorkspaceIndex::files_of(const Import& import,
                                                  const std::string& from) const {
  std::vector<std::string> found;
  const auto look = [&](const Import& one) {
    const auto [begin, end] = by_key_.equal_range(like_key(one.stem));
    for (auto at = begin; at != end; ++at)
      if (is_meant(paths_[at->second], one) && paths_[at->second] != from)
        found.push_back(paths_[at->second]);
  };
  if (import.package) {
    for (const auto& [path, number] : ids_)
      if (is_meant(path, import) && path != from) found.push_back(path);
  } else {
    look(import);
    for (const char* of_folder : {"/index", "/mod", "/__init__", "/init"})
      if (found.empty() && import.extension.empty()) look({import.stem + of_folder});
  }
  put_nearest_first(found, from);
  return found;
}

std::size_t WorkspaceIndex::bytes() const {
  std::size_t bytes = definitions_.capacity() * sizeof(Definition);
  constexpr std::size_t kNodes = 200; // of the two maps, a path's second copy and its key
  for (const std::string& path : paths_) bytes += 2 * path.capacity() + kNodes;
  return bytes;
}

} // namespace inkling::context
