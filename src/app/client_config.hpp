#pragma once
// Joins one session to the configuration: what its client and its folders say goes to the layers,
// what they come to goes back as a policy.

#include "config/session_layers.hpp"
#include "session/policy_source.hpp"

#include <functional>
#include <set>
#include <string>

namespace inkling::app {

class ClientConfig final : public session::PolicySource {
public:
  /// `on_reloaded` is called when the daemon's own Config was read again (its file), with true
  /// where it is another one now (or a trusted client has made it one): then backends are to be
  /// made anew, and the other sessions' policies refreshed. May be empty. `layers` must outlive
  /// this.
  explicit ClientConfig(config::Layers& layers, std::function<void(bool changed)> on_reloaded = {});

  /// The daemon's Config has changed by another session's doing: call the connection's
  /// refresh_policy() afterwards.
  void refresh() { session_.refresh(); }
  const config::Config& effective() const { return session_.effective(); }

  void on_options(const nlohmann::json& options) override;
  void on_folders(std::span<const std::string> folders) override;
  void on_settings(const nlohmann::json& settings) override;
  void on_reload() override;
  bool is_workspace_file(const std::string& path) const override;
  void on_workspace_file_changed() override;
  const context::DocumentPolicy& policy() const override { return session_.policy(); }
  engine::Bounds bounds() const override;
  engine::OfferRules rules() const override;
  session::Serving serving() const override;
  const Limits& limits() const override { return session_.effective().limits; }
  std::vector<std::string> take_messages() override;

private:
  using Texts = std::set<std::string>;
  void take_news(const config::Diagnostics& diagnostics, const Texts& known,
                 std::vector<std::string>& mistakes);

  config::Layers& layers_;
  config::SessionLayers session_;
  std::function<void(bool)> on_reloaded_;
  std::set<std::string> folders_;
  Texts told_; ///< what is still so is not told again
};

} // namespace inkling::app
