#include "config/json_reader.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

namespace inkling::config {
namespace {

using nlohmann::json;

/// Deeper than any key; what lies below is of no use.
constexpr int kDepthMax = 4;

Value to_list(const json& array) {
  std::vector<std::string> list;
  for (const json& entry : array) {
    if (!entry.is_string()) return Unusable{};
    list.push_back(entry.get<std::string>());
  }
  return list;
}

Value to_number(const json& value) {
  if (value.is_number_unsigned()) {
    const auto number = value.get<std::uint64_t>();
    constexpr auto kMax = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    return number > kMax ? Value(Unusable{}) : Value(static_cast<std::int64_t>(number));
  }
  if (value.is_number_integer()) return value.get<std::int64_t>();
  const double number = value.get<double>();
  if (std::trunc(number) != number || std::abs(number) > 9e15) return Unusable{};
  return static_cast<std::int64_t>(number);
}

Value to_value(const json& value) {
  if (value.is_boolean()) return value.get<bool>();
  if (value.is_number()) return to_number(value);
  if (value.is_string()) return value.get<std::string>();
  if (value.is_array()) return to_list(value);
  if (value.is_object() && value.empty()) return std::vector<std::string>{};
  return Unusable{};
}

/// What initializationOptions.inkling holds besides configuration: what the client takes
/// (docs/PROTOCOL.md).
constexpr std::array kOfProtocol = {"refresh", "status"};

bool is_of_protocol(const std::string& name) {
  return std::find(kOfProtocol.begin(), kOfProtocol.end(), name) != kOfProtocol.end();
}

void add_children(const json& object, Layer layer, int depth, Node& parent) {
  for (const auto& [name, value] : object.items()) {
    if (value.is_null()) continue;
    Node child{.name = name, .origin = {.layer = layer}, .value = to_value(value)};
    if (value.is_object()) {
      child.is_table = true;
      if (depth < kDepthMax) add_children(value, layer, depth + 1, child);
    }
    parent.children.push_back(std::move(child));
  }
}

} // namespace

Node read_json(const json& settings, Layer layer) {
  Node root{.name = {}, .origin = {.layer = layer}, .is_table = true};
  if (!settings.is_object()) return root;
  const auto nested = settings.find("inkling");
  const bool is_nested = nested != settings.end() && nested->is_object();
  add_children(is_nested ? *nested : settings, layer, 0, root);
  if (is_nested && layer != Layer::client_settings)
    std::erase_if(root.children, [](const Node& child) { return is_of_protocol(child.name); });
  return root;
}

json without_protocol(json options) {
  if (!options.is_object() || !options.contains("inkling")) return options;
  json& own = options["inkling"];
  if (own.is_object())
    for (const char* name : kOfProtocol) own.erase(name);
  return options;
}

} // namespace inkling::config
