#pragma once
// The two kinds of node of the rope, and how they are made, shared and unshared. Internal to text/.

#include "text/subtree.hpp"

#include <array>
#include <cstddef>
#include <span>
#include <string_view>

namespace inkling::text {

#ifdef INKLING_TEXT_TINY_NODES
// For tests: a few lines of text already make a deep tree with a seam at every other character.
constexpr std::size_t kLeafBytesMax = 16;
constexpr std::size_t kChildrenMax = 4;
#else
// Measured with tests/bench/text_bench.cpp: leaves of 2 KiB make edits slower, of 512 bytes
// building; 32 children make the copy of a shared path slower.
constexpr std::size_t kLeafBytesMax = 1024;
constexpr std::size_t kChildrenMax = 16;
#endif
/// Bounds below which a node that is not the root is merged with its neighbour. A full node cut in
/// two halves, at a code point boundary, must leave both above it.
constexpr std::size_t kLeafBytesMin = kLeafBytesMax / 4;
constexpr std::size_t kChildrenMin = kChildrenMax / 4 < 2 ? 2 : kChildrenMax / 4;

/// Whole code points, at least one.
struct Leaf : Node {
  Leaf() : Node(0) {}
  std::string_view text() const { return {bytes, size}; }

  char bytes[kLeafBytesMax];
};

/// At least two children, all of the same height.
struct Branch : Node {
  using Node::Node;
  std::span<const Subtree> subtrees() const { return {children.data(), size}; }

  std::array<Subtree, kChildrenMax> children;
};

inline const Leaf& as_leaf(const Node& node) {
  return static_cast<const Leaf&>(node);
}
inline const Branch& as_branch(const Node& node) {
  return static_cast<const Branch&>(node);
}

/// Requires 1 to kLeafBytesMax bytes.
Subtree make_leaf(std::string_view utf8);
/// Requires 2 to kChildrenMax children of the same height.
Subtree make_branch(std::span<const Subtree> children);
Summary sum(std::span<const Subtree> children);

/// The node of `tree`, for changing: replaced by a copy first where somebody else holds it too.
Leaf& own_leaf(Subtree& tree);
Branch& own_branch(Subtree& tree);

} // namespace inkling::text
