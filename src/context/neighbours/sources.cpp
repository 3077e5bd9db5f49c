#include "context/neighbours/sources.hpp"

#include "context/below.hpp"
#include "context/neighbours/language.hpp"
#include "context/workspace_walk.hpp"

#include <algorithm>
#include <utility>

namespace inkling::context {
namespace {

/// The deepest of the folders that a path lies in; empty where it lies in none.
std::string folder_at(const std::vector<std::string>& folders, const std::string& path) {
  std::string deepest;
  for (const std::string& folder : folders)
    if (below(folder, path) && folder.size() > deepest.size()) deepest = folder;
  return deepest;
}

bool names_languages(const DocumentPolicy& policy) {
  return !policy.everywhere.languages_disabled.empty() ||
         std::any_of(policy.folders.begin(), policy.folders.end(),
                     [](const FolderRules& one) { return !one.rules.languages_disabled.empty(); });
}

std::string shown_path(const std::vector<std::string>& folders, const std::string& path) {
  const std::string folder = folder_at(folders, path);
  if (!folder.empty()) return *below(folder, path);
  return path.substr(path.rfind('/') + 1);
}

} // namespace

Sources::Sources(const Wish& wish, const GitLibrary& git, IgnoreRules& ignore)
    : wish_(wish), git_(git), ignore_(ignore) {}

const Source* Sources::of(DocumentId document) {
  const auto known = documents_.find(document);
  if (known != documents_.end()) return known->second.get();
  const OpenText* open = wish_.around.document == document ? &wish_.around : nullptr;
  for (const OpenText& other : wish_.others)
    if (other.document == document) open = &other;
  auto source = open == nullptr ? nullptr : read_document(*open);
  return documents_.emplace(document, std::move(source)).first->second.get();
}

const Source* Sources::at(const std::string& path) {
  if (wish_.around.path == path) return of(wish_.around.document);
  for (const OpenText& other : wish_.others)
    if (other.path == path) return of(other.document);
  const auto known = files_.find(path);
  if (known != files_.end()) return known->second.get();
  if (files_.size() >= kFilesMax || bytes_ >= kBytesMax) return nullptr;
  return files_.emplace(path, read_file(path)).first->second.get();
}

std::unique_ptr<Source> Sources::read_document(const OpenText& open) const {
  if (open.text.size() > kFileBytesMax) return nullptr;
  return std::make_unique<Source>(Source{.lines = TextLines(open.text.str()),
                                         .shown = shown_path(wish_.folders, open.path),
                                         .path = open.path,
                                         .document = open.document});
}

std::unique_ptr<Source> Sources::read_file(const std::string& path) {
  const std::string folder = folder_at(wish_.folders, path);
  std::string shown;
  if (folder.empty() || !may_leave(path, shown)) return nullptr;
  WalkRules rules;
  rules.limits = wish_.limits;
  rules.limits.index_file_bytes_max = std::min(rules.limits.index_file_bytes_max, kFileBytesMax);
  if (wish_.exclusions) rules.exclusions.push_back(wish_.exclusions);
  std::unique_ptr<Source> source;
  read_source_files(folder, path, ignore_at(folder), rules, [&](SourceFile file) {
    if (file.path != path) return; // a folder of that name
    bytes_ += file.content.size();
    source = std::make_unique<Source>(
        Source{.lines = TextLines(std::move(file.content)), .shown = shown, .path = path});
  });
  return source;
}

/// What the session would decide of a document of that name, by the same rules, and of the file's
/// real place. `shown` is how it names it.
bool Sources::may_leave(const std::string& path, std::string& shown) {
  if (!wish_.policy || !wish_.off_disk || wish_.off_disk->count(path) != 0) return false;
  for (const std::string_view id : language_ids(path)) {
    if (id.empty() && names_languages(*wish_.policy)) return false; // nobody knows which it is in
    const DocumentFacts facts{.name = path, .language = std::string(id), .folders = wish_.folders};
    Decision decision = decide(facts, *wish_.policy, ignore_);
    const bool inside = !decision.repository.empty();
    if (decision.access != Access::anywhere || !inside) return false;
    shown = std::move(decision.path);
  }
  return true;
}

const GitIgnore& Sources::ignore_at(const std::string& folder) {
  auto& repository = repositories_[folder];
  if (!repository) repository = std::make_unique<GitIgnore>(git_, folder);
  return *repository;
}

} // namespace inkling::context
