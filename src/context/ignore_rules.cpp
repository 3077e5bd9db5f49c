#include "context/ignore_rules.hpp"

namespace inkling::context {
namespace {

/// Folders remembered. Beyond: all are forgotten, and opened again when asked about.
constexpr std::size_t kFoldersMax = 64;

} // namespace

bool IgnoreRules::is_ignored(const std::string& path, const std::string& folder) {
  const std::string own = path.substr(0, path.rfind('/'));
  if (repository_at(own.empty() ? "/" : own).is_ignored(path)) return true;
  return !folder.empty() && folder != own && repository_at(folder).is_ignored(path);
}

const GitIgnore& IgnoreRules::repository_at(const std::string& folder) {
  if (repositories_.size() >= kFoldersMax) repositories_.clear();
  std::unique_ptr<GitIgnore>& entry = repositories_[folder];
  if (!entry) entry = std::make_unique<GitIgnore>(library_.get(), folder);
  return *entry;
}

} // namespace inkling::context
