#include "app/backends_command.hpp"

#include "app/remote.hpp"
#include "config/keys.hpp"
#include "config/layers.hpp"
#include "config/presets.hpp"
#include "config/slot.hpp"

#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <vector>

namespace inkling::app {
namespace {

struct Row {
  std::string name;
  bool in_force = false;
  bool configured = false; ///< named by the person; else only a preset
  config::BackendConfig config;
  const config::Preset* preset = nullptr;
  std::string key = {}; ///< where it is, and whether; never the key
  bool key_found = true;
};

std::string kind_of(config::BackendConfig config) {
  return nlohmann::json::parse(show(config::Slot(&config.kind))).get<std::string>();
}

/// A command is not run for a list.
void look_for_key(Row& row, const config::Environment& environment) {
  const config::KeySource& key = row.config.key;
  row.key = key.empty() ? "none" : "command";
  if (key.env.empty() && key.file.empty()) return;
  row.key_found = config::resolve_key(key, {.environment = environment}).has_value();
  row.key = key.env.empty() ? key.file : config::describe_variable(key.env);
  constexpr std::string_view kLong = "the environment variable ";
  if (row.key.starts_with(kLong)) row.key.erase(0, kLong.size());
  row.key += row.key_found ? " (found)" : " (not found)";
}

std::vector<Row> rows_of(const config::Layers& layers) {
  std::vector<Row> rows;
  const config::Resolved& resolved = layers.resolved();
  for (const auto& [name, entry] : resolved.config.backends)
    rows.push_back({.name = name,
                    .in_force = name == resolved.config.backend,
                    .configured = true,
                    .config = entry,
                    .preset = config::preset_of(name, entry)});
  for (const config::Preset& preset : config::presets()) {
    if (resolved.config.backends.count(std::string(preset.name)) != 0) continue;
    Row row{.name = std::string(preset.name), .config = {}, .preset = &preset};
    config::Origins origins;
    fill_from_preset(row.name, row.config, origins);
    rows.push_back(std::move(row));
  }
  for (Row& row : rows) look_for_key(row, layers.environment());
  return rows;
}

std::string model_in(const Row& row) {
  if (!row.config.model.empty()) return row.config.model;
  return row.preset != nullptr && !row.preset->model_hint.empty() ? "(set it)" : "-";
}

std::vector<std::string> cells_of(const Row& row) {
  return {row.in_force     ? "*"
          : row.configured ? "+"
                           : " ",
          row.name,
          kind_of(row.config),
          row.config.base_url.empty() ? "-" : row.config.base_url,
          model_in(row),
          is_metered(row.config) ? "metered" : "free",
          row.key};
}

void print_table(const std::vector<Row>& rows) {
  std::vector<std::vector<std::string>> table = {
      {" ", "name", "kind", "address", "model", "price", "key"}};
  for (const Row& row : rows) table.push_back(cells_of(row));
  std::vector<std::size_t> widths(table.front().size());
  for (const auto& cells : table)
    for (std::size_t at = 0; at < cells.size(); ++at)
      widths[at] = std::max(widths[at], cells[at].size());
  for (const auto& cells : table) {
    std::string line;
    for (std::size_t at = 0; at < cells.size(); ++at) {
      line += cells[at];
      if (at + 1 < cells.size()) line.append(widths[at] - cells[at].size() + 2, ' ');
    }
    std::printf("%s\n", line.c_str());
  }
}

void print_page(const std::vector<Row>& rows, const config::Resolved& resolved) {
  print_table(rows);
  std::printf("\n* in force   + in your configuration\n");
  if (resolved.config.backend != "embedded") return;
  if (resolved.backend_meant == "embedded")
    std::printf("In force is the embedded model: nothing leaves this machine.\n"
                "To choose another one: backend = \"NAME\" (docs/BACKENDS.md).\n");
  else
    std::printf("In force is the embedded model, because \"%s\" cannot be used: inkling doctor\n",
                resolved.backend_meant.c_str());
}

nlohmann::json to_json(const Row& row) {
  nlohmann::json told = {{"name", row.name},
                         {"inForce", row.in_force},
                         {"configured", row.configured},
                         {"kind", kind_of(row.config)},
                         {"baseUrl", row.config.base_url},
                         {"model", row.config.model},
                         {"price", is_metered(row.config) ? "metered" : "free"},
                         {"key", {{"source", row.key}, {"found", row.key_found}}}};
  if (row.preset == nullptr) return told;
  const auto add = [&](const char* name, std::string_view text) {
    if (!text.empty()) told[name] = text;
  };
  add("preset", row.preset->name);
  add("description", row.preset->description);
  add("modelHint", row.preset->model_hint);
  add("start", row.preset->start);
  add("note", row.preset->note);
  return told;
}

} // namespace

int run_backends(const BackendsCommand& command, const std::string& config_file) {
  const config::Layers layers({.config_option = config_file});
  const std::vector<Row> rows = rows_of(layers);
  if (!command.json) {
    print_page(rows, layers.resolved());
    return 0;
  }
  nlohmann::json list = nlohmann::json::array();
  for (const Row& row : rows) list.push_back(to_json(row));
  std::printf("%s\n", list.dump(2).c_str());
  return 0;
}

} // namespace inkling::app
