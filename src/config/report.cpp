#include "config/report.hpp"

#include "config/schema.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>
#include <vector>

namespace inkling::config {
namespace {

constexpr std::string_view kOfBackends = "backends.";

struct Line {
  std::string key;
  std::string value;
  std::string_view unit;
  Origin origin;
  std::optional<bool> key_is_set; ///< of api_key_env
  std::string instead_of;         ///< what was written, where that is not used
};

/// The arguments of a program may hold what is nobody's business.
std::string program_of(const std::vector<std::string>& command) {
  std::vector<std::string> shown = command;
  if (shown.size() > 1) shown = {command.front(), "..."};
  return show(&shown);
}

std::string quoted(std::string text) {
  return show(&text);
}

class Lines {
public:
  explicit Lines(const Report& report) : report_(report), config_(report.config) {}

  std::vector<Line> make() {
    bool backends_done = false;
    for (const Key& key : keys()) {
      if (!key.path.starts_with(kOfBackends))
        add(key, "", none_);
      else if (!std::exchange(backends_done, true))
        for (auto& [name, backend] : config_.backends) add_backend(name, backend);
    }
    return std::move(lines_);
  }

private:
  void add_backend(const std::string& name, BackendConfig& backend) {
    for (const Key& key : keys())
      if (key.path.starts_with(kOfBackends) && !is_unset_source(key, backend))
        add(key, name, backend);
  }

  /// Only one of them can be there.
  static bool is_unset_source(const Key& key, const BackendConfig& backend) {
    if (key.path == "backends.*.api_key") return true; // never shown
    if (key.path == "backends.*.api_key_env") return backend.key.env.empty();
    if (key.path == "backends.*.api_key_command") return backend.key.command.empty();
    return key.path == "backends.*.api_key_file" && backend.key.file.empty();
  }

  void add(const Key& key, const std::string& name, BackendConfig& backend) {
    Line line{.key = full_name(key, name),
              .value = show(key.slot({config_, backend})),
              .unit = key.unit,
              .origin = {},
              .key_is_set = {},
              .instead_of = key.path == "backend" ? report_.backend_meant : ""};
    if (key.path == "backends.*.api_key_command") line.value = program_of(backend.key.command);
    if (key.path == "backends.*.api_key_env")
      line.key_is_set = report_.environment(backend.key.env).has_value();
    if (const auto found = report_.origins.find(line.key); found != report_.origins.end())
      line.origin = found->second;
    lines_.push_back(std::move(line));
  }

  const Report& report_;
  Config config_; ///< a copy: slots are made to be written to
  BackendConfig none_;
  std::vector<Line> lines_;
};

} // namespace

std::string to_text(const Report& report) {
  const std::vector<Line> lines = Lines(report).make();
  std::size_t width = 0;
  constexpr std::size_t kWidthMax = 60; // a long value is not worth so many blanks
  for (const Line& line : lines) {
    const std::size_t own = line.key.size() + 3 + line.value.size();
    if (own <= kWidthMax) width = std::max(width, own);
  }
  std::string text;
  for (const Line& line : lines) {
    std::string shown = line.key + " = " + line.value;
    shown.resize(std::max(width, shown.size()), ' ');
    text += shown + "  # " + to_string(line.origin);
    if (!line.instead_of.empty()) text += ", instead of " + quoted(line.instead_of);
    if (!line.unit.empty()) text += ", " + std::string(line.unit);
    if (line.key_is_set) text += *line.key_is_set ? ", set" : ", not set";
    text += '\n';
  }
  return text;
}

nlohmann::json to_json(const Report& report) {
  nlohmann::json list = nlohmann::json::array();
  for (const Line& line : Lines(report).make()) {
    nlohmann::json entry = {{"key", line.key},
                            {"value", nlohmann::json::parse(line.value)},
                            {"origin", to_string(Origin{line.origin.layer, line.origin.name})}};
    if (!line.unit.empty()) entry["unit"] = line.unit;
    if (line.origin.line != 0) entry["line"] = line.origin.line;
    if (!line.instead_of.empty()) entry["instead_of"] = line.instead_of;
    if (line.key_is_set) entry["key_is_set"] = *line.key_is_set;
    list.push_back(std::move(entry));
  }
  return list;
}

} // namespace inkling::config
