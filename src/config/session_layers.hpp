#pragma once
// What one editor's session may narrow: its initializationOptions, its settings, and the
// .inkling.toml of its workspace folders, over the daemon's layers. The result is the rules for its
// documents, and bounds that are at most the daemon's.
//
//   SessionLayers layers(daemon);
//   layers.set_options(options);            // initialize
//   layers.set_folders(folders);            // reads their .inkling.toml
//   layers.set_settings(settings);          // workspace/configuration
//   const context::DocumentPolicy& policy = layers.policy();
//
// Loop thread only.

#include "config/layers.hpp"
#include "config/narrow.hpp"
#include "config/workspace_file.hpp"
#include "context/document_policy.hpp"

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace inkling::config {

class SessionLayers {
public:
  /// `daemon` must outlive this.
  explicit SessionLayers(Layers& daemon);

  /// True where the daemon's own Config has changed: the client is trusted.
  bool set_options(const nlohmann::json& options);
  void set_settings(const nlohmann::json& settings);
  /// Absolute paths. Reads one small file in each, on this thread: it must be known before a
  /// document of the folder opens. A symbolic link is not followed.
  void set_folders(std::span<const std::string> folders);
  /// Reads the workspace files again.
  void read_workspace_files();
  /// The daemon's Config may have changed.
  void refresh();

  const context::DocumentPolicy& policy() const { return policy_; }
  /// The daemon's Config, narrowed: what this session's bounds are.
  const Config& effective() const { return narrowed_.effective; }
  const Origins& origins() const { return narrowed_.origins; }
  /// Of the layers of this session; the daemon's own are in Layers::resolved().
  const Diagnostics& diagnostics() const { return narrowed_.diagnostics; }

private:
  void merge();
  context::FolderRules narrow_folder(const WorkspaceFile& file, const Narrowed& session);

  Layers& daemon_;
  std::optional<Node> options_;
  std::optional<Node> settings_;
  std::vector<WorkspaceFile> files_;
  Narrowed narrowed_;
  context::DocumentPolicy policy_;
};

} // namespace inkling::config
