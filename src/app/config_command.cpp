#include "app/config_command.hpp"

#include "config/layers.hpp"
#include "config/report.hpp"
#include "config/workspace_file.hpp"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <tuple>

namespace inkling::app {
namespace {

/// Where the person stands is the workspace folder.
std::string current_folder() {
  std::error_code error;
  return std::filesystem::current_path(error).string();
}

void print(const config::Diagnostics& diagnostics) {
  for (const config::Diagnostic& diagnostic : diagnostics)
    std::fprintf(stderr, "%s\n", to_string(diagnostic).c_str());
}

config::Diagnostics check(const std::string& file, const config::Layers& layers) {
  if (file.empty()) return layers.resolved().diagnostics;
  const std::filesystem::path path = std::filesystem::path(current_folder()) / file;
  if (path.filename() != config::kWorkspaceFile)
    return config::check_file(path.string(), layers.environment()).diagnostics;
  config::Narrowed narrowed = config::begin_narrowing(layers.resolved());
  narrow(config::read_workspace_file(path.parent_path().string()), narrowed);
  return narrowed.diagnostics;
}

/// As they stand in the files.
config::Diagnostics in_order(config::Diagnostics all) {
  const auto place = [](const config::Diagnostic& one) {
    return std::tie(one.origin.layer, one.origin.name, one.origin.line, one.origin.column);
  };
  std::stable_sort(all.begin(), all.end(),
                   [&](const auto& a, const auto& b) { return place(a) < place(b); });
  return all;
}

int run_check(const std::string& file, const config::Layers& layers) {
  const config::Diagnostics diagnostics = in_order(check(file, layers));
  print(diagnostics);
  const bool wrong = std::any_of(diagnostics.begin(), diagnostics.end(), [](const auto& one) {
    return one.kind == config::Diagnostic::Kind::mistake;
  });
  if (!wrong) std::printf("no mistakes\n");
  return wrong ? 1 : 0;
}

} // namespace

int run_config(const ConfigCommand& command, const std::string& config_file) {
  const config::Layers layers({.config_option = config_file});
  if (command.path) {
    std::printf("%s\n", layers.user_file().path.c_str());
    return 0;
  }
  if (command.check) return run_check(*command.check, layers);

  config::Narrowed here = config::begin_narrowing(layers.resolved());
  narrow(config::read_workspace_file(current_folder()), here);
  const config::Resolved& resolved = layers.resolved();
  const bool replaced = resolved.config.backend != resolved.backend_meant;
  const config::Report report{here.effective, here.origins, layers.environment(),
                              replaced ? resolved.backend_meant : ""};
  if (command.json)
    std::printf("%s\n", to_json(report).dump(2).c_str());
  else
    std::printf("%s", to_text(report).c_str());
  print(in_order(resolved.diagnostics));
  print(here.diagnostics);
  return 0;
}

} // namespace inkling::app
