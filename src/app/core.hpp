#pragma once
// The composition root's core: the embedded backend, the engine, and the hub between them.
// Everything else (a loop with transports, or a client inside the process) is put around it.

#include "backend/embedded/embedded_backend.hpp"
#include "base/limits.hpp"
#include "session/hub.hpp"

#include <functional>
#include <optional>

namespace inkling::app {

class Core {
public:
  struct Ports {
    backend::Worker& worker;
    std::function<Instant()> now;
    std::function<void(std::optional<Instant>)> on_deadline; ///< may be empty
  };

  Core(backend::EmbeddedBackend::Options options, Ports ports);

  const Limits& limits() const { return limits_; }
  session::Hub& hub() { return hub_; }
  const backend::EmbeddedBackend& embedded() const { return embedded_; }

private:
  Limits limits_;
  backend::EmbeddedBackend embedded_;
  session::Hub hub_;
};

/// The steady clock: what app/ reads, and nobody else.
Instant steady_now();

} // namespace inkling::app
