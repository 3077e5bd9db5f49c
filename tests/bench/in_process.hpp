#pragma once
// A whole daemon inside the benchmark: a real connection, session, engine and embedded model, with
// memory in place of pipes. Indexing happens inside the call that asks for it.

#include "app/core.hpp"
#include "session/connection.hpp"
#include "stats.hpp"
#include "support/memory_transport.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace inkling::bench {

class InProcess {
public:
  explicit InProcess(backend::EmbeddedBackend::Options options = {});

  /// Gives the bytes to the connection as reads would, and returns the time until all is answered
  /// and handed to the transport. What was answered before is forgotten.
  Clock::duration say(std::string_view bytes);
  /// The body of the only reply to what was said last.
  std::string reply() const;
  engine::Engine::Stats stats() { return core_.hub().stats(); }

private:
  InlineWorker worker_;
  app::Core core_;
  test::MemoryTransport::Peer peer_;
  std::unique_ptr<session::Connection> connection_;
};

} // namespace inkling::bench
