#pragma once
// Walks from the root of a rope down to one place, adding up what lies before it. Internal to
// text/.
//
// Every question to a rope ("which byte is unit 900?", "where does line 40 end?") is one or two of
// these walks.

#include "text/rope_node.hpp"

namespace inkling::text {

/// `index` bytes into the leaf `chunk`; `before` sums up all text in front of that leaf.
struct Place {
  Summary before;
  std::string_view chunk;
  std::size_t index = 0;

  std::size_t offset() const { return before.bytes + index; }
};

/// The last place with at most `most` units before it. Requires a text that has more of them.
Place seek_units(const Subtree& root, Unit unit, std::uint32_t most);

/// The leaf that holds the byte at `offset`. Requires offset < size.
Place seek_byte(const Subtree& root, std::size_t offset);

/// seek_byte, rounded down to a code point boundary.
Place seek_boundary(const Subtree& root, std::size_t offset);

/// Sums up the text before `offset`, rounded down to a code point boundary and to the size.
Summary summarise_before(const Subtree& root, std::size_t offset);

} // namespace inkling::text
