#pragma once
// The names of models in what a server lists: {"data":[{"id"}]} of OpenAI and those like it,
// {"models":[{"name"}]} of Ollama. Pure.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace inkling::app::doctor {

/// None where the text is no such list.
std::optional<std::vector<std::string>> read_model_list(std::string_view json);

/// Whether the server means one of its models by that name: Ollama adds ":latest".
bool lists(const std::vector<std::string>& models, const std::string& model);

} // namespace inkling::app::doctor
