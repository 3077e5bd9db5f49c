#pragma once
// The hub's part in the simulation: reads what has come in bursts, steps the engine, does what it
// says, feeds back. The checker sees every message and every action on the way.

#include "checker.hpp"
#include "engine/engine.hpp"
#include "messages.hpp"
#include "shrink.hpp"
#include "sim_backend.hpp"
#include "sim_editor.hpp"
#include "trace.hpp"

#include <cstdint>
#include <deque>
#include <functional>
#include <unordered_map>
#include <vector>

namespace inkling::simulation {

class SimDriver {
public:
  using OnAnswer = std::function<void(const engine::Answer&, std::size_t version)>;
  using OnRefresh = std::function<void(const engine::Refresh&)>;

  SimDriver(Shared& shared, Rng rng, engine::EngineOptions options, Trace& trace);

  /// By engine::BackendIndex.
  void set_backends(std::vector<SimBackend*> backends) { backends_ = std::move(backends); }
  /// The person has changed the configuration: the same backends, numbered as `options` says.
  void reconfigure(engine::EngineOptions options, std::vector<SimBackend*> backends);
  void set_on_answer(OnAnswer on_answer) { on_answer_ = std::move(on_answer); }
  void set_on_refresh(OnRefresh on_refresh) { on_refresh_ = std::move(on_refresh); }

  /// From now on everything that the engine is told is written down there, too.
  void record_into(Recording* recording);

  /// A message arrives; it is read a little later, with whatever else has arrived by then.
  void receive(Message message);

  const engine::Engine& engine() const { return engine_; }
  const Checker& checker() const { return checker_; }
  std::size_t steps() const { return steps_; }

private:
  struct Document {
    text::Rope text;
    std::size_t version = 0;
  };

  void wake();
  void read();
  void step(std::vector<Message> burst);
  void step_once(const std::vector<Message>& burst, std::vector<Message>& follow_up);
  void perform(const engine::Action& action, std::vector<Message>& follow_up);
  void arm();
  engine::Event to_event(const Message& message);
  engine::DocumentChanged to_event(const Change& change);

  Shared& shared_;
  Rng rng_;
  Trace& trace_;
  engine::EngineOptions options_; ///< the first ones
  engine::Engine engine_;
  Checker checker_;
  std::vector<SimBackend*> backends_;
  OnAnswer on_answer_;
  OnRefresh on_refresh_;
  std::deque<Message> inbox_;
  bool reading_ = false;
  Recording* recording_ = nullptr;
  std::uint64_t timer_generation_ = 0;
  std::unordered_map<DocumentId, Document> documents_;
  std::size_t steps_ = 0;
};

} // namespace inkling::simulation
