#pragma once
// The last few texts that were shaped, and what became of them: within a step, and from piece to
// piece of a stream, the same is asked again and again.
//
// Part of the engine; no policy of its own.

#include "base/ids.hpp"
#include "shape/shape.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace inkling::engine {

/// What a shaping depends on, besides the text that is shaped.
struct ShapeKey {
  DocumentId document;
  std::uint64_t revision = 0; ///< of its text
  std::size_t offset = 0;
  std::size_t typed = 0;
  bool cut = false;

  friend bool operator==(const ShapeKey&, const ShapeKey&) = default;
};

class ShapeMemo {
public:
  /// Null where it is not known. Valid until the next call of insert().
  const shape::Shaped* find(const ShapeKey& key, std::string_view text) const {
    for (const Entry& entry : entries_)
      if (entry.key == key && entry.text == text) return &entry.shaped;
    return nullptr;
  }

  /// In the place of the oldest one.
  const shape::Shaped& insert(const ShapeKey& key, std::string_view text, shape::Shaped shaped) {
    Entry& entry = entries_[next_++ % entries_.size()];
    entry.key = key;
    entry.text = text;
    entry.shaped = std::move(shaped);
    return entry.shaped;
  }

private:
  struct Entry {
    ShapeKey key;
    std::string text;
    shape::Shaped shaped;
  };
  std::array<Entry, 4> entries_;
  std::size_t next_ = 0;
};

} // namespace inkling::engine
