#pragma once
// Inputs that say how they are to be cut: the first line holds piece sizes ('!' is 1, '"' is 2, …),
// used in turn; the rest is the stream. For fuzz targets of incremental parsers.

#include <algorithm>
#include <string_view>
#include <utility>

namespace inkling::fuzz {

/// The sizes and the stream.
inline std::pair<std::string_view, std::string_view> split_input(std::string_view input) {
  const auto line_end = std::min(input.find('\n'), input.size());
  return {input.substr(0, line_end), input.substr(std::min(line_end + 1, input.size()))};
}

/// Calls `take` with each piece until it returns false; with all in one where there are no sizes.
template<class Take>
void for_each_piece(std::string_view bytes, std::string_view sizes, Take take) {
  for (std::size_t i = 0; !bytes.empty(); ++i) {
    const int size = sizes.empty() ? 0 : sizes[i % sizes.size()] - ' ';
    const auto count =
        size <= 0 ? bytes.size() : std::min(bytes.size(), static_cast<std::size_t>(size));
    if (!take(bytes.substr(0, count))) return;
    bytes.remove_prefix(count);
  }
}

} // namespace inkling::fuzz
