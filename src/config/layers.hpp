#pragma once
// The trusted layers of one daemon, merged: defaults, the person's file, the environment, and the
// options of a trusted client. One Config for all sessions.
//
//   Layers layers({.config_option = options.config_file});
//   for (const Diagnostic& d : layers.resolved().diagnostics) log(to_string(d));
//   make_backends(layers.config());
//
// Reads files where its functions say so; loop thread.

#include "config/apply.hpp"

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

namespace inkling::config {

struct Sources {
  std::string config_option = {};  ///< --config; empty where it was not given
  bool trust_client = false;       ///< --trust-client
  std::string backend_option = {}; ///< --backend: goes before all that says `backend`
  Environment environment = process_environment;
};

class Layers {
public:
  /// Reads the person's file.
  explicit Layers(Sources sources);

  /// Reads it again. True where the Config has changed.
  bool reload();

  /// initializationOptions. The first client's count, where the daemon trusts its clients: they
  /// stay in force until the daemon ends, and another client may send only the same. False: they
  /// are to be taken as those of any client, which may only narrow.
  bool set_trusted_options(const nlohmann::json& options);

  const Config& config() const { return resolved_.config; }
  const Resolved& resolved() const { return resolved_; }
  const UserFile& user_file() const { return user_file_; }
  const Environment& environment() const { return sources_.environment; }
  /// Grows with each change of the Config.
  std::uint64_t revision() const { return revision_; }

private:
  Resolved merge() const;
  bool replace(Resolved resolved);

  Sources sources_;
  UserFile user_file_;
  std::optional<Node> trusted_options_;
  std::string trusted_text_; ///< of the options, for comparing
  Resolved resolved_;
  std::uint64_t revision_ = 0;
};

/// The same for one file, whatever the environment says: `inkling config --check FILE`.
Resolved check_file(const std::string& path, const Environment& environment);

} // namespace inkling::config
