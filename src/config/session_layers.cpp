#include "config/session_layers.hpp"

#include "config/json_reader.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

namespace inkling::config {
namespace {

context::DocumentRules rules_of(const Narrowed& narrowed) {
  return {.enabled = narrowed.effective.completion.enabled,
          .languages_disabled = narrowed.effective.completion.languages_disabled,
          .exclude = narrowed.patterns.excluded,
          .files_disabled = narrowed.patterns.disabled,
          .ignored_files = narrowed.effective.privacy.ignored_files,
          .sealed = narrowed.sealed};
}

/// What DocumentRules hold for the documents of one folder.
bool is_of_documents(const Key& key) {
  return key.path == "completion.enabled" || key.path == "privacy.ignored_files";
}

/// Numbers and choices that a folder narrows hold for the whole session: they are not kept for each
/// document.
void take_narrower(Config& from, Config& into) {
  const auto take = [&](const Key& key, BackendConfig& theirs, BackendConfig& ours) {
    const Slot proposed = key.slot({from, theirs});
    const Slot current = key.slot({into, ours});
    if (is_narrower(key.trust, proposed, current)) copy(proposed, current);
  };
  for (const Key& key : keys()) {
    BackendConfig none;
    if (is_of_documents(key)) continue;
    if (key.path.find('*') == key.path.npos)
      take(key, none, none);
    else
      for (auto& [name, backend] : from.backends) take(key, backend, into.backends[name]);
  }
}

} // namespace

SessionLayers::SessionLayers(Layers& daemon) : daemon_(daemon) {
  merge();
}

bool SessionLayers::set_options(const nlohmann::json& options) {
  const std::uint64_t before = daemon_.revision();
  if (!daemon_.set_trusted_options(options)) options_ = read_json(options, Layer::client_options);
  merge();
  return daemon_.revision() != before;
}

void SessionLayers::set_settings(const nlohmann::json& settings) {
  settings_ = read_json(settings, Layer::client_settings);
  merge();
}

void SessionLayers::set_folders(std::span<const std::string> folders) {
  files_.clear();
  for (const std::string& folder : folders) files_.push_back(read_workspace_file(folder));
  merge();
}

void SessionLayers::read_workspace_files() {
  for (WorkspaceFile& file : files_) file = read_workspace_file(file.folder);
  merge();
}

void SessionLayers::refresh() {
  merge();
}

void SessionLayers::merge() {
  Narrowed session = begin_narrowing(daemon_.resolved());
  if (options_) narrow(*options_, session);
  if (settings_) narrow(*settings_, session);

  policy_ = {.has_remote = session.effective.remote() != nullptr,
             .everywhere = rules_of(session),
             .outside_workspace = {},
             .folders = {}};
  narrowed_ = session;
  for (const WorkspaceFile& file : files_) policy_.folders.push_back(narrow_folder(file, session));
  policy_.outside_workspace = narrowed_.effective.privacy.outside_workspace;
}

/// What the folder's file says is for its documents only, where it can be.
context::FolderRules SessionLayers::narrow_folder(const WorkspaceFile& file,
                                                  const Narrowed& session) {
  Narrowed folder = session;
  folder.patterns = {}; // they are in `everywhere`
  folder.diagnostics.clear();
  folder.sealed = false; // the session's own seal is in `everywhere`
  narrow(file, folder);
  take_narrower(folder.effective, narrowed_.effective);
  for (Diagnostic& diagnostic : folder.diagnostics)
    narrowed_.diagnostics.push_back(std::move(diagnostic));
  return {file.folder, rules_of(folder)};
}

} // namespace inkling::config
