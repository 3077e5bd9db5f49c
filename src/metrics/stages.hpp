#pragma once
// Where the time of one key press went, all stages in one list: those that the engine knows from
// the times of its events (engine::Stages), and those that only who drives it can measure.

#include "base/time.hpp"
#include "engine/key_record.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace inkling::metrics {

/// What the daemon itself spent on a key. Measured by the hub; zero where it did not happen.
struct OwnTimes {
  /// Inside Backend::start: a remote one builds and writes its request, the embedded model does
  /// all of its work. Of every stream of the document since the record before.
  Duration prompt{};
  Duration shape{}; ///< the engine step that decided the answer: looking up, shaping
  Duration reply{}; ///< from the answer until its bytes were handed to the transport
};

/// In the order in which they come.
enum class Stage : std::uint8_t {
  lead,
  debounce,
  queue,
  prompt,
  dial,
  ttft,
  stream,
  shape,
  reply,
  total, ///< from the request until its answer was handed to the transport: with shape and reply
};
inline constexpr std::size_t kStageCount = static_cast<std::size_t>(Stage::total) + 1;

/// The name in JSON and on screen: "ttft".
std::string_view to_string(Stage stage);

Duration time_of(Stage stage, const engine::Stages& engine, const OwnTimes& own);

} // namespace inkling::metrics
