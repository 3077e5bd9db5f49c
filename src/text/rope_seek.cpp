#include "text/rope_seek.hpp"

#include "base/assert.hpp"

namespace inkling::text {
namespace {

/// Goes down to the first leaf whose end, with all before it, satisfies `is_beyond`.
template<class IsBeyond>
Place seek_leaf(const Subtree& root, IsBeyond is_beyond) {
  Summary before; // a local, so that it stays in registers
  const Node* node = root.node.get();
  while (node->height > 0) {
    const Subtree* child = as_branch(*node).children.data();
    for (Summary next = before + child->summary; !is_beyond(next); next = before + child->summary) {
      before = next;
      ++child;
    }
    node = child->node.get();
  }
  return {.before = before, .chunk = as_leaf(*node).text()};
}

} // namespace

Place seek_units(const Subtree& root, Unit unit, std::uint32_t most) {
  Place place = seek_leaf(root, [=](const Summary& before) { return count(before, unit) > most; });
  // The second half of a \r\n that the leaves cut in two was counted with the first.
  const bool second_half =
      unit == Unit::line_break && place.before.ends_with_cr && place.chunk.front() == '\n';
  const std::string_view rest = place.chunk.substr(second_half ? 1 : 0);
  place.index =
      place.chunk.size() - rest.size() + skip(rest, unit, most - count(place.before, unit));
  return place;
}

Place seek_byte(const Subtree& root, std::size_t offset) {
  Place place = seek_leaf(root, [=](const Summary& before) { return before.bytes > offset; });
  place.index = offset - place.before.bytes;
  return place;
}

Place seek_boundary(const Subtree& root, std::size_t offset) {
  Place place = seek_byte(root, offset);
  while (is_continuation(place.chunk[place.index])) --place.index;
  return place;
}

Summary summarise_before(const Subtree& root, std::size_t offset) {
  if (offset >= root.summary.bytes) return root.summary;
  const Place place = seek_boundary(root, offset);
  return place.before + summarise(place.chunk.substr(0, place.index));
}

} // namespace inkling::text
