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

/// One inlineCompletion request and its answer.
struct Question {
  std::optional<Instant> asked;    ///< just before it was written
  std::optional<Instant> answered; ///< when the reply was read whole
  std::string answer;              ///< text to insert at the cursor; empty: nothing was offered
  std::optional<int> error;        ///< code, where the reply was an error
  bool right = false;              ///< the answer is what will be typed
};

/// The key's own question is its base: most keys ask once.
struct KeyRecord : Question {
  Instant struck;  ///< just before the first message that this key caused, which may be a cancel
  Instant changed; ///< t0: just before its didChange was written
  std::vector<Question> again; ///< what was asked because the server said that there is more

  std::string typed; ///< what the key inserted at the cursor
  bool back = false;
  bool moved = false;
  bool accepted = false;            ///< it took what was offered
  std::size_t keys_spared = 0;      ///< that need not be pressed because of that
  std::optional<std::size_t> place; ///< bytes of the known text before the cursor; see Keystroke
};

struct EditorLog {
  std::vector<KeyRecord> keys;
  std::size_t text = 0; ///< which of the known texts was typed
  Duration startup{};   ///< from before the start until the initialize answer was read
  Duration cpu{};       ///< processor time of the server while keys were typed
  std::uint64_t peak_rss_bytes = 0;
};

/// One line a key, for looking closely: {"changed":ns,"asked":ns,"answered":ns,"answer":"…",
/// "right":true,"typed":"x","place":17,…}. What did not happen is left out; times are those of
/// backend_log.hpp.
std::string to_json_lines(const EditorLog& log);

} // namespace inkling::harness
