#pragma once
// Models that have lost the thread write the same again and again.

#include <cstddef>
#include <string_view>
#include <vector>

namespace inkling::shape {

/// Lines of a group that comes again.
inline constexpr std::size_t kGroupLinesMax = 6;
/// So often a line or a group of lines may stand one behind the other, less one.
inline constexpr std::size_t kRepeatsMax = 3;
/// The same of short statements, `i += 1` and `tick()`, and of items and elements, `null,`,
/// `<td></td>`, that people write in rows.
inline constexpr std::size_t kShortRepeatsMax = 4;
inline constexpr std::size_t kItemRepeatsMax = 8;
/// Bytes of a short one.
inline constexpr std::size_t kShortBytesMax = 12;

struct RepeatedLines {
  std::size_t group = 0; ///< lines that come again; 0: none do
  std::size_t times = 0; ///< how often they stand there
};

/// Whether the last lines are one group, as often as it may not be. What says nothing (`}`, `0,`)
/// may come as often as it likes.
RepeatedLines repeating_lines(const std::vector<std::string_view>& lines);

/// Where a line has written the same often enough to end behind the first time, without a comma
/// that follows; npos where it has not.
std::size_t repetition_within(std::string_view line);

} // namespace inkling::shape
