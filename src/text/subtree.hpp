#pragma once
// The handle a rope and its branches hold: a reference-counted node and the summary of all text
// below it.
//
// A summary is kept beside the pointer, in the parent, so that a walk down touches one node per
// level. A node that has one reference may be changed by whoever holds that reference; with more it
// is frozen. Internal to text/.

#include "text/summary.hpp"

#include <atomic>
#include <cstdint>
#include <utility>

namespace inkling::text {

/// The head of a Leaf or a Branch (rope_node.hpp).
struct Node {
  explicit Node(std::uint16_t height_of_node) : height(height_of_node) {}
  Node(const Node&) = delete;
  Node& operator=(const Node&) = delete;

  std::atomic<std::uint32_t> references{1};
  const std::uint16_t height; ///< 0 for a leaf
  std::uint16_t size = 0;     ///< bytes of a leaf, children of a branch
};

/// Deletes a node whose last reference went. Recurses as deep as the tree is high: a dozen at 4
/// GiB.
void destroy(Node* node) noexcept;

class NodeRef {
public:
  NodeRef() = default;
  /// Takes over the one reference a new node is born with.
  explicit NodeRef(Node* adopted) : node_(adopted) {}
  NodeRef(const NodeRef& other) : node_(other.node_) {
    if (node_ != nullptr) node_->references.fetch_add(1, std::memory_order_relaxed);
  }
  NodeRef(NodeRef&& other) noexcept : node_(std::exchange(other.node_, nullptr)) {}
  NodeRef& operator=(NodeRef other) noexcept {
    std::swap(node_, other.node_);
    return *this;
  }
  ~NodeRef() {
    // acq_rel: what any holder read is over before the node is deleted, whichever thread lets go
    // last.
    if (node_ != nullptr && node_->references.fetch_sub(1, std::memory_order_acq_rel) == 1) {
      destroy(node_);
    }
  }

  explicit operator bool() const { return node_ != nullptr; }
  Node& operator*() const { return *node_; }
  Node* operator->() const { return node_; }
  Node* get() const { return node_; }
  /// True where nobody else can see the node. The acquire pairs with another thread's release of
  /// its reference.
  bool unique() const { return node_->references.load(std::memory_order_acquire) == 1; }

private:
  Node* node_ = nullptr;
};

/// A tree or a part of one; without a node it is the empty text.
struct Subtree {
  Summary summary;
  NodeRef node;
};

} // namespace inkling::text
