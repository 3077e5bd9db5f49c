#include "text/rope.hpp"

#include "base/assert.hpp"
#include "text/rope_tree.hpp"

#include <utility>

namespace inkling::text {
namespace {

std::string_view bounded(std::string_view utf8) {
  INKLING_ASSERT(utf8.size() <= Rope::kBytesMax);
  return utf8;
}

} // namespace

Rope::Rope(std::string_view utf8) : root_(build(bounded(utf8))) {}
Rope::Rope(const Rope& other) = default;
Rope::Rope(Rope&& other) noexcept : root_(std::exchange(other.root_, {})) {}
Rope& Rope::operator=(const Rope& other) = default;
Rope& Rope::operator=(Rope&& other) noexcept {
  if (this != &other) root_ = std::exchange(other.root_, {});
  return *this;
}
Rope::~Rope() = default;

void Rope::replace(std::size_t begin, std::size_t end, std::string_view utf8) {
  INKLING_ASSERT(begin <= end && end <= size());
  INKLING_ASSERT(utf8.size() <= kBytesMax - (size() - (end - begin)));
  if (begin == end && utf8.empty()) return;
  if (replace_in_leaf(root_, begin, end, utf8)) return;
  const Subtree before = split(root_, begin).first;
  const Subtree after = split(root_, end).second;
  root_ = join(join(before, build(utf8)), after);
}

void Rope::check() const {
  check_tree(root_);
}

} // namespace inkling::text
