#include "text/rope_tree.hpp"

#include "base/assert.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <vector>

namespace inkling::text {
namespace {

/// How full a new tree's nodes are: room for typing before the first one has to be cut.
constexpr std::size_t kLeafBytesFilled = kLeafBytesMax * 3 / 4;
constexpr std::size_t kChildrenFilled = kChildrenMax * 3 / 4;

/// One tree, or two neighbours of the same height.
struct Joined {
  Subtree first;
  Subtree second; ///< may be empty
};

std::size_t floor_in(std::string_view utf8, std::size_t offset) {
  while (offset > 0 && offset < utf8.size() && is_continuation(utf8[offset])) --offset;
  return offset;
}

/// The first item of part number `part`, where `count` items are dealt out evenly to `parts`.
std::size_t share(std::size_t count, std::size_t part, std::size_t parts) {
  return count * part / parts;
}

std::size_t parts_of(std::size_t count, std::size_t filled, std::size_t max) {
  return count <= max ? 1 : (count + filled - 1) / filled;
}

std::vector<Subtree> build_leaves(std::string_view utf8) {
  const std::size_t parts = parts_of(utf8.size(), kLeafBytesFilled, kLeafBytesMax);
  std::vector<Subtree> leaves;
  leaves.reserve(parts);
  std::size_t begin = 0;
  for (std::size_t part = 1; part <= parts; ++part) {
    const std::size_t end = floor_in(utf8, share(utf8.size(), part, parts));
    leaves.push_back(make_leaf(utf8.substr(begin, end - begin)));
    begin = end;
  }
  return leaves;
}

std::vector<Subtree> build_level(std::span<const Subtree> below) {
  const std::size_t parts = parts_of(below.size(), kChildrenFilled, kChildrenMax);
  std::vector<Subtree> level;
  level.reserve(parts);
  for (std::size_t part = 0; part < parts; ++part) {
    const std::size_t begin = share(below.size(), part, parts);
    level.push_back(
        make_branch(below.subspan(begin, share(below.size(), part + 1, parts) - begin)));
  }
  return level;
}

/// Children that lost neighbours to a cut, as a tree.
Subtree root_over(std::span<const Subtree> children) {
  if (children.empty()) return {};
  return children.size() == 1 ? children.front() : make_branch(children);
}

Joined merge_leaves(const Subtree& left, const Subtree& right) {
  const std::string_view head = as_leaf(*left.node).text();
  const std::string_view tail = as_leaf(*right.node).text();
  const std::size_t size = head.size() + tail.size();
  if (size > kLeafBytesMax && std::min(head.size(), tail.size()) >= kLeafBytesMin) {
    return {left, right};
  }
  std::array<char, 2 * kLeafBytesMax> buffer;
  std::memcpy(buffer.data(), head.data(), head.size());
  std::memcpy(buffer.data() + head.size(), tail.data(), tail.size());
  const std::string_view both(buffer.data(), size);
  if (size <= kLeafBytesMax) return {make_leaf(both), {}};
  const std::size_t middle = floor_in(both, size / 2);
  return {make_leaf(both.substr(0, middle)), make_leaf(both.substr(middle))};
}

/// One or two branches over up to 2 * kChildrenMax children.
Joined branches_over(std::span<const Subtree> children) {
  if (children.size() <= kChildrenMax) return {make_branch(children), {}};
  const std::size_t middle = children.size() / 2;
  return {make_branch(children.first(middle)), make_branch(children.subspan(middle))};
}

Joined merge_branches(const Subtree& left, const Subtree& right) {
  const auto head = as_branch(*left.node).subtrees();
  const auto tail = as_branch(*right.node).subtrees();
  if (head.size() + tail.size() > kChildrenMax &&
      std::min(head.size(), tail.size()) >= kChildrenMin) {
    return {left, right};
  }
  std::vector<Subtree> children(head.begin(), head.end());
  children.insert(children.end(), tail.begin(), tail.end());
  return branches_over(children);
}

/// Joins two trees into one or two of the higher one's height. Only nodes along the seam are made
/// anew; those may come out under their minimum only where a root was given, that is, on top.
Joined join_nodes(const Subtree& left, const Subtree& right) {
  const auto left_height = left.node->height;
  const auto right_height = right.node->height;
  if (left_height == right_height) {
    return left_height == 0 ? merge_leaves(left, right) : merge_branches(left, right);
  }
  const bool into_left = left_height > right_height;
  const auto old = as_branch(into_left ? *left.node : *right.node).subtrees();
  std::vector<Subtree> children(old.begin(), old.end());
  const auto seam = into_left ? children.end() - 1 : children.begin();
  Joined joined = into_left ? join_nodes(*seam, right) : join_nodes(left, *seam);
  *seam = std::move(joined.first);
  if (joined.second.node) children.insert(seam + 1, std::move(joined.second));
  return branches_over(children);
}

/// The child of `branch` that holds [begin, end), which become relative to it; null where no single
/// one does. Between two children, the left one: typing goes on where it was.
const Subtree* child_holding(const Branch& branch, std::size_t& begin, std::size_t& end) {
  for (const Subtree& child : branch.subtrees()) {
    const std::size_t bytes = child.summary.bytes;
    if (begin <= bytes) return end <= bytes ? &child : nullptr;
    begin -= bytes;
    end -= bytes;
  }
  return nullptr;
}

bool fits_one_leaf(const Subtree& root, std::size_t begin, std::size_t end, std::size_t inserted) {
  const Subtree* tree = &root;
  while (tree->node->height > 0) {
    tree = child_holding(as_branch(*tree->node), begin, end);
    if (tree == nullptr) return false;
  }
  const std::size_t size = tree->summary.bytes - (end - begin) + inserted;
  return size <= kLeafBytesMax && size >= (tree == &root ? 1 : kLeafBytesMin);
}

void splice(Leaf& leaf, std::size_t begin, std::size_t end, std::string_view utf8) {
  INKLING_ASSERT(floor_in(leaf.text(), begin) == begin && floor_in(leaf.text(), end) == end);
  std::memmove(leaf.bytes + begin + utf8.size(), leaf.bytes + end, leaf.size - end);
  if (!utf8.empty()) std::memcpy(leaf.bytes + begin, utf8.data(), utf8.size());
  leaf.size = static_cast<std::uint16_t>(leaf.size - (end - begin) + utf8.size());
}

void splice(Subtree& tree, std::size_t begin, std::size_t end, std::string_view utf8) {
  if (tree.node->height == 0) {
    Leaf& leaf = own_leaf(tree);
    splice(leaf, begin, end, utf8);
    tree.summary = summarise(leaf.text());
    return;
  }
  Branch& branch = own_branch(tree);
  const Subtree* child = child_holding(branch, begin, end);
  splice(branch.children[static_cast<std::size_t>(child - branch.children.data())], begin, end,
         utf8);
  tree.summary = sum(branch.subtrees());
}

void check_node(const Subtree& tree, bool is_root) {
  if (tree.node->height == 0) {
    const std::string_view text = as_leaf(*tree.node).text();
    INKLING_ASSERT(text.size() <= kLeafBytesMax && text.size() >= (is_root ? 1 : kLeafBytesMin));
    INKLING_ASSERT(!is_continuation(text.front()));
    INKLING_ASSERT(tree.summary == summarise(text));
    return;
  }
  const Branch& branch = as_branch(*tree.node);
  INKLING_ASSERT(branch.size <= kChildrenMax && branch.size >= (is_root ? 2 : kChildrenMin));
  INKLING_ASSERT(tree.summary == sum(branch.subtrees()));
  for (const Subtree& child : branch.subtrees()) {
    INKLING_ASSERT(child.node->height + 1 == branch.height);
    check_node(child, false);
  }
}

} // namespace

Subtree build(std::string_view utf8) {
  if (utf8.empty()) return {};
  std::vector<Subtree> level = build_leaves(utf8);
  while (level.size() > 1) level = build_level(level);
  return std::move(level.front());
}

std::pair<Subtree, Subtree> split(const Subtree& tree, std::size_t offset) {
  if (offset == 0) return {{}, tree};
  if (offset == tree.summary.bytes) return {tree, {}};
  if (tree.node->height == 0) {
    const std::string_view text = as_leaf(*tree.node).text();
    return {make_leaf(text.substr(0, offset)), make_leaf(text.substr(offset))};
  }
  const auto children = as_branch(*tree.node).subtrees();
  std::size_t index = 0;
  for (; offset > children[index].summary.bytes; ++index) offset -= children[index].summary.bytes;
  const auto [left, right] = split(children[index], offset);
  return {join(root_over(children.first(index)), left),
          join(right, root_over(children.subspan(index + 1)))};
}

Subtree join(const Subtree& left, const Subtree& right) {
  if (!left.node) return right;
  if (!right.node) return left;
  Joined joined = join_nodes(left, right);
  if (!joined.second.node) return std::move(joined.first);
  const std::array<Subtree, 2> halves{std::move(joined.first), std::move(joined.second)};
  return make_branch(halves);
}

bool replace_in_leaf(Subtree& tree, std::size_t begin, std::size_t end, std::string_view utf8) {
  if (!tree.node || !fits_one_leaf(tree, begin, end, utf8.size())) return false;
  splice(tree, begin, end, utf8);
  return true;
}

void check_tree(const Subtree& root) {
  if (!root.node) {
    INKLING_ASSERT(root.summary == Summary{});
    return;
  }
  check_node(root, true);
}

} // namespace inkling::text
