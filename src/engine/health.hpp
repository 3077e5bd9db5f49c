#pragma once
// Whether a backend is worth asking now: a circuit breaker with the server's own Retry-After.
//
// Pure: told of each stream's begin and end, asked before each begin. After failures in a row
// nobody asks for a while (a closed port must not cost every key press a connection), then one
// stream probes; the first byte of any answer closes the circuit, on trial: only a good end has the
// failures before forgotten, and one more rests it again, for longer. Nobody has to do anything for
// it to recover.

#include "backend/backend.hpp"
#include "base/time.hpp"

#include <cstddef>
#include <optional>

namespace inkling::engine {

class Health {
public:
  /// Failures in a row that open the circuit; a 429 opens it at once, as does a 402.
  static constexpr std::size_t kFailuresMax = 3;
  /// How long it stays open: this, doubled with each failed probe, up to the bound of the failure.
  static constexpr Duration kPauseMin = 250ms;
  static constexpr Duration kPauseRefusedMax = 2s; ///< a refused connection costs nobody much
  static constexpr Duration kPauseMax = 15s;
  /// Of one that names no time; doubled like the others.
  static constexpr Duration kPauseRateLimited = 1s;

  enum class Gate : std::uint8_t {
    open,    ///< ask
    probing, ///< closed, and another stream is finding out whether it has to be
    resting, ///< closed for a time
    told,    ///< closed because the server asked for it: an explicit request changes nothing either
  };
  Gate gate(Instant now) const;
  /// What a ticket is told while the gate is not open.
  backend::Failure last_failure() const { return last_failure_; }

  /// Until when nobody asks; nothing while the circuit is closed.
  std::optional<Instant> closed_until() const { return closed_until_; }

  /// It speaks again, and has not ended well yet: others may ask, and nobody knows.
  bool on_trial() const { return on_trial_; }

  void on_begun(Instant now);
  /// The first byte of a stream. Opens the gate, but not before the time that the server asked for:
  /// what it says now was begun earlier.
  void on_spoken(Instant now);
  /// An end that is no failure. Closes the circuit, likewise.
  void on_success(Instant now);
  void on_failure(backend::Failure failure, std::optional<Duration> retry_after, Instant now);
  /// The stream was stopped by us before it said anything: nothing is known.
  void on_abandoned();

private:
  std::size_t failures_ = 0;            ///< in a row
  std::size_t pauses_ = 0;              ///< in a row: how often the pause was doubled
  std::optional<Instant> closed_until_; ///< never before told_until_
  std::optional<Instant> told_until_;   ///< by the server itself
  bool probing_ = false;
  bool on_trial_ = false;
  backend::Failure last_failure_ = backend::Failure::refused;
};

} // namespace inkling::engine
