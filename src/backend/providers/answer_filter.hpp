#pragma once
// What of a model's answer is text: a thought at its beginning is taken off, control tokens end it,
// and for chat models a Markdown fence around it is taken off. One per stream.

#include "backend/providers/control_tokens.hpp"
#include "backend/providers/fence_filter.hpp"
#include "backend/providers/thought_filter.hpp"

#include <optional>
#include <span>
#include <string_view>

namespace inkling::backend {

class AnswerFilter {
public:
  enum class Fence : std::uint8_t { keep, strip };

  /// `tokens` must outlive the filter.
  AnswerFilter(std::span<const std::string_view> tokens, Fence fence) : stops_(tokens) {
    if (fence == Fence::strip) fence_.emplace();
  }

  /// The part of `delta` and of what was held back that is surely text. Valid until the next call
  /// and as long as `delta` is.
  std::string_view pass(std::string_view delta) {
    const std::string_view text = stops_.pass(thought_.pass(delta));
    return fence_ ? fence_->pass(text) : text;
  }

  /// The answer is complete, or ended(): the rest of it. Call it once.
  std::string finish() {
    std::string text(stops_.pass(thought_.finish()));
    text += stops_.finish();
    std::string rest(fence_ ? fence_->pass(text) : text);
    if (fence_) rest += fence_->finish();
    return rest;
  }

  /// Nothing more will pass, whatever the server still sends.
  bool ended() const { return thought_.ended() || stops_.ended() || (fence_ && fence_->ended()); }

private:
  ThoughtFilter thought_;
  StopFilter stops_;
  std::optional<FenceFilter> fence_;
};

} // namespace inkling::backend
