#include "app/remote.hpp"

#include "backend/http/http.hpp"

#include <utility>

namespace inkling::app {
namespace {

/// Until it is measured: what a server next door, and one across the network, needs for a first
/// token.
constexpr Duration kTtftLocal = 60ms;
constexpr Duration kTtftDistant = 250ms;

backend::ProviderKind provider_of(config::BackendKind kind) {
  using backend::ProviderKind;
  using config::BackendKind;
  switch (kind) {
  case BackendKind::openai_completions:
  case BackendKind::embedded:
    break;
  case BackendKind::openai_chat:
    return ProviderKind::openai_chat;
  case BackendKind::openai_responses:
    return ProviderKind::openai_responses;
  case BackendKind::llama_cpp:
    return ProviderKind::llama_cpp;
  case BackendKind::ollama:
    return ProviderKind::ollama;
  case BackendKind::mistral:
    return ProviderKind::mistral;
  case BackendKind::deepseek:
    return ProviderKind::deepseek;
  case BackendKind::mercury:
    return ProviderKind::mercury;
  case BackendKind::cerebras:
    return ProviderKind::cerebras;
  }
  return ProviderKind::openai_completions;
}

bool is_local(const config::BackendConfig& config) {
  const auto url = http::parse_url(config.base_url);
  return url && url->is_local();
}

engine::BackendTraits traits_of(const std::string& name, const config::BackendConfig& config) {
  const bool local = is_local(config);
  return {.source = engine::Source::remote,
          .expected_ttft = local ? kTtftLocal : kTtftDistant,
          .metered = is_metered(config),
          .concurrency_max = config.concurrency,
          .allowance = {.requests_per_minute = config.requests_per_minute,
                        .tokens_per_minute = config.tokens_per_minute,
                        .tokens_per_day = config.tokens_per_day},
          .name = name + ' ' + config.base_url};
}

} // namespace

Result<std::unique_ptr<backend::Provider>> make_provider(const config::BackendConfig& config) {
  auto url = http::parse_url(config.base_url);
  if (!url) return url.error();
  return backend::make_provider(provider_of(config.kind), {.url = std::move(*url),
                                                           .model = config.model,
                                                           .fim = config.fim,
                                                           .max_tokens = config.max_tokens});
}

bool is_metered(const config::BackendConfig& config) {
  if (config.price == config::Price::automatic) return !is_local(config);
  return config.price == config::Price::metered;
}

Result<std::unique_ptr<backend::RemoteBackend>>
make_remote(const std::string& name, const config::BackendConfig& config, RemotePorts ports) {
  auto provider = make_provider(config);
  if (!provider) return provider.error();
  auto url = http::parse_url(config.base_url);
  auto client = http::make_client(
      ports.loop, {.url = std::move(*url), .ca_file = config.ca_file, .limits = {}});
  if (!client) return client.error();
  return std::make_unique<backend::RemoteBackend>(
      backend::RemoteBackend::Options{.name = name,
                                      .provider = std::move(*provider),
                                      .client = std::move(*client),
                                      .key_known = config.key.empty(),
                                      .now = std::move(ports.now),
                                      .on_facts = std::move(ports.on_facts),
                                      .scanner = std::move(ports.scanner),
                                      .on_unauthorized = std::move(ports.on_unauthorized)});
}

engine::Speculation speculation_of(config::Speculate speculate) {
  switch (speculate) {
  case config::Speculate::never:
    return engine::Speculation::never;
  case config::Speculate::automatic:
    break;
  case config::Speculate::always:
    return engine::Speculation::always;
  }
  return engine::Speculation::automatic;
}

engine::EngineOptions engine_options(const config::Config& config,
                                     const config::BackendConfig* remote) {
  engine::EngineOptions options;
  options.limits = config.limits;
  options.prompt_budget = {.prefix_bytes_max = config.completion.prefix_bytes_max,
                           .suffix_bytes_max = config.completion.suffix_bytes_max,
                           .snippets_tokens_max = config.completion.snippets_tokens_max};
  options.deadline = config.completion.deadline;
  options.debounce = config.completion.debounce
                         ? engine::DebouncePolicy::fixed(*config.completion.debounce)
                         : engine::DebouncePolicy::automatic();
  options.candidates = config.completion.candidates;
  options.head_start = config.completion.head_start;
  options.speculation = speculation_of(config.completion.speculate);
  options.backends = {{.source = engine::Source::embedded}};
  options.primary = kEmbedded;
  if (remote == nullptr) return options;
  options.backends.push_back(traits_of(config.backend, *remote));
  options.primary = kRemote;
  if (config.completion.fallback_embedded) options.stand_in = kEmbedded;
  return options;
}

} // namespace inkling::app
