#pragma once
// The typing model and the exact matches, computed from what a Replay remembers.

#include "quality/replay.hpp"

namespace inkling::quality {

/// Percent, but for `wrong`.
struct Typing {
  double saved =
      0; ///< 1 - keys / keys without completion; indentation is free, one key takes what is shown
  double lag = 0; ///< the same where only what was already shown one key earlier can be taken
  double precision =
      0;            ///< of the texts shown, those taken; a text that stays while typed along is one
  double wrong = 0; ///< texts shown and not taken per 100 characters
};
Typing simulate_typing(const Replay& replay, double confidence_min);

/// Percent of positions at which the whole rest of the line was predicted.
struct ExactMatch {
  double line_start = 0; ///< of lines of at least 8 characters
  double after_token = 0;
  double anywhere = 0;
};
ExactMatch count_exact(const Replay& replay);

/// True where a text that ends after `bytes` of `rest` is right and ends no word half-way.
bool is_right(std::string_view rest, std::string_view text);

} // namespace inkling::quality
