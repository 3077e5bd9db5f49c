#pragma once
// What a rope does to its tree: build from text, cut in two, join two, change one leaf. Internal to
// text/.
//
// Cutting and joining share all nodes that the cut does not pass through, and leave what they were
// given as it was. Every offset is in bytes and on a code point boundary (asserted).

#include "text/rope_node.hpp"

#include <utility>

namespace inkling::text {

/// O(bytes): leaves first, then level over level.
Subtree build(std::string_view utf8);

/// The text before `offset` and the rest. O(log n).
std::pair<Subtree, Subtree> split(const Subtree& tree, std::size_t offset);

/// `left` followed by `right`. O(difference of heights).
Subtree join(const Subtree& left, const Subtree& right);

/// Replaces bytes [begin, end) inside one leaf, in place where the path is not shared: the way of
/// nearly every key press. False, with nothing changed, where the range touches two leaves or the
/// leaf would get too full or too empty.
bool replace_in_leaf(Subtree& tree, std::size_t begin, std::size_t end, std::string_view utf8);

/// Asserts every structural rule of the tree. O(bytes).
void check_tree(const Subtree& root);

} // namespace inkling::text
