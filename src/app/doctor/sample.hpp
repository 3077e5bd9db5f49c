#pragma once
// The gaps that `inkling doctor` has filled: text of ours, never the person's. And what an answer
// shows about the way that it was asked for. Pure.

#include "context/prompt.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace inkling::app::doctor {

struct Sample {
  std::string_view prefix;
  std::string_view suffix;
  std::string_view expected; ///< how a right answer begins; empty: any text will do
  std::size_t max_tokens;
};

/// One word is missing, and any model of code knows which.
extern const Sample kGap;
/// Some lines are missing: long enough to see how fast a server writes.
extern const Sample kLines;

context::Prompt prompt_of(const Sample& sample);

enum class Verdict : std::uint8_t {
  fills,         ///< the gap, and nothing else
  empty,         ///< nothing came
  repeats_above, ///< it begins with what stands before the cursor already
  repeats_below, ///< it holds what stands behind the cursor: it was not told, or does not mind
  other,         ///< something else
};

Verdict judge(const Sample& sample, std::string_view answer);

} // namespace inkling::app::doctor
