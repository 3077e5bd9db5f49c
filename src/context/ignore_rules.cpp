#include "context/ignore_rules.hpp"

#include <filesystem>
#include <system_error>

namespace inkling::context {
namespace {

/// Folders remembered. Beyond: all are forgotten, and opened again when asked about.
constexpr std::size_t kFoldersMax = 64;

/// Whether a repository begins in a folder above the file, as far as can be seen without libgit2.
bool lies_in_repository(const std::filesystem::path& file) {
  for (std::filesystem::path above = file.parent_path();; above = above.parent_path()) {
    std::error_code ignored;
    if (std::filesystem::exists(above / ".git", ignored)) return true;
    if (above == above.parent_path()) return false;
  }
}

} // namespace

bool IgnoreRules::is_ignored(const std::string& path, const std::string& folder) {
  if (!library_.get().available()) return lies_in_repository(path); // its rules cannot be known
  const auto ignores = [&](const GitIgnore& repository) {
    return !repository.readable() || repository.is_ignored(path);
  };
  const std::string own = path.substr(0, path.rfind('/'));
  if (ignores(repository_at(own.empty() ? "/" : own))) return true;
  return !folder.empty() && folder != own && ignores(repository_at(folder));
}

bool IgnoreRules::is_excluded(const std::string& path) {
  own_.forget();
  return own_.is_ignored(path);
}

const GitIgnore& IgnoreRules::repository_at(const std::string& folder) {
  if (repositories_.size() >= kFoldersMax) repositories_.clear();
  std::unique_ptr<GitIgnore>& entry = repositories_[folder];
  if (!entry) entry = std::make_unique<GitIgnore>(library_.get(), folder);
  return *entry;
}

} // namespace inkling::context
