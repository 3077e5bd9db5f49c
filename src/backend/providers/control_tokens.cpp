#include "backend/providers/control_tokens.hpp"

#include <algorithm>

namespace inkling::backend {
namespace {

constexpr std::string_view kReplacementCharacter = "\xEF\xBF\xBD"; // U+FFFD

/// Each byte that a token begins with, once.
std::string first_bytes_of(std::span<const std::string_view> tokens) {
  std::string bytes;
  for (const std::string_view token : tokens) {
    if (bytes.find(token.front()) == std::string::npos) bytes += token.front();
  }
  return bytes;
}

} // namespace

std::string break_tokens(std::string_view text, std::span<const std::string_view> tokens) {
  const std::string first_bytes = first_bytes_of(tokens);
  std::string broken;
  broken.reserve(text.size());
  while (!text.empty()) {
    // Ten kilobytes a key press: the one byte that most families begin with is searched for by
    // memchr.
    const std::size_t begin =
        first_bytes.size() == 1 ? text.find(first_bytes.front()) : text.find_first_of(first_bytes);
    const std::string_view rest = text.substr(std::min(begin, text.size()));
    const bool begins_token =
        std::any_of(tokens.begin(), tokens.end(),
                    [&](std::string_view token) { return rest.starts_with(token); });
    const std::size_t taken = std::min(begin, text.size() - 1) + 1;
    broken += text.substr(0, taken);
    if (begins_token) broken += ' ';
    text.remove_prefix(taken);
  }
  return broken;
}

StopFilter::StopFilter(std::span<const std::string_view> tokens)
    : tokens_(tokens), first_bytes_(first_bytes_of(tokens) + kReplacementCharacter.front()) {}

/// The last one is U+FFFD.
std::string_view StopFilter::token(std::size_t index) const {
  return index < tokens_.size() ? tokens_[index] : kReplacementCharacter;
}

std::string_view StopFilter::pass(std::string_view delta) {
  if (ended_) return {};
  // No token begins here: most deltas.
  if (held_.empty() && delta.find_first_of(first_bytes_) == std::string_view::npos) return delta;
  held_ += delta;
  std::size_t end = first_token();
  ended_ = end != std::string::npos;
  if (!ended_) end = partial_token();
  out_.assign(held_, 0, end);
  held_.erase(0, ended_ ? std::string::npos : end);
  return out_;
}

std::string_view StopFilter::finish() {
  out_.swap(held_);
  held_.clear();
  return out_;
}

/// Where the first whole token stands in what is held; npos where none does.
std::size_t StopFilter::first_token() const {
  std::size_t first = std::string::npos;
  for (std::size_t i = 0; i <= tokens_.size(); ++i) first = std::min(first, held_.find(token(i)));
  return first;
}

/// Where the longest end of what is held begins that could become a token; its size where none.
std::size_t StopFilter::partial_token() const {
  const std::string_view held = held_;
  std::size_t begin = held.find_first_of(first_bytes_);
  while (begin != std::string_view::npos) {
    const std::string_view rest = held.substr(begin);
    for (std::size_t i = 0; i <= tokens_.size(); ++i) {
      if (token(i).starts_with(rest)) return begin;
    }
    begin = held.find_first_of(first_bytes_, begin + 1);
  }
  return held.size();
}

} // namespace inkling::backend
