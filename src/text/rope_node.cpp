#include "text/rope_node.hpp"

#include "base/assert.hpp"

#include <algorithm>
#include <cstring>

namespace inkling::text {
namespace {

NodeRef new_leaf(std::string_view utf8) {
  auto* leaf = new Leaf;
  std::memcpy(leaf->bytes, utf8.data(), utf8.size());
  leaf->size = static_cast<std::uint16_t>(utf8.size());
  return NodeRef(leaf);
}

NodeRef new_branch(std::span<const Subtree> children) {
  auto* branch = new Branch(static_cast<std::uint16_t>(children.front().node->height + 1));
  std::copy(children.begin(), children.end(), branch->children.begin());
  branch->size = static_cast<std::uint16_t>(children.size());
  return NodeRef(branch);
}

} // namespace

void destroy(Node* node) noexcept {
  if (node->height == 0) {
    delete static_cast<Leaf*>(node);
  } else {
    delete static_cast<Branch*>(node);
  }
}

Subtree make_leaf(std::string_view utf8) {
  INKLING_ASSERT(!utf8.empty() && utf8.size() <= kLeafBytesMax && !is_continuation(utf8.front()));
  return {summarise(utf8), new_leaf(utf8)};
}

Subtree make_branch(std::span<const Subtree> children) {
  INKLING_ASSERT(children.size() >= 2 && children.size() <= kChildrenMax);
  return {sum(children), new_branch(children)};
}

Summary sum(std::span<const Subtree> children) {
  Summary total;
  for (const Subtree& child : children) total = total + child.summary;
  return total;
}

Leaf& own_leaf(Subtree& tree) {
  if (!tree.node.unique()) tree.node = new_leaf(as_leaf(*tree.node).text());
  return static_cast<Leaf&>(*tree.node);
}

Branch& own_branch(Subtree& tree) {
  if (!tree.node.unique()) tree.node = new_branch(as_branch(*tree.node).subtrees());
  return static_cast<Branch&>(*tree.node);
}

} // namespace inkling::text
