#include "backend/providers/kinds.hpp"
#include "backend/providers/provider.hpp"
#include "base/assert.hpp"

#include <utility>

namespace inkling::backend {

std::unique_ptr<Provider> make_provider(ProviderKind kind, ProviderOptions options) {
  switch (kind) {
  case ProviderKind::openai_completions:
    return make_openai_completions(std::move(options));
  case ProviderKind::openai_chat:
    return make_openai_chat(std::move(options));
  case ProviderKind::llama_cpp:
    return make_llama_cpp(std::move(options));
  }
  INKLING_ASSERT(false);
  return nullptr;
}

} // namespace inkling::backend
