#pragma once
// The providers there are, for make_provider.cpp: everybody else calls make_provider().

#include "backend/providers/api_rules.hpp"
#include "backend/providers/provider.hpp"

#include <memory>
#include <string_view>

namespace inkling::backend {

/// `rules` must outlive what is made: a row of the table.
std::unique_ptr<Provider> make_openai_completions(ProviderOptions options, const ApiRules& rules);
std::unique_ptr<Provider> make_openai_chat(ProviderOptions options, const ApiRules& rules);
std::unique_ptr<Provider> make_openai_responses(ProviderOptions options);
std::unique_ptr<Provider> make_llama_cpp(ProviderOptions options);
std::unique_ptr<Provider> make_ollama(ProviderOptions options);
std::unique_ptr<Provider> make_mistral(ProviderOptions options);
std::unique_ptr<Provider> make_deepseek(ProviderOptions options);
std::unique_ptr<Provider> make_mercury(ProviderOptions options);
std::unique_ptr<Provider> make_cerebras(ProviderOptions options);

/// For a base that was written without the "/v1" below which an API's paths lie.
inline void use_default_path(http::Url& base) {
  if (base.path.empty()) base.path = "/v1";
}
/// For a base that was written for another API of the same server.
inline void drop_path_end(http::Url& base, std::string_view end) {
  if (base.path.ends_with(end)) base.path.resize(base.path.size() - end.size());
}

} // namespace inkling::backend
