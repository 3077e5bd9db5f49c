#pragma once
// The texts of one answer, told apart: each goes through a filter of its own.

#include "backend/providers/answer_filter.hpp"
#include "backend/providers/provider.hpp"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace inkling::backend {

class Choices {
public:
  /// Of one text besides the first. Beyond: it ends there.
  static constexpr std::size_t kTextBytesMax = 64 << 10;

  /// `count`: at least 1. `filter` is the same for all.
  Choices(AnswerFilter filter, std::size_t count)
      : others_(count - 1, Other{filter}), first_(filter) {}

  /// Takes one event's text and end in, and appends what of it is surely the first choice's text.
  void pass(const Reading& reading, std::string& said);
  /// All have ended: by the server's word, or at control tokens. One that has not begun when the
  /// first one ends is none: not every server gives as many as it is asked for.
  bool ended() const;
  /// The first one has.
  bool first_ended() const { return first_ended_; }
  /// One of them ended at a control token or a fence, of which the server may know nothing: it
  /// would write on.
  bool ended_by_us() const { return ended_by_us_; }
  /// The first choice was cut at the limit of tokens.
  bool is_cut() const { return cut_; }
  /// How many there may be besides the first.
  std::size_t others() const { return others_.size(); }
  /// What has surely become text of one of them (0: the second choice) since the last call.
  std::string take_said(std::size_t other) { return std::exchange(others_[other].said, {}); }

private:
  struct Other {
    AnswerFilter filter;
    std::string said = {};
    std::size_t bytes = 0;
    bool begun = false;
    bool ended = false;
  };

  void pass_first(const Reading& reading, std::string& said);
  void pass_other(Other& other, const Reading& reading);

  std::vector<Other> others_; ///< all but the first
  AnswerFilter first_;
  bool first_ended_ = false;
  bool ended_by_us_ = false;
  bool cut_ = false;
};

} // namespace inkling::backend
