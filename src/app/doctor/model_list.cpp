#include "app/doctor/model_list.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace inkling::app::doctor {
namespace {

using nlohmann::json;

/// A server's list is not trusted to be short: OpenRouter's has hundreds.
constexpr std::size_t kModelsMax = 5000;

std::string name_in(const json& entry) {
  for (const char* key : {"id", "name", "model"}) {
    const auto found = entry.is_object() ? entry.find(key) : entry.end();
    if (entry.is_object() && found != entry.end() && found->is_string())
      return found->get<std::string>();
  }
  return {};
}

} // namespace

std::optional<std::vector<std::string>> read_model_list(std::string_view text) {
  const json value = json::parse(text, nullptr, /*allow_exceptions=*/false);
  const json* list = value.is_array() ? &value : nullptr;
  for (const char* key : {"data", "models"})
    if (value.is_object() && list == nullptr && value.contains(key)) list = &value[key];
  if (list == nullptr || !list->is_array()) return std::nullopt;
  std::vector<std::string> names;
  for (const json& entry : *list) {
    if (names.size() == kModelsMax) break;
    if (std::string name = name_in(entry); !name.empty()) names.push_back(std::move(name));
  }
  return names;
}

bool lists(const std::vector<std::string>& models, const std::string& model) {
  return std::any_of(models.begin(), models.end(), [&](const std::string& known) {
    return known == model || known == model + ":latest";
  });
}

} // namespace inkling::app::doctor
