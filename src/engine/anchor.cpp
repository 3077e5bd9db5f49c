#include "engine/anchor.hpp"

#include "shape/placement.hpp"

#include <algorithm>

namespace inkling::engine {
namespace {

std::string_view skip_closers(std::string_view after) {
  const auto skipped = [](char c) { return c == ' ' || c == '\t' || shape::is_closer(c); };
  std::size_t at = 0;
  while (at < after.size() && skipped(after[at])) ++at;
  return after.substr(at);
}

} // namespace

Vicinity::Vicinity(const text::Rope& text, std::size_t offset) {
  const std::size_t reach = kAnchorPrefixBytes + kTypedBytesMax;
  before_ = text.slice(offset > reach ? offset - reach : 0, offset);
  // Twice the anchor's share, because skipped closers do not count.
  after_ = skip_closers(text.slice(offset, offset + 2 * kAnchorSuffixBytes));
  after_.resize(std::min(after_.size(), kAnchorSuffixBytes));
}

Anchor::Anchor(const Vicinity& vicinity)
    : prefix_(vicinity.before().substr(vicinity.before().size() -
                                       std::min(vicinity.before().size(), kAnchorPrefixBytes))),
      suffix_(vicinity.after()), at_text_begin_(vicinity.before().size() < kAnchorPrefixBytes) {}

bool Anchor::stands_before(std::string_view left) const {
  return at_text_begin_ ? left == prefix_ : left.ends_with(prefix_);
}

Match Anchor::match(std::string_view text, const Vicinity& now, bool growing) const {
  if (now.after() != suffix_) return {};
  const std::string_view before = now.before();
  const std::size_t typed_max =
      std::min({before.size(), kTypedBytesMax, text.size() + (growing ? kTypedAheadBytesMax : 0)});
  Match undecided;
  // Least typed first: at its own anchor a text is always wholly ahead of the cursor, also in
  // repetitive text.
  for (std::size_t typed = 0; typed <= typed_max; ++typed) {
    const std::size_t compared = std::min(typed, text.size());
    // The cheap tests first; they fail for nearly every length.
    if (typed <= text.size() && typed > 0 && before.back() != text[typed - 1]) continue;
    if (!prefix_.empty() &&
        (typed == before.size() || before[before.size() - typed - 1] != prefix_.back()))
      continue;
    const std::string_view tail = before.substr(before.size() - typed);
    if (tail.substr(0, compared) != text.substr(0, compared)) continue;
    if (!stands_before(before.substr(0, before.size() - typed))) continue;
    if (typed <= text.size()) return {Agreement::agrees, typed};
    if (undecided.typed == 0) undecided = {Agreement::undecided, typed};
  }
  return undecided;
}

} // namespace inkling::engine
