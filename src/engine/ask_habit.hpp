#pragma once
// Whether an editor is going to ask about a document after a change: it has asked lately, and does
// not leave head starts unasked. Pure; one for each document.
//
// Some editors never ask (or a tool writes the text), and a head start for them is waste. Others
// ask late: VS Code 34 ms after the change, Neovim 200 ms after the last one, and while the person
// types faster than that they do not ask at all. So a change that was followed by the next one
// before the editor had its usual time to ask says nothing.

#include "base/time.hpp"

#include <array>
#include <cstddef>
#include <optional>

namespace inkling::engine {

class AskHabit {
public:
  /// Without a request for so long, nobody is expected to ask.
  static constexpr Duration kForgottenAfter = 30s;
  /// Head starts in a row that the editor had time to ask for, and did not.
  static constexpr std::size_t kUnaskedMax = 3;
  /// Head starts in a row without a request, whatever the reason.
  static constexpr std::size_t kBegunMax = 20;
  /// A request that comes later after a change is not about the change.
  static constexpr Duration kGapMax = 1s;

  /// The text changed. Before may_begin().
  void on_change(Instant now);
  /// The editor asked by itself (an explicit request says nothing about its habit).
  void on_request(Instant now);
  /// A head start is begun for the last change.
  void on_head_start();
  bool expects_request(Instant now) const;
  /// From the change to the request, lately at most; nothing before it was seen.
  std::optional<Duration> longest_gap() const;

private:
  static constexpr std::size_t kGapsKept = 8;

  std::optional<Instant> last_change_;
  std::optional<Instant> last_request_;
  bool change_pending_ = false; ///< not asked about yet
  bool head_start_ = false;     ///< one was begun for that change
  std::size_t unasked_ = 0;
  std::size_t begun_ = 0; ///< since the last request
  std::array<Duration, kGapsKept> gaps_{};
  std::size_t gaps_seen_ = 0;
};

} // namespace inkling::engine
