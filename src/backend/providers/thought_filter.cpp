#include "backend/providers/thought_filter.hpp"

#include <algorithm>

namespace inkling::backend {
namespace {

constexpr std::string_view kOpen = "<think>";
constexpr std::string_view kClose = "</think>";
constexpr std::string_view kSpace = " \t\r\n";

/// Whether a text that has come so far may yet become, or is, space and the opening tag.
bool may_open(std::string_view text) {
  const std::size_t begin = std::min(text.find_first_not_of(kSpace), text.size());
  const std::string_view tag = text.substr(begin, kOpen.size());
  return begin <= ThoughtFilter::kBytesMax && kOpen.starts_with(tag);
}

} // namespace

std::string_view ThoughtFilter::pass(std::string_view delta) {
  if (state_ == State::text) return delta;
  if (state_ == State::ended) return {};
  if (state_ == State::behind) return after_thought(delta);
  held_ += delta;
  if (state_ == State::beginning) {
    if (!may_open(held_)) {
      state_ = State::text;
      return held_;
    }
    if (held_.find(kOpen) == held_.npos) return {};
    state_ = State::thinking;
  }
  const std::size_t close = held_.find(kClose);
  if (close != held_.npos && close <= kBytesMax)
    return after_thought(std::string_view(held_).substr(close + kClose.size()));
  if (held_.size() >= kBytesMax + kClose.size()) state_ = State::ended;
  return {};
}

std::string_view ThoughtFilter::after_thought(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of("\r\n"), text.size()));
  state_ = text.empty() ? State::behind : State::text;
  return text;
}

std::string_view ThoughtFilter::finish() {
  const bool is_text = state_ == State::beginning;
  if (state_ != State::ended) state_ = State::text;
  return is_text ? std::string_view(held_) : std::string_view();
}

} // namespace inkling::backend
