#pragma once
// Whether the remote backend can be had, as people want to be told: when it went, and when it is
// back. Pure.
//
// The engine's breaker opens for a moment and closes again before anybody knows whether the server
// is back; telling that would make a status bar flicker. So trouble ends here with a word from the
// backend behind which no failure comes, or, where a time was named for it, when that is over.
// Looking costs an allocation or two: it is done only where something may have changed.

#include "base/ids.hpp"
#include "engine/engine.hpp"
#include "session/moment.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <vector>

namespace inkling::session {

struct BackendHealth {
  bool there = false; ///< a remote backend runs
  std::optional<engine::Reason> trouble;
  std::optional<Moment> until; ///< named by the server or a budget
};

class HealthWatch {
public:
  // What the hub does and hears, before look().
  void on_started(StreamId stream, engine::BackendIndex backend);
  void on_word(StreamId stream); ///< text of a stream, or an end that is no failure
  void on_failed() { touched_ = true; }
  void on_answer(engine::Reason reason);
  /// Other backends: nothing is known of them.
  void reset();

  /// Whether look() may find something else than before.
  bool is_due(Instant now) const;
  /// True where what is to be told has changed.
  bool look(const std::vector<engine::Engine::BackendStats>& backends, Moment now);
  /// When it is due even if nothing happens.
  std::optional<Instant> wakes() const;

  const BackendHealth& health() const { return health_; }

private:
  bool is_over(Instant now) const;

  BackendHealth health_;
  std::optional<engine::BackendIndex> remote_;
  bool touched_ = true;
  bool heard_ = false; ///< since the trouble began, or since a look has found it still there
  /// Begun since the trouble did; what older ones say is no news of the server. A ring: with more
  /// at once, one of them is as good as another.
  std::array<StreamId, 8> probes_ = {};
  std::size_t next_probe_ = 0;
};

} // namespace inkling::session
