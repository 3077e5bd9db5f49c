#pragma once
// What the engine is told once: its backends, its bounds, and the constants of its policies.

#include "base/limits.hpp"
#include "base/time.hpp"
#include "context/prompt.hpp"
#include "engine/actions.hpp"
#include "engine/debounce.hpp"
#include "engine/speculation_choice.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace inkling::engine {

/// Where a suggestion comes from. Later ones rank higher: an embedded hit never stops remote work.
enum class Source : std::uint8_t { embedded, remote };

/// What the person lets a backend cost, all sessions together; none: no bound. Tokens are those of
/// prompts and answers, estimated.
struct Allowance {
  std::optional<std::size_t> requests_per_minute = {};
  std::optional<std::size_t> tokens_per_minute = {};
  std::optional<std::size_t> tokens_per_day = {};

  friend bool operator==(const Allowance&, const Allowance&) = default;
};

struct BackendTraits {
  Source source = Source::embedded;
  /// First guess at the time to first token, until it is measured.
  Duration expected_ttft = 0ms;
  /// Each request costs money or quota.
  bool metered = false;
  /// Generations it runs at once; a ticket beyond waits for its turn, fairly between sessions.
  /// None: as many as there are tickets.
  std::optional<std::size_t> concurrency_max = {};
  Allowance allowance = {};
  /// Of the same name is the same server: what it cost stays counted when options change.
  std::string name = {};

  bool is_same(const BackendTraits& other) const {
    return name == other.name && metered == other.metered && allowance == other.allowance;
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

/// Whether a ticket whose stream has a whole line waits for the rest of the text.
struct EarlyAnswerPolicy {
  /// A person hardly sees this; more is a wait.
  Duration worth_waiting = 40ms;

  /// `rest`: how much longer the stream probably goes on; nothing where that is not known.
  bool wait(std::optional<Duration> rest, Duration since_first_line) const {
    return since_first_line < worth_waiting && rest.value_or(Duration{0}) <= worth_waiting;
  }
};

/// When a ticket that waits for a remote backend is given to the stand-in: the backend's own p90,
/// within these bounds and the deadline.
struct SoftDeadlinePolicy {
  /// Sooner is not late: a person hardly sees it, and the better text may come yet.
  Duration soonest = 250ms;
  /// Until the backend was measured.
  Duration unmeasured = 600ms;

  Duration after(std::optional<Duration> response_p90, Duration deadline) const {
    return std::min(deadline, std::max(soonest, response_p90.value_or(unmeasured)));
  }
};

/// What a stand-in that is asked at the very deadline still gets. The embedded model needs none.
inline constexpr Duration kStandInTime = 5ms;

struct EngineOptions {
  Limits limits;
  std::vector<BackendTraits>
      backends; ///< by BackendIndex; empty: every request ends with no_backend
  std::optional<BackendIndex> primary; ///< whom new work goes to
  /// Who answers where the primary is late, fails, or may not see the text. Answers at once (the
  /// embedded model). None: nobody.
  std::optional<BackendIndex> stand_in = {};
  context::Budget prompt_budget;
  DebouncePolicy debounce = DebouncePolicy::fixed(0ms);
  /// Work is begun on the change of the text, before the editor asks.
  bool head_start = true;
  /// So many different texts are asked for where somebody asks explicitly; at least 1.
  std::size_t candidates = 3;
  Speculation speculation = Speculation::automatic;
  KeepPolicy keep;
  EarlyAnswerPolicy early_answer;
  SoftDeadlinePolicy soft_deadline;
  /// A suggestion that was looked at for so long, or typed along, is worth preparing what follows.
  Duration speculation_dwell = 150ms;
  /// How long an orphaned stream waits for the change that may agree with it: VS Code sends the
  /// cancel 0.5 to 1 ms before the didChange.
  Duration cancel_grace = 3ms;
  /// No stream lives longer, and no ticket waits longer (but kStandInTime).
  Duration deadline = 1500ms;
  /// How long a remembered suggestion may be offered again.
  Duration cache_time_to_live = 5min;
};

} // namespace inkling::engine
