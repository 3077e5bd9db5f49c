#pragma once
// Takes a Markdown fence off a chat model's answer, as it comes. Models add one although they are
// asked not to:
//
//   ```python            ← dropped, and white space before it
//   total = sum(values)
//   ```                  ← dropped, the line end before it, and everything behind
//
// An answer that does not begin with a fence passes as it is, whatever it holds later. A line with
// more than the three backticks does not close, so that a fence inside of a comment survives.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace inkling::backend {

class FenceFilter {
public:
  /// What follows the opening backticks on their line ("python"), in bytes. Longer: not a fence.
  static constexpr std::size_t kInfoBytesMax = 64;

  /// The text that `delta` makes certain. Valid until the next call and as long as `delta` is.
  std::string_view pass(std::string_view delta);
  /// The answer is complete: what was held back, less a closing fence.
  std::string_view finish();
  /// The closing fence came: nothing passes any more.
  bool ended() const { return state_ == State::closed; }

private:
  enum class State : std::uint8_t { opening, plain, fenced, closed };

  void open();
  void close();

  State state_ = State::opening;
  bool first_line_ = true; ///< of the fenced text: a closing fence needs no line end before it
  std::string held_;       ///< what may be an opening or a closing fence
  std::string out_;
};

} // namespace inkling::backend
