#pragma once
// A server of the panel: so many generations at once, each with a time to first token and a rate;
// an abort reaches it a millisecond late, and while it reads a prompt later still. Never fails.

#include "engine/events.hpp"
#include "panel_ledger.hpp"
#include "panel_scene.hpp"
#include "rng.hpp"
#include "world.hpp"

#include <deque>
#include <functional>
#include <string>
#include <unordered_map>

namespace inkling::simulation {

class Server {
public:
  using Deliver = std::function<void(engine::Event)>;

  Server(World& world, const ServerKind& kind, std::uint64_t seed, Ledger& ledger, Deliver deliver);

  /// It will write `text`, which the ledger knows of.
  void start(StreamId stream, std::string text);
  void abort(StreamId stream);

private:
  struct Job {
    std::string text;
    bool running = false;
    bool wanted = true; ///< nobody has aborted it
    Instant begun;
    Instant first; ///< token
    std::size_t sent = 0;
  };

  void run(StreamId stream, Job& job);
  void go_on(StreamId stream);
  void end(StreamId stream);
  void release();
  std::size_t written(const Job& job, Instant when) const;
  Instant notices_abort(const Job& job) const;

  World& world_;
  ServerKind kind_;
  Rng rng_;
  Ledger& ledger_;
  Deliver deliver_;
  std::unordered_map<StreamId, Job> jobs_;
  std::deque<StreamId> queue_;
  std::size_t busy_ = 0;
};

} // namespace inkling::simulation
