#pragma once
// From a configured backend to one that runs, and from a configuration to what the engine is told.

#include "backend/providers/provider.hpp"
#include "backend/providers/remote_backend.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "config/config.hpp"
#include "engine/options.hpp"

#include <cstddef>
#include <functional>
#include <memory>
#include <string>

namespace inkling::wire {
class Loop;
}

namespace inkling::app {

/// Where the engine finds them. The remote one is only there where one is configured.
inline constexpr engine::BackendIndex kEmbedded = 0;
inline constexpr engine::BackendIndex kRemote = 1;

struct RemotePorts {
  wire::Loop& loop;
  std::function<Instant()> now;
  std::function<void(const backend::ServerFacts&)> on_facts;
  std::shared_ptr<const context::SecretScanner> scanner;
  std::function<void()> on_unauthorized;
};

/// What it speaks. Error: its base_url cannot be used, in words for the person who wrote it.
Result<std::unique_ptr<backend::Provider>> make_provider(const config::BackendConfig& config);

/// Whether each request costs: as configured, else by the address.
bool is_metered(const config::BackendConfig& config);

/// Error: what of it cannot be used, in words for the person who wrote it. Its key is not known yet
/// where it has one: the caller fetches it and calls set_key().
Result<std::unique_ptr<backend::RemoteBackend>>
make_remote(const std::string& name, const config::BackendConfig& config, RemotePorts ports);

/// `remote`: the configured backend, null where the embedded model is all there is.
engine::EngineOptions engine_options(const config::Config& config,
                                     const config::BackendConfig* remote);

engine::Speculation speculation_of(config::Speculate speculate);

} // namespace inkling::app
