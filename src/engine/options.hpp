#pragma once
// What the engine is told once: its backends, its bounds, and the constants of its policies.

#include "base/limits.hpp"
#include "base/time.hpp"
#include "context/prompt.hpp"
#include "engine/actions.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace inkling::engine {

/// Where a suggestion comes from. Later ones rank higher: an embedded hit never stops remote work.
enum class Source : std::uint8_t { embedded, remote };

struct BackendTraits {
  Source source = Source::embedded;
  /// First guess at the time to first token, until it is measured.
  Duration expected_ttft = 0ms;
};

/// How long to wait before work is begun for a request that nothing remembered answers. Never
/// applied to hits or to an explicit request.
struct DebouncePolicy {
  Duration fixed_delay = 0ms;

  static DebouncePolicy fixed(Duration delay) { return {delay}; }
  /// An embedded answer costs microseconds, so it is never held back.
  Duration delay(const BackendTraits& backend) const {
    return backend.source == Source::embedded ? Duration{0} : fixed_delay;
  }
};

/// Whether a stream that has produced nothing yet may go on while the person types past its anchor.
struct KeepPolicy {
  /// Bytes typed since the anchor; more and the guess behind the stream is too old.
  std::size_t typed_bytes_max = 4;

  /// It can still win only where waiting for it is shorter than starting over.
  bool keep_undecided(Duration elapsed, Duration expected_ttft, std::size_t typed) const {
    return typed <= typed_bytes_max && 2 * elapsed >= expected_ttft;
  }
};

struct EngineOptions {
  Limits limits;
  std::vector<BackendTraits>
      backends; ///< by BackendIndex; empty: every request ends with no_backend
  std::optional<BackendIndex> primary; ///< whom new work goes to
  context::Budget prompt_budget;
  DebouncePolicy debounce;
  KeepPolicy keep;
  /// How long an orphaned stream waits for the change that may agree with it: VS Code sends the
  /// cancel 0.5 to 1 ms before the didChange.
  Duration cancel_grace = 3ms;
  /// No stream lives longer, and no ticket waits longer.
  Duration deadline = 1500ms;
  /// How long a remembered suggestion may be offered again.
  Duration cache_time_to_live = 5min;
};

} // namespace inkling::engine
