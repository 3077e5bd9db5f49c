#include "backend/providers/fence_filter.hpp"

#include <algorithm>

namespace inkling::backend {
namespace {

constexpr std::string_view kFence = "```";
constexpr std::string_view kBlank = " \t\r";

enum class Match : std::uint8_t { no, partly, whole };

/// Skips bytes of `set` at the front of `text`.
void skip(std::string_view& text, std::string_view set) {
  text.remove_prefix(std::min(text.find_first_not_of(set), text.size()));
}

/// A whole fence, or the beginning of one that ends with the text.
Match skip_fence(std::string_view& text) {
  if (text.size() < kFence.size()) return kFence.starts_with(text) ? Match::partly : Match::no;
  if (!text.starts_with(kFence)) return Match::no;
  text.remove_prefix(kFence.size());
  return Match::whole;
}

/// White space, a fence, and the rest of its line.
Match match_opening(std::string_view text) {
  skip(text, " \t\r\n");
  if (const Match fence = skip_fence(text); fence != Match::whole) return fence;
  const std::size_t end = std::min(text.find_first_of("\n`"), text.size());
  if (end > FenceFilter::kInfoBytesMax) return Match::no;
  if (end == text.size()) return Match::partly;
  return text[end] == '\n' ? Match::whole : Match::no;
}

/// A line end (but not before the first line), and a line with nothing but a fence.
Match match_closing(std::string_view text, bool first_line) {
  if (!first_line) {
    if (text.starts_with('\r')) text.remove_prefix(1);
    if (text.empty()) return Match::partly;
    if (text.front() != '\n') return Match::no;
    text.remove_prefix(1);
  }
  skip(text, kBlank);
  if (const Match fence = skip_fence(text); fence != Match::whole) return fence;
  skip(text, kBlank);
  if (text.empty()) return Match::partly;
  return text.front() == '\n' ? Match::whole : Match::no;
}

} // namespace

std::string_view FenceFilter::pass(std::string_view delta) {
  if (state_ == State::plain) return delta;
  if (state_ == State::closed) return {};
  out_.clear();
  held_ += delta;
  if (state_ == State::opening) open();
  if (state_ == State::fenced) close();
  return out_;
}

std::string_view FenceFilter::finish() {
  out_.clear();
  // With the line end that a closing fence at the very end of an answer lacks.
  const bool closes =
      state_ == State::fenced && match_closing(held_ + '\n', first_line_) == Match::whole;
  const bool opens = state_ == State::opening && match_opening(held_ + '\n') == Match::whole;
  if (!closes && !opens) out_.swap(held_);
  held_.clear();
  state_ = State::closed;
  return out_;
}

void FenceFilter::open() {
  const Match match = match_opening(held_);
  if (match == Match::partly) return;
  state_ = match == Match::whole ? State::fenced : State::plain;
  if (state_ == State::plain)
    out_.swap(held_);
  else
    held_.erase(0, held_.find('\n', held_.find(kFence)) + 1);
}

/// Lets through what can no longer be part of a closing fence.
void FenceFilter::close() {
  std::size_t begin = 0;
  Match match = Match::no;
  while (begin < held_.size()) {
    match = match_closing(std::string_view(held_).substr(begin), first_line_);
    if (match != Match::no) break;
    // To the next line end, which may be the end of an empty first line.
    begin = std::min(held_.find_first_of("\r\n", begin + (first_line_ ? 0 : 1)), held_.size());
    first_line_ = false;
  }
  out_.assign(held_, 0, begin);
  held_.erase(0, begin);
  if (match != Match::whole) return;
  held_.clear();
  state_ = State::closed;
}

} // namespace inkling::backend
