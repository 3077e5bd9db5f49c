#include "backend/providers/kinds.hpp"
#include "backend/providers/provider.hpp"
#include "base/assert.hpp"

#include <utility>

namespace inkling::backend {

std::unique_ptr<Provider> make_provider(ProviderKind kind, ProviderOptions options) {
  const ApiRules& rules = api_rules(options.url.host);
  switch (kind) {
  case ProviderKind::openai_completions:
    return make_openai_completions(std::move(options), rules);
  case ProviderKind::openai_chat:
    return make_openai_chat(std::move(options), rules);
  case ProviderKind::openai_responses:
    return make_openai_responses(std::move(options));
  case ProviderKind::llama_cpp:
    return make_llama_cpp(std::move(options));
  case ProviderKind::ollama:
    return make_ollama(std::move(options));
  case ProviderKind::mistral:
    return make_mistral(std::move(options));
  case ProviderKind::deepseek:
    return make_deepseek(std::move(options));
  case ProviderKind::mercury:
    return make_mercury(std::move(options));
  case ProviderKind::cerebras:
    return make_cerebras(std::move(options));
  }
  INKLING_ASSERT(false);
  return nullptr;
}

} // namespace inkling::backend
