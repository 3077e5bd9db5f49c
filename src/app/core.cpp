#include "app/core.hpp"

#include "app/remote.hpp"
#include "base/log.hpp"
#include "config/keys.hpp"
#include "wire/loop.hpp"

#include <utility>

namespace inkling::app {

namespace {

config::Config without_remote(const Limits& limits) {
  config::Config config;
  config.limits = limits;
  return config;
}

/// A server that takes no key of ours does not have its command run at each key press.
constexpr Duration kKeyPauseMin = 10s;

} // namespace

Core::Core(backend::EmbeddedBackend::Options options, Ports ports)
    : limits_(options.limits), ports_(std::move(ports)),
      embedded_(std::move(options), ports_.worker), neighbourhood_(neighbourhood_ports()),
      hub_(engine_options(without_remote(limits_), nullptr),
           {.backends = {&embedded_},
            .observers = observers(),
            .now = ports_.now,
            .wall = std::chrono::system_clock::now,
            .on_deadline = ports_.on_deadline,
            .records = ports_.records}) {}

std::vector<context::WorkspaceObserver*> Core::observers() {
  std::vector<context::WorkspaceObserver*> all = {&embedded_, &neighbourhood_};
  if (ports_.observer != nullptr) all.push_back(ports_.observer);
  return all;
}

/// What is withdrawn reaches the engine with the change that it is withdrawn for; what was gathered
/// comes in a turn of its own.
context::NeighbourhoodPorts Core::neighbourhood_ports() {
  return {.worker = ports_.worker,
          .now = ports_.now,
          .on_gathered =
              [this](DocumentId document, context::Snippets snippets) {
                hub_.queue(engine::SnippetsGathered{document, std::move(snippets)});
                hub_.settle();
              },
          .on_withdrawn =
              [this](DocumentId document) {
                hub_.queue(engine::SnippetsGathered{document, nullptr});
              },
          .limits = limits_};
}

std::string Core::backend_name(engine::BackendIndex backend) const {
  return backend == kEmbedded ? "embedded" : config_.backend;
}

void Core::configure(const config::Config& config) {
  ++generation_;
  config_ = config;
  has_key_ = false;
  auto remote = ports_.loop == nullptr ? nullptr : make_remote(config);
  std::vector<backend::Backend*> backends = {&embedded_};
  if (remote) backends.push_back(remote.get());
  auto options = engine_options(config, remote ? config.remote() : nullptr);
  neighbourhood_.set_budget(options.prompt_budget, remote ? scanner_ : nullptr);
  hub_.reconfigure(std::move(options), std::move(backends));
  remote_ = std::move(remote); // the old one goes only now: its streams had to be stopped
  if (!remote_) return;
  open_git();
  if (!config.remote()->key.empty()) fetch_key(config.remote()->key);
}

/// Whether git ignores a document is asked on the loop, before anything of it may leave. The
/// library takes 20 ms to open (it reads certificates that we never use), and is opened here, on
/// the worker.
void Core::open_git() {
  if (git_) return;
  ports_.worker.post([this]() -> std::function<void()> {
    return [this, git = std::make_shared<const context::GitLibrary>()] { git_ = git; };
  });
}

std::unique_ptr<backend::RemoteBackend> Core::make_remote(const config::Config& config) {
  if (config.remote() == nullptr) return nullptr;
  if (!scanner_) scanner_ = std::make_shared<const context::SecretScanner>();
  const auto on_facts = [this](const backend::ServerFacts& facts) {
    hub_.queue(engine::BackendTold{kRemote, facts});
    hub_.settle();
  };
  auto remote = app::make_remote(
      config.backend, *config.remote(),
      {*ports_.loop, ports_.now, on_facts, scanner_, [this] { fetch_key_again(); }});
  if (remote) return std::move(*remote);
  log::error("the backend cannot be used; the embedded model takes its place",
             {{"backend", config.backend}, {"why", remote.error().message}});
  return nullptr;
}

/// A command may ask the person something: on the worker. The others are one read.
void Core::fetch_key(const config::KeySource& source) {
  if (source.command.empty()) return set_key(config::resolve_key(source));
  ports_.worker.post([this, source, generation = generation_]() -> std::function<void()> {
    const auto stopping = [this] { return ports_.worker.stopping(); };
    return [this, generation, key = config::resolve_key(source, {.stopping = stopping})] {
      if (generation == generation_) set_key(key);
    };
  });
}

/// Keys of an hour are common, and a rotated one is in its file. Called from inside the backend, so
/// not at once.
void Core::fetch_key_again() {
  const Instant now = ports_.now();
  if (!has_key_ || (key_fetched_again_ && now - *key_fetched_again_ < kKeyPauseMin)) return;
  key_fetched_again_ = now;
  ports_.loop->post([this, generation = generation_] {
    if (generation == generation_ && remote_) fetch_key(config_.remote()->key);
  });
}

/// Without the key that it is to have, the backend is not asked: the person meant nobody else to
/// be. Where only a newer one cannot be had, the old one stays.
void Core::set_key(Result<Secret> key) {
  if (key) {
    has_key_ = true;
    return remote_->set_key(std::move(*key));
  }
  if (has_key_)
    return log::warn("the backend's key cannot be had anew", {{"why", key.error().message}});
  log::error("the backend's key cannot be had; the embedded model takes its place",
             {{"why", key.error().message}});
  neighbourhood_.set_budget({}, nullptr);
  hub_.reconfigure(engine_options(config_, nullptr), {&embedded_});
  remote_.reset();
}

Instant steady_now() {
  return std::chrono::steady_clock::now();
}

} // namespace inkling::app
