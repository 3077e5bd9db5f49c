#pragma once
// A person typing a known text, as keys with times: what the replay does to a server. Pure and
// reproducible.
//
//   Trace trace = make_trace(TraceKind::edits, text, {.keys = 250, .seed = 3});
//
// Some whole lines of the text are missing from the document at first; the keys write them, so that
// after each key without a mistake the text before the cursor is that of the known text.

#include "base/time.hpp"
#include "text/position.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace inkling::harness {

enum class TraceKind : std::uint8_t {
  steady, ///< 143 ms a key on average
  bursts, ///< four to nine keys 55 to 90 ms apart, then a pause of 250 to 700 ms
  edits, ///< in up to five places, with mistakes that are noticed a key or two later and taken back
  fast,  ///< four to nine keys 85 ms apart, then a pause of 250 to 700 ms
};

struct Keystroke {
  Duration pause{};      ///< since the key before
  text::Range range;     ///< UTF-16, in the document before the key
  std::string text;      ///< one character; a line end brings the next line's indentation with it
  text::Position cursor; ///< UTF-16, after the key
  std::string line;      ///< what stands left of the cursor then, on its line
  bool back = false;     ///< takes the last character back
  bool moved = false;    ///< the cursor was moved before the key
  /// Bytes of the known text that stand before the cursor now; nothing while a mistake does.
  std::optional<std::size_t> place;
};

struct Trace {
  std::string document; ///< as it is opened
  std::string known;    ///< as it would be without any hole
  std::vector<Keystroke> keys;
};

struct TraceOptions {
  std::size_t keys = 250; ///< at least; typing ends with a line
  std::uint64_t seed = 1;
  double pace = 1; ///< all pauses are multiplied by this
};

/// Fewer keys where the text is too short. `known` is valid UTF-8 with \n line ends.
Trace make_trace(TraceKind kind, std::string_view known, const TraceOptions& options);

} // namespace inkling::harness
