#pragma once
// A text in every two pieces, byte by byte, and whole: what an incremental filter must not notice.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace inkling::test {

using Pieces = std::vector<std::string_view>;

/// Calls visit with each way of cutting `text`.
inline void for_each_cut(std::string_view text, const std::function<void(const Pieces&)>& visit) {
  Pieces bytes;
  for (std::size_t i = 0; i < text.size(); ++i) bytes.push_back(text.substr(i, 1));
  visit(bytes);
  for (std::size_t i = 0; i <= text.size(); ++i) visit({text.substr(0, i), text.substr(i)});
}

/// What a filter makes of the pieces of an answer.
template<class Filter>
std::string filtered(Filter filter, const Pieces& pieces) {
  std::string text;
  for (const std::string_view piece : pieces) text += filter.pass(piece);
  text += filter.finish();
  return text;
}

} // namespace inkling::test
