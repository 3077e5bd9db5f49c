#pragma once
// What a session asks about configuration, and what it is told of it. The session knows no keys and
// no files: behind this is the room that does (app/client_config.hpp joins them).
//
// All calls on the loop thread. A session without one lets nothing leave this process.

#include "base/limits.hpp"
#include "context/document_policy.hpp"
#include "engine/events.hpp"

#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>
#include <vector>

namespace inkling::session {

/// Who is meant to answer, in words for a person.
struct Serving {
  std::string backend = "embedded"; ///< the name of a configured one, else this
  std::string model = {};           ///< may be empty
  bool stand_in = true;             ///< the embedded model answers where it cannot

  bool is_embedded() const { return backend == "embedded"; }
  friend bool operator==(const Serving&, const Serving&) = default;
};

class PolicySource {
public:
  virtual ~PolicySource() = default;

  /// initializationOptions (null where there are none), before anything else.
  virtual void on_options(const nlohmann::json& options) = 0;
  /// All workspace folders (absolute paths), before documents in them are decided about.
  virtual void on_folders(std::span<const std::string> folders) = 0;
  /// Our section of the client's settings, replacing what it said before; null where it has none.
  virtual void on_settings(const nlohmann::json& settings) = 0;
  /// The client says that its configuration has changed: whatever is on disk may have, too.
  virtual void on_reload() = 0;
  /// A file of this name has changed in a workspace folder.
  virtual bool is_workspace_file(const std::string& path) const = 0;
  virtual void on_workspace_file_changed() = 0;

  /// As it is after the last of these calls.
  virtual const context::DocumentPolicy& policy() const = 0;
  /// What is asked about this session's documents at most.
  virtual engine::Bounds bounds() const = 0;
  /// When something is offered in them.
  virtual engine::OfferRules rules() const = 0;
  virtual Serving serving() const = 0;
  /// The limits of this session; only those of documents are asked for.
  virtual const Limits& limits() const = 0;
  /// What the person is to be told now; each is handed out once.
  virtual std::vector<std::string> take_messages() = 0;
};

} // namespace inkling::session
