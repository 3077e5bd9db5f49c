#include "config/layers.hpp"

#include "config/json_reader.hpp"
#include "config/toml_reader.hpp"

#include <filesystem>
#include <nlohmann/json.hpp>
#include <utility>

namespace inkling::config {
namespace {

Origin origin_of(const UserFile& file) {
  return {.layer = Layer::user_file, .name = file.path};
}

void complain(const UserFile& file, std::string message, Resolved& into) {
  into.diagnostics.push_back({Diagnostic::Kind::mistake, origin_of(file), {}, std::move(message)});
}

void apply_file(const UserFile& file, const Environment& environment, Resolved& into) {
  if (file.path.empty()) return;
  const Result<std::optional<std::string>> text = read_file(file.path, kFileBytesMax);
  if (!text) return complain(file, text.error().message, into);
  if (!*text) {
    if (file.named) complain(file, "there is no such file", into);
    return;
  }
  const std::optional<Node> root = read_toml(**text, origin_of(file), into.diagnostics);
  const std::string folder = std::filesystem::path(file.path).parent_path().string();
  if (root) apply(*root, folder, environment, into);
}

void apply_environment(const Environment& environment, Resolved& into) {
  const std::string name = "INKLING_LOG";
  const std::optional<std::string> level = environment(name);
  if (!level) return;
  const Origin origin{.layer = Layer::environment, .name = name};
  Node value{.name = "level", .origin = origin, .value = *level};
  Node table{.name = "log", .origin = origin, .is_table = true, .children = {std::move(value)}};
  apply({.name = {}, .origin = origin, .is_table = true, .children = {std::move(table)}}, {},
        environment, into);
}

void apply_backend_option(const std::string& name, Resolved& into) {
  if (name.empty()) return;
  into.config.backend = name;
  into.origins["backend"] = {.layer = Layer::command_line, .name = "--backend"};
}

} // namespace

Layers::Layers(Sources sources)
    : sources_(std::move(sources)),
      user_file_(find_user_file(sources_.config_option, sources_.environment)), resolved_(merge()) {
}

bool Layers::reload() {
  return replace(merge());
}

bool Layers::set_trusted_options(const nlohmann::json& options) {
  if (!sources_.trust_client) return false;
  // Only compared: it may hold a key.
  std::string text =
      without_protocol(options).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  if (trusted_options_) return text == trusted_text_;
  trusted_options_ = read_json(options, Layer::trusted_client);
  trusted_text_ = std::move(text);
  replace(merge());
  return true;
}

Resolved Layers::merge() const {
  Resolved resolved;
  apply_file(user_file_, sources_.environment, resolved);
  apply_environment(sources_.environment, resolved);
  if (trusted_options_) apply(*trusted_options_, {}, sources_.environment, resolved);
  apply_backend_option(sources_.backend_option, resolved);
  settle(resolved, sources_.environment);
  return resolved;
}

bool Layers::replace(Resolved resolved) {
  const bool changed = resolved.config != resolved_.config;
  resolved_ = std::move(resolved);
  if (changed) ++revision_;
  return changed;
}

Resolved check_file(const std::string& path, const Environment& environment) {
  Resolved resolved;
  apply_file(find_user_file(path, environment), environment, resolved);
  settle(resolved, environment);
  return resolved;
}

} // namespace inkling::config
