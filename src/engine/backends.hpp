#pragma once
// What the engine knows of each backend besides its number: is it worth asking, how fast is it, has
// it room. Part of the engine; no policy of its own.

#include "backend/server_facts.hpp"
#include "base/ids.hpp"
#include "engine/budget.hpp"
#include "engine/health.hpp"
#include "engine/options.hpp"
#include "engine/pace.hpp"
#include "engine/speculation.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace inkling::engine {

/// A prompt that a backend reads ahead.
struct Prefill {
  StreamId stream;
  DocumentId document;
  Instant expires;
};

struct BackendState {
  explicit BackendState(BackendTraits known)
      : traits(known), budget(known.allowance, known.metered) {}

  BackendTraits traits;
  Health health;
  LatencyWindow ttft;
  LatencyWindow response; ///< begin of a stream until its end
  Output output;
  Budget budget;
  bool over_budget = false; ///< the last ticket that wanted it was told so
  SpeculationGauge speculation;
  backend::ServerFacts told; ///< its own word
  std::optional<Prefill> prefill;
  std::size_t running = 0;         ///< streams in flight, the prefill too
  Instant begun_last;              ///< a stream that is no prefill; the epoch: none yet
  std::vector<DocumentId> waiting; ///< whose ticket waits for a slot, longest first

  Duration usual_ttft() const { return ttft.quantile(0.5).value_or(traits.expected_ttft); }
  bool has_room() const {
    const auto most = traits.concurrency_max ? traits.concurrency_max : told.slots;
    return !most || running < *most;
  }
};

} // namespace inkling::engine
