// The questions to a rope: everything of rope.hpp that does not change it.

#include "base/assert.hpp"
#include "text/rope.hpp"
#include "text/rope_seek.hpp"

#include <algorithm>
#include <utility>

namespace inkling::text {
namespace {

/// Units of a summary in an encoding.
std::size_t units(const Summary& summary, Encoding encoding) {
  switch (encoding) {
  case Encoding::utf8:
    return summary.bytes;
  case Encoding::utf16:
    return summary.utf16;
  case Encoding::utf32:
    break;
  }
  return summary.utf32;
}

/// The place before the line end that ends `line`. Requires a line that has one.
Place seek_line_end(const Subtree& root, std::size_t line) {
  return seek_units(root, Unit::line_break, static_cast<std::uint32_t>(line));
}

bool visit_tree(const Subtree& tree, std::size_t begin, std::size_t end,
                const std::function<bool(std::string_view)>& visit) {
  if (tree.node->height == 0) return visit(as_leaf(*tree.node).text().substr(begin, end - begin));
  for (const Subtree& child : as_branch(*tree.node).subtrees()) {
    const std::size_t bytes = child.summary.bytes;
    if (begin < bytes && !visit_tree(child, begin, std::min(end, bytes), visit)) return false;
    if (end <= bytes) return true;
    begin -= std::min(begin, bytes);
    end -= bytes;
  }
  return true;
}

} // namespace

std::size_t Rope::size() const {
  return root_.summary.bytes;
}
std::size_t Rope::utf16_size() const {
  return root_.summary.utf16;
}
std::size_t Rope::utf32_size() const {
  return root_.summary.utf32;
}
std::size_t Rope::line_count() const {
  return std::size_t{root_.summary.breaks} + 1;
}

std::size_t Rope::line_begin(std::size_t line) const {
  if (line == 0) return 0;
  if (line >= line_count()) return size();
  const Place end = seek_line_end(root_, line - 1);
  const std::size_t next = end.offset() + 1;
  if (end.chunk[end.index] == '\n' || next == size()) return next;
  const bool in_chunk = end.index + 1 < end.chunk.size();
  return (in_chunk ? end.chunk[end.index + 1] : at(next)) == '\n' ? next + 1 : next;
}

std::size_t Rope::line_end(std::size_t line) const {
  if (line >= root_.summary.breaks) return size();
  return seek_line_end(root_, line).offset();
}

std::size_t Rope::line_of(std::size_t offset) const {
  const Summary before = summarise_before(root_, offset);
  const bool inside_crlf = before.ends_with_cr && before.bytes < size() && at(before.bytes) == '\n';
  return before.breaks - static_cast<std::size_t>(inside_crlf);
}

std::size_t Rope::units_before(std::size_t offset, Encoding encoding) const {
  return units(summarise_before(root_, offset), encoding);
}

std::size_t Rope::offset_of_units(std::size_t wanted, Encoding encoding) const {
  if (wanted >= units(root_.summary, encoding)) return size();
  if (encoding == Encoding::utf8) return floor_boundary(wanted);
  const Unit unit = encoding == Encoding::utf16 ? Unit::utf16 : Unit::utf32;
  return seek_units(root_, unit, static_cast<std::uint32_t>(wanted)).offset();
}

char Rope::at(std::size_t offset) const {
  INKLING_ASSERT(offset < size());
  const Place place = seek_byte(root_, offset);
  return place.chunk[place.index];
}

std::size_t Rope::floor_boundary(std::size_t offset) const {
  return offset >= size() ? size() : seek_boundary(root_, offset).offset();
}

std::string Rope::slice(std::size_t begin, std::size_t end) const {
  std::string text;
  end = std::min(end, size());
  if (begin < end) text.reserve(end - begin);
  visit(begin, end, [&text](std::string_view chunk) {
    text += chunk;
    return true;
  });
  return text;
}

std::string Rope::line(std::size_t line) const {
  return slice(line_begin(line), line_end(line));
}

void Rope::visit(std::size_t begin, std::size_t end,
                 const std::function<bool(std::string_view)>& visit) const {
  end = std::min(end, size());
  if (begin < end) visit_tree(root_, begin, end, visit);
}

bool operator==(const Rope& left, const Rope& right) {
  if (left.root_.node.get() == right.root_.node.get()) return true;
  if (left.root_.summary != right.root_.summary) return false;
  std::size_t offset = 0;
  bool equal = true;
  left.visit(0, left.size(), [&](std::string_view chunk) {
    const std::size_t begin = std::exchange(offset, offset + chunk.size());
    right.visit(begin, offset, [&](std::string_view other) {
      equal = chunk.substr(0, other.size()) == other;
      chunk.remove_prefix(other.size());
      return equal;
    });
    return equal;
  });
  return equal;
}

} // namespace inkling::text
