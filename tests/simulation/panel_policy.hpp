#pragma once
// Who decides in a row of the panel: the engine, or the least that could be built instead of it.
// Both hear the same events and answer in the same actions.

#include "engine/engine.hpp"
#include "panel_scene.hpp"

#include <memory>
#include <optional>
#include <span>

namespace inkling::simulation {

class Policy {
public:
  virtual ~Policy() = default;
  /// The actions are valid until the next call.
  virtual const engine::Actions& step(std::span<engine::Event> burst, Instant now) = 0;
  virtual std::optional<Instant> deadline() const = 0;
};

std::unique_ptr<Policy> make_policy(const Scene& scene);

/// Of PolicyKind::inkling and inkling_stand_in.
engine::EngineOptions engine_options(const Scene& scene);

} // namespace inkling::simulation
