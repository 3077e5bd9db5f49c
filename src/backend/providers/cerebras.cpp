// Cerebras: OpenAI's two APIs with rules of its own (api_rules.cpp), whatever host it is reached
// by. Its models chat, and a few of them are trained to fill gaps as well.

#include "backend/providers/fim_template.hpp"
#include "backend/providers/kinds.hpp"

#include <string_view>
#include <utility>

namespace inkling::backend {
namespace {

/// A family that was configured is believed. Of the others only models for code know their family's
/// tokens: "qwen-3-coder" does, "qwen-3.8" was never shown them.
bool fills_gaps(const ProviderOptions& options) {
  if (options.fim != "auto") return options.fim != "none";
  return options.model.find("coder") != std::string::npos;
}

} // namespace

std::unique_ptr<Provider> make_cerebras(ProviderOptions options) {
  use_default_path(options.url);
  const ApiRules& rules = api_rules("cerebras.ai");
  if (fills_gaps(options)) return make_openai_completions(std::move(options), rules);
  return make_openai_chat(std::move(options), rules);
}

} // namespace inkling::backend
