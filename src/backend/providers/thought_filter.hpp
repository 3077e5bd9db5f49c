#pragma once
// Takes a reasoning block off the beginning of an answer: "<think>…</think>" and the line ends
// behind it, as reasoning models write it where nothing keeps them from it, be it empty. One per
// stream, in front of the other filters (answer_filter.hpp). Elsewhere in a text it is text.
//
//   shown += filter.pass(delta);  …  shown += filter.finish();

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace inkling::backend {

class ThoughtFilter {
public:
  /// Of a block. Beyond: the answer ends, because who thinks for so long has nothing to offer in
  /// time.
  static constexpr std::size_t kBytesMax = 512;

  /// The part of `delta`, and of what was held back, that is surely no thought. Valid until the
  /// next call and as long as `delta` is.
  std::string_view pass(std::string_view delta);
  /// The answer is complete: what was held back is text after all, but for a thought. Call it once.
  std::string_view finish();
  /// Nothing passes any more.
  bool ended() const { return state_ == State::ended; }

private:
  enum class State : std::uint8_t {
    beginning, ///< all so far may be the beginning of a block: held back
    thinking,
    behind, ///< the block is over, the line ends behind it may not be
    text,
    ended,
  };
  std::string_view after_thought(std::string_view text);

  State state_ = State::beginning;
  std::string held_;
};

} // namespace inkling::backend
