#pragma once
// A PolicySource that says what a test says, and remembers what it was told.

#include "session/policy_source.hpp"

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace inkling::test {

class FakePolicies final : public session::PolicySource {
public:
  /// Everything may leave, and neither git nor folders are asked.
  FakePolicies() {
    current.has_remote = true;
    current.everywhere.ignored_files = context::Reach::anywhere;
    current.outside_workspace = context::Reach::anywhere;
  }

  void on_options(const nlohmann::json& value) override { options = value; }
  void on_folders(std::span<const std::string> list) override {
    folders.assign(list.begin(), list.end());
  }
  void on_settings(const nlohmann::json& value) override {
    settings.push_back(value);
    if (after_settings) current = *after_settings;
  }
  void on_reload() override { ++reloads; }
  bool is_workspace_file(const std::string& path) const override {
    return path.ends_with("/.inkling.toml");
  }
  void on_workspace_file_changed() override {
    ++workspace_files_changed;
    if (after_workspace_file) current = *after_workspace_file;
  }
  const context::DocumentPolicy& policy() const override { return current; }
  engine::Bounds bounds() const override { return current_bounds; }
  engine::OfferRules rules() const override { return current_rules; }
  session::Serving serving() const override { return current_serving; }
  const Limits& limits() const override { return current_limits; }
  std::vector<std::string> take_messages() override { return std::exchange(messages, {}); }

  context::DocumentPolicy current;
  std::optional<context::DocumentPolicy> after_settings;
  std::optional<context::DocumentPolicy> after_workspace_file;
  Limits current_limits;
  engine::Bounds current_bounds;
  engine::OfferRules current_rules;
  session::Serving current_serving;
  std::vector<std::string> messages;

  nlohmann::json options = "not told";
  std::vector<nlohmann::json> settings;
  std::vector<std::string> folders;
  int reloads = 0;
  int workspace_files_changed = 0;
};

} // namespace inkling::test
