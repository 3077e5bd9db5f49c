#pragma once
// What an editor's side of a replay saw, in CLOCK_MONOTONIC: one record a key. The other half of
// what join.hpp puts together.

#include "base/time.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace inkling::harness {

struct KeyRecord {
  Instant struck;  ///< just before the first message that this key caused, which may be a cancel
  Instant changed; ///< t0: just before its didChange was written
  std::optional<Instant> asked;    ///< just before its inlineCompletion request was written
  std::optional<Instant> answered; ///< when the reply was read whole
  std::string answer;              ///< text to insert at the cursor; empty: nothing was offered
  std::optional<int> error;        ///< code, where the reply was an error

  std::string typed; ///< what the key inserted at the cursor
  bool back = false;
  bool moved = false;
  bool right = false; ///< the answer is what will be typed
};

struct EditorLog {
  std::vector<KeyRecord> keys;
  Duration startup{}; ///< from before the start until the initialize answer was read
  Duration cpu{};     ///< processor time of the server while keys were typed
  std::uint64_t peak_rss_bytes = 0;
};

} // namespace inkling::harness
