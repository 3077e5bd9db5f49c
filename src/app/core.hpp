#pragma once
// The composition root's core: the backends, the engine, and the hub between them. Everything else
// (a loop with transports, or a client inside the process) is put around it.

#include "backend/embedded/embedded_backend.hpp"
#include "backend/providers/remote_backend.hpp"
#include "base/limits.hpp"
#include "config/config.hpp"
#include "context/git_ignore.hpp"
#include "context/neighbours/neighbourhood.hpp"
#include "context/secrets.hpp"
#include "session/hub.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

namespace inkling::wire {
class Loop;
}

namespace inkling::app {

class Core {
public:
  struct Ports {
    Worker& worker;
    std::function<Instant()> now;
    std::function<void(std::optional<Instant>)> on_deadline; ///< may be empty
    wire::Loop* loop =
        nullptr; ///< for remote backends; null: there are none, whatever is configured
    /// Hear of every key and of every document; must outlive this. May be null.
    session::RecordSink* records = nullptr;
    context::WorkspaceObserver* observer = nullptr;
  };

  Core(backend::EmbeddedBackend::Options options, Ports ports);

  /// Takes a configuration, now and whenever it has changed. A backend that cannot be used is
  /// logged, and the embedded model takes its place.
  void configure(const config::Config& config);
  /// The configured backend could not be used, or its key not be had: worth another try when the
  /// person says that something has changed.
  bool lacks_remote() const { return config_.remote() != nullptr && remote_ == nullptr; }

  /// As the person named it; "embedded" for the one that is always there.
  std::string backend_name(engine::BackendIndex backend) const;

  const Limits& limits() const { return limits_; }
  session::Hub& hub() { return hub_; }
  const session::Hub& hub() const { return hub_; }
  const backend::EmbeddedBackend& embedded() const { return embedded_; }

private:
  std::vector<context::WorkspaceObserver*> observers();
  std::unique_ptr<backend::RemoteBackend> make_remote(const config::Config& config);
  context::NeighbourhoodPorts neighbourhood_ports();
  void open_git();
  void fetch_key(const config::KeySource& source);
  void fetch_key_again();
  void set_key(Result<Secret> key);

  Limits limits_;
  Ports ports_;
  config::Config config_;
  backend::EmbeddedBackend embedded_;
  context::Neighbourhood neighbourhood_;
  std::unique_ptr<backend::RemoteBackend> remote_;
  std::shared_ptr<const context::GitLibrary> git_; ///< kept open: whoever asks next need not wait
  std::shared_ptr<const context::SecretScanner> scanner_; ///< made with the first remote backend
  bool has_key_ = false;                                  ///< of remote_
  std::optional<Instant> key_fetched_again_;
  std::uint64_t generation_ = 0; ///< of remote_: a key may come after its backend has gone
  session::Hub hub_;
};

/// The steady clock: what app/ reads, and nobody else.
Instant steady_now();

} // namespace inkling::app
