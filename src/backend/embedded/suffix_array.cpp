#include "backend/embedded/suffix_array.hpp"

#include "base/assert.hpp"

#include <algorithm>
#include <utility>

namespace inkling::backend {
namespace {

constexpr std::size_t kInsertionMax = 12;
/// Places moved between two looks at whether to stop: well under a millisecond.
constexpr std::size_t kPlacesPerLook = 1 << 16;

/// Multikey quicksort (Bentley and Sedgewick 1997): partitions by one token of context at a time,
/// so that long common contexts are not compared again and again.
class ContextSorter {
public:
  ContextSorter(std::span<const Token> tokens, const std::function<bool()>& stopping)
      : tokens_(tokens), stopping_(stopping) {}

  /// Sorts places that agree in the last `depth` tokens of context.
  void sort(std::span<std::uint32_t> places, std::size_t depth) {
    while (places.size() > 1 && depth < kContextTokensMax) {
      if (must_stop(places.size())) return;
      if (places.size() <= kInsertionMax) return sort_few(places, depth);
      const TokenId pivot = pivot_of(places, depth);
      const auto [less, more] = partition(places, depth, pivot);
      sort(places.first(less), depth);
      sort(places.subspan(more), depth);
      if (pivot == kFileStart) return; // the context ends here
      places = places.subspan(less, more - less);
      ++depth;
    }
  }

private:
  bool must_stop(std::size_t places) {
    moved_ += places;
    if (!stopped_ && moved_ >= kPlacesPerLook) {
      moved_ = 0;
      stopped_ = stopping_ && stopping_();
    }
    return stopped_;
  }

  TokenId key(std::uint32_t place, std::size_t depth) const {
    return tokens_[place - 1 - depth].id();
  }

  TokenId pivot_of(std::span<const std::uint32_t> places, std::size_t depth) const {
    const TokenId a = key(places.front(), depth);
    const TokenId b = key(places[places.size() / 2], depth);
    const TokenId c = key(places.back(), depth);
    return std::max(std::min(a, b), std::min(std::max(a, b), c));
  }

  /// Three ways; returns where the equal ones begin and end.
  std::pair<std::size_t, std::size_t> partition(std::span<std::uint32_t> places, std::size_t depth,
                                                TokenId pivot) const {
    std::size_t less = 0;
    std::size_t more = places.size();
    for (std::size_t at = 0; at < more;) {
      const TokenId value = key(places[at], depth);
      if (value < pivot) {
        std::swap(places[less++], places[at++]);
      } else if (value > pivot) {
        std::swap(places[at], places[--more]);
      } else {
        ++at;
      }
    }
    return {less, more};
  }

  void sort_few(std::span<std::uint32_t> places, std::size_t depth) const {
    for (std::size_t end = 1; end < places.size(); ++end) {
      for (std::size_t at = end; at > 0 && before(places[at], places[at - 1], depth); --at) {
        std::swap(places[at], places[at - 1]);
      }
    }
  }

  bool before(std::uint32_t left, std::uint32_t right, std::size_t depth) const {
    for (; depth < kContextTokensMax; ++depth) {
      const TokenId a = key(left, depth);
      const TokenId b = key(right, depth);
      if (a != b) return a < b;
      if (a == kFileStart) return false;
    }
    return false;
  }

  std::span<const Token> tokens_;
  const std::function<bool()>& stopping_;
  std::size_t moved_ = 0; ///< since the last look
  bool stopped_ = false;
};

} // namespace

SuffixArray make_suffix_array(std::span<const Token> tokens, TokenId ids,
                              const std::function<bool()>& stopping) {
  INKLING_ASSERT(tokens.empty() || tokens.front().id() == kFileStart);
  SuffixArray result;
  auto& begin = result.bucket_begin;
  begin.assign(std::size_t{ids} + 1, 0);
  for (std::size_t place = 1; place < tokens.size(); ++place) {
    if (tokens[place].id() != kFileStart) ++begin[tokens[place - 1].id() + 1];
  }
  for (std::size_t id = 1; id < begin.size(); ++id) begin[id] += begin[id - 1];
  result.places.resize(begin.back());
  std::vector<std::uint32_t> next(begin.begin(), begin.end() - 1);
  for (std::size_t place = 1; place < tokens.size(); ++place) {
    if (tokens[place].id() == kFileStart) continue;
    result.places[next[tokens[place - 1].id()]++] = static_cast<std::uint32_t>(place);
  }
  ContextSorter sorter(tokens, stopping);
  const std::span<std::uint32_t> places(result.places);
  for (TokenId id = kFileStart + 1; id < ids; ++id) {
    sorter.sort(places.subspan(begin[id], begin[id + 1] - begin[id]), 1);
  }
  return result;
}

} // namespace inkling::backend
