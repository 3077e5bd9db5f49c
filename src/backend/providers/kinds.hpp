#pragma once
// The providers there are, for make_provider.cpp: everybody else calls make_provider().

#include "backend/providers/provider.hpp"

#include <memory>

namespace inkling::backend {

std::unique_ptr<Provider> make_openai_completions(ProviderOptions options);
std::unique_ptr<Provider> make_openai_chat(ProviderOptions options);
std::unique_ptr<Provider> make_llama_cpp(ProviderOptions options);

} // namespace inkling::backend
