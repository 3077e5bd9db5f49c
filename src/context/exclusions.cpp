#include "context/exclusions.hpp"

#include "context/below.hpp"

#include <algorithm>

namespace inkling::context {
namespace {

bool any_match(const std::vector<Globs>& lists, const std::string& path) {
  return std::any_of(lists.begin(), lists.end(),
                     [&](const Globs& globs) { return globs.match(path); });
}

} // namespace

Exclusions::Exclusions(const DocumentPolicy& policy, std::span<const std::string> folders)
    : everywhere_(policy.everywhere.exclude) {
  for (const FolderRules& one : policy.folders) {
    if (one.rules.exclude.empty()) continue;
    of_folders_.push_back({one.folder, {}});
    of_folders_.back().rules.exclude = one.rules.exclude;
  }
  if (!everywhere_.empty()) folders_.assign(folders.begin(), folders.end());
}

bool Exclusions::match(const std::string& path) const {
  if (any_match(everywhere_, path)) return true;
  for (const std::string& folder : folders_)
    if (const auto way = below(folder, path); way && any_match(everywhere_, *way)) return true;
  for (const FolderRules& one : of_folders_)
    if (const auto way = below(one.folder, path); way && any_match(one.rules.exclude, *way))
      return true;
  return false;
}

} // namespace inkling::context
