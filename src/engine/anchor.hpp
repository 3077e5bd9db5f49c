#pragma once
// A place in a text, known by what stands around it, not by position or version: so it survives
// edits elsewhere.
//
// A suggestion is text at an anchor. The one question asked of it: standing at the cursor now, has
// the person typed along it, and what is left? Used alike for the suggestion on screen, for growing
// streams and for the cache.

#include "text/rope.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace inkling::engine {

/// Bytes left and right of an anchor that must be the same for it to be the same place.
inline constexpr std::size_t kAnchorPrefixBytes = 128;
inline constexpr std::size_t kAnchorSuffixBytes = 48;
/// Typed text longer than this is not followed: the anchor is too far behind.
inline constexpr std::size_t kTypedBytesMax = 1024;
/// A person who is this far ahead of a stream is not going to be caught up with.
inline constexpr std::size_t kTypedAheadBytesMax = 64;

/// What stands around the cursor now. Made once per lookup.
class Vicinity {
public:
  Vicinity(const text::Rope& text, std::size_t offset);

  /// At most kAnchorPrefixBytes + kTypedBytesMax bytes left of the cursor.
  std::string_view before() const { return before_; }
  /// Right of the cursor, closers of its line skipped: editors insert and remove them by
  /// themselves.
  std::string_view after() const { return after_; }

private:
  std::string before_;
  std::string after_;
};

enum class Agreement : std::uint8_t {
  agrees,    ///< the cursor stands in the text, or at its begin or end
  undecided, ///< everything produced was typed, and more: the stream may still turn out to agree
  disagrees, ///< another place, or something else was typed
};

struct Match {
  Agreement agreement = Agreement::disagrees;
  std::size_t typed = 0; ///< bytes of the text already in the document left of the cursor
};

class Anchor {
public:
  explicit Anchor(const Vicinity& vicinity);

  /// How `text`, produced at this anchor, relates to the text around the cursor. Only a `growing`
  /// text can be undecided.
  Match match(std::string_view text, const Vicinity& now, bool growing = false) const;

  friend bool operator==(const Anchor&, const Anchor&) = default;

  std::size_t memory_bytes() const { return prefix_.capacity() + suffix_.capacity(); }

private:
  bool stands_before(std::string_view left) const;

  std::string prefix_;
  std::string suffix_;
  bool at_text_begin_ = false; ///< the prefix is all there is left of it
};

} // namespace inkling::engine
