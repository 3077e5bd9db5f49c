#include "shape/repetition.hpp"

#include "shape/lines.hpp"

#include <algorithm>

namespace inkling::shape {
namespace {

constexpr std::size_t kPeriodBytesMin = 4;
constexpr std::size_t kPeriodBytesMax = 40;
/// Of a longer line only the beginning is looked at.
constexpr std::size_t kLookedAtBytesMax = 600;
/// Within a line the same may stand so often: tables and long sums have a right to.
constexpr std::size_t kRepeatsWithinMax = 8;

} // namespace

std::size_t repeating_lines(const std::vector<std::string_view>& lines) {
  for (std::size_t group = 1; group <= kGroupLinesMax && group * kRepeatsMax <= lines.size();
       ++group) {
    const auto end = lines.end();
    const auto last = end - static_cast<std::ptrdiff_t>(group);
    const bool same =
        std::equal(last - static_cast<std::ptrdiff_t>(group * (kRepeatsMax - 1)), last,
                   end - static_cast<std::ptrdiff_t>(group * (kRepeatsMax - 1)), end);
    if (same && std::any_of(last, end, is_telling)) return group;
  }
  return 0;
}

std::size_t repetition_within(std::string_view line) {
  line = line.substr(0, kLookedAtBytesMax);
  if (line.size() < kPeriodBytesMin * kRepeatsWithinMax) return line.npos;
  const std::size_t longest = std::min(kPeriodBytesMax, line.size() / kRepeatsWithinMax);
  for (std::size_t period = kPeriodBytesMin; period <= longest; ++period) {
    std::size_t same = 0;
    for (std::size_t at = period; at < line.size(); ++at) {
      same = line[at] == line[at - period] ? same + 1 : 0;
      if (same < period * (kRepeatsWithinMax - 1)) continue;
      const std::size_t begin = at + 1 - same - period;
      if (has_letters(line.substr(begin, period))) return begin + period;
      break;
    }
  }
  return line.npos;
}

} // namespace inkling::shape
