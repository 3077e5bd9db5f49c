#pragma once
// Models that have lost the thread write the same again and again.

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace inkling::shape {

/// Lines of a group that comes again.
inline constexpr std::size_t kGroupLinesMax = 6;
/// So often a line or a group of lines may stand one behind the other, less one.
inline constexpr std::size_t kRepeatsMax = 3;

/// Whether the last lines are one group, kRepeatsMax times: then its number of lines, else 0.
/// Groups that say nothing (`}`, `0,`) may come as often as they like.
std::size_t repeating_lines(const std::vector<std::string_view>& lines);

/// Where a line has written the same often enough to end behind the first time; npos where it has
/// not.
std::size_t repetition_within(std::string_view line);

} // namespace inkling::shape
