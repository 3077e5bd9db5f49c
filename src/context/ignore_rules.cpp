#include "context/ignore_rules.hpp"

namespace inkling::context {
namespace {

/// Folders remembered. Beyond: all are forgotten, and opened again when asked about.
constexpr std::size_t kFoldersMax = 64;

} // namespace

bool IgnoreRules::is_ignored(const std::string& path, const std::string& folder) {
  const auto ignores = [&](const GitIgnore& repository) {
    return !repository.readable() || repository.is_ignored(path);
  };
  const std::string own = path.substr(0, path.rfind('/'));
  if (ignores(repository_at(own.empty() ? "/" : own))) return true;
  return !folder.empty() && folder != own && ignores(repository_at(folder));
}

const GitIgnore& IgnoreRules::repository_at(const std::string& folder) {
  if (repositories_.size() >= kFoldersMax) repositories_.clear();
  std::unique_ptr<GitIgnore>& entry = repositories_[folder];
  if (!entry) entry = std::make_unique<GitIgnore>(library_.get(), folder);
  return *entry;
}

} // namespace inkling::context
