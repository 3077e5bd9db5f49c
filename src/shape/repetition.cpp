#include "shape/repetition.hpp"

#include "shape/lines.hpp"

#include <algorithm>
#include <array>

namespace inkling::shape {
namespace {

constexpr std::size_t kPeriodBytesMax = 40;
/// Of a longer line only the beginning is looked at.
constexpr std::size_t kLookedAtBytesMax = 600;
/// Within a line the same may stand so often, less one, by its bytes, and of more bytes the last:
/// tables and long sums have a right to.
constexpr std::array<std::size_t, 5> kRepeatsWithin = {0, 40, 20, 12, 8};
/// What the shortest of that is in bytes.
constexpr std::size_t kRepeatedBytesMin = 32;

std::size_t repeats_within(std::size_t period) {
  return kRepeatsWithin[std::min(period, kRepeatsWithin.size() - 1)];
}

/// Whether there is a word that is no number: `0x00, 1.f` has none.
bool has_word(std::string_view text) {
  bool in_token = false;
  for (const char c : text) {
    const bool joins = is_word_byte(c) || c == '.';
    if (joins && !in_token && c != '.' && (c < '0' || c > '9')) return true;
    in_token = joins;
  }
  return false;
}

/// `false,`, `<td></td>`: rows of them are written on purpose.
bool is_item(std::string_view line) {
  if (line.front() != '<' || line.back() != '>')
    return line.back() == ',' && line.find_first_of(kBlanks) == line.npos;
  for (std::size_t at = line.find('>'); at + 1 < line.size(); at = line.find('>', at + 1))
    if (line[at + 1] != '<') return false;
  return true;
}

/// How often a trimmed line may not stand one behind the other.
std::size_t repeats_of(std::string_view line) {
  constexpr std::size_t kAny = std::string_view::npos;
  if (line.empty() || !has_word(line)) return kAny;
  if (is_item(line)) return kItemRepeatsMax;
  return line.size() > kShortBytesMax ? kRepeatsMax : kShortRepeatsMax;
}

/// Where the first run of `bytes` bytes begins that are the same as those `period` before them;
/// npos where there is none. Looks at few of them: a run that long holds every so many-th.
std::size_t run_in(std::string_view line, std::size_t period, std::size_t bytes) {
  for (std::size_t at = period + bytes - 1; at < line.size();) {
    std::size_t same = 0;
    while (same <= at - period && line[at - same] == line[at - same - period]) ++same;
    if (same >= bytes) return at + 1 - same;
    at += bytes - same;
  }
  return line.npos;
}

} // namespace

RepeatedLines repeating_lines(const std::vector<std::string_view>& lines) {
  for (std::size_t group = 1; group <= kGroupLinesMax && group * kRepeatsMax <= lines.size();
       ++group) {
    if (lines.back() != lines[lines.size() - 1 - group]) continue;
    std::size_t times = std::string_view::npos;
    for (std::size_t at = lines.size() - group; at < lines.size(); ++at)
      times = std::min(times, repeats_of(lines[at]));
    if (times > lines.size() / group) continue;
    const auto from = lines.end() - static_cast<std::ptrdiff_t>(group * times);
    if (std::equal(from, lines.end() - static_cast<std::ptrdiff_t>(group),
                   from + static_cast<std::ptrdiff_t>(group), lines.end()))
      return {group, times};
  }
  return {};
}

std::size_t repetition_within(std::string_view line) {
  line = line.substr(0, kLookedAtBytesMax);
  if (line.size() < kRepeatedBytesMin) return line.npos;
  for (std::size_t period = 1; period <= kPeriodBytesMax; ++period) {
    const std::size_t bytes = period * (repeats_within(period) - 1);
    if (bytes + period > line.size()) continue;
    const std::size_t run = run_in(line, period, bytes);
    if (run == line.npos || !has_word(line.substr(run - period, period))) continue;
    std::size_t end = run;
    while (end > run - period + 1 && (line[end - 1] == ',' || is_space(line[end - 1]))) --end;
    // Two characters may end alike, and the bytes repeat themselves from within the first one.
    while (end < line.size() && (static_cast<unsigned char>(line[end]) & 0xC0) == 0x80) ++end;
    return end;
  }
  return line.npos;
}

} // namespace inkling::shape
