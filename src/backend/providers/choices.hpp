#pragma once
// The texts of one answer, told apart: each goes through a filter of its own.

#include "backend/providers/answer_filter.hpp"
#include "backend/providers/provider.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace inkling::backend {

class Choices {
public:
  /// Of one text besides the server's first. Beyond: it ends there.
  static constexpr std::size_t kTextBytesMax = 64 << 10;

  /// `count`: at least 1. `filter` is the same for all.
  Choices(AnswerFilter filter, std::size_t count) : texts_(count, Text{filter}) {}

  /// Takes one event's text and end in, and appends what of it is surely the first text.
  void pass(const Reading& reading, std::string& said);
  /// All have ended: by the server's word, or at control tokens. One that has not begun when
  /// another one ends may still come, behind it; where a server gives fewer than it is asked for,
  /// its last word ends them all.
  bool ended() const;
  /// The first text has, or there is none and the server's first choice has.
  bool first_ended() const { return texts_[first_.value_or(0)].ended; }
  /// One of them ended at a control token or a fence, of which the server may know nothing: it
  /// would write on.
  bool ended_by_us() const { return ended_by_us_; }
  /// The first text was cut at the limit of tokens.
  bool is_cut() const { return texts_[first_.value_or(0)].cut; }
  /// How many there may be besides the first.
  std::size_t others() const { return texts_.size() - 1; }
  /// What has surely become text of one of them since the last call; nothing before the first has
  /// begun.
  std::string take_said(std::size_t other);

private:
  struct Text {
    AnswerFilter filter;
    std::string said = {}; ///< and not taken yet
    std::size_t bytes = 0;
    bool ended = false;
    bool cut = false;
  };

  void pass_to(std::size_t choice, const Reading& reading);
  void choose_first();

  std::vector<Text> texts_; ///< as the server counts them
  /// Which of them is the first: the server's own, or where that one has ended without text, the
  /// next that has some. From then on it stays.
  std::optional<std::size_t> first_;
  bool ended_by_us_ = false;
};

} // namespace inkling::backend
