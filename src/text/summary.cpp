#include "text/summary.hpp"

#include <algorithm>
#include <cstring>

namespace inkling::text {
namespace {

// Sixteen bytes per step, in the compilers' own vector type (GCC and Clang; SSE2, NEON, or plain
// code elsewhere). A comparison of vectors gives -1 in each byte where it holds, so marks are
// subtracted.
using Block = signed char __attribute__((vector_size(16)));
using Mark = Block;
/// A counter of one byte overflows after this many steps.
constexpr std::size_t kStepsMax = 127;
/// Summing up counters costs more than counting: large strides first.
constexpr std::size_t kSkipBlocks = 8;
/// Fills up the last block: counts as nothing.
constexpr char kPadding = '\x80';

Block load(const char* bytes) {
  Block block;
  std::memcpy(&block, bytes, sizeof block);
  return block;
}

/// Marks the first byte of each code point: 0x80 to 0xBF, the others, are the smallest of the
/// signed numbers.
Mark mark_code_points(Block block) {
  return block > -65;
}

/// Marks the first byte of each code point that needs a surrogate pair: 0xF0 and above.
Mark mark_pairs(Block block) {
  return (block < 0) & (block > -17);
}

/// Marks the first byte of each line end: a \n behind a \r is no line end of its own.
Mark mark_breaks(Block block, Block one_byte_earlier) {
  return (block == '\r') | ((block == '\n') & (one_byte_earlier != '\r'));
}

/// Marks at `bytes`; reads the byte in front of them too.
template<Unit unit>
Mark mark(const char* bytes) {
  const Block block = load(bytes);
  if constexpr (unit == Unit::utf16) return mark_code_points(block) + mark_pairs(block);
  if constexpr (unit == Unit::utf32) return mark_code_points(block);
  if constexpr (unit == Unit::line_break) return mark_breaks(block, load(bytes - 1));
}

/// The sum of sixteen one-byte counters.
std::uint32_t sum(Block counters) {
  constexpr std::uint64_t kEvenBytes = 0x00FF'00FF'00FF'00FF;
  std::uint64_t halves[2];
  std::memcpy(halves, &counters, sizeof halves);
  std::uint64_t pairs = 0;
  for (const std::uint64_t half : halves) pairs += (half & kEvenBytes) + ((half >> 8) & kEvenBytes);
  return static_cast<std::uint32_t>((pairs * 0x0001'0001'0001'0001) >> 48);
}

void add_blocks(Summary& total, const char* bytes, std::size_t steps) {
  Block code_points{};
  Block pairs{};
  Block breaks{};
  for (std::size_t step = 0; step < steps; ++step, bytes += sizeof(Block)) {
    code_points -= mark<Unit::utf32>(bytes);
    pairs -= mark_pairs(load(bytes));
    breaks -= mark<Unit::line_break>(bytes);
  }
  total.utf32 += sum(code_points);
  total.utf16 += sum(code_points) + sum(pairs);
  total.breaks += sum(breaks);
}

/// What the byte at `index` counts.
template<Unit unit>
std::uint32_t count_byte(std::string_view utf8, std::size_t index) {
  const char byte = utf8[index];
  if constexpr (unit == Unit::line_break) {
    const bool second_half = index > 0 && utf8[index - 1] == '\r';
    return static_cast<std::uint32_t>(byte == '\r' || (byte == '\n' && !second_half));
  }
  if (is_continuation(byte)) return 0;
  return unit == Unit::utf16 && static_cast<unsigned char>(byte) >= 0xF0 ? 2 : 1;
}

/// What `blocks` blocks at `bytes` count; at most kStepsMax / 2, for a byte may count two.
template<Unit unit>
std::uint32_t count_blocks(const char* bytes, std::size_t blocks) {
  Block counters{};
  for (std::size_t step = 0; step < blocks; ++step)
    counters -= mark<unit>(bytes + step * sizeof(Block));
  return sum(counters);
}

template<Unit unit>
std::size_t skip_units(std::string_view utf8, std::uint32_t most) {
  std::size_t index = 0;
  const auto step_over_byte = [&] {
    const std::uint32_t units = count_byte<unit>(utf8, index);
    if (units > most) return false;
    most -= units;
    ++index;
    return true;
  };
  if (utf8.empty() || !step_over_byte()) return 0; // marks look one byte back
  const auto step_over_blocks = [&](std::size_t blocks) {
    if (utf8.size() - index < blocks * sizeof(Block)) return false;
    const std::uint32_t units = count_blocks<unit>(utf8.data() + index, blocks);
    if (units > most) return false;
    most -= units;
    index += blocks * sizeof(Block);
    return true;
  };
  while (step_over_blocks(kSkipBlocks)) {
  }
  while (step_over_blocks(1)) {
  }
  while (index < utf8.size() && step_over_byte()) {
  }
  return index;
}

} // namespace

Summary summarise(std::string_view utf8) {
  if (utf8.empty()) return {};
  Summary total{.bytes = static_cast<std::uint32_t>(utf8.size()),
                .utf16 = count_byte<Unit::utf16>(utf8, 0),
                .utf32 = count_byte<Unit::utf32>(utf8, 0),
                .breaks = count_byte<Unit::line_break>(utf8, 0),
                .starts_with_lf = utf8.front() == '\n',
                .ends_with_cr = utf8.back() == '\r'};
  std::size_t done = 1; // marks look one byte back
  while (utf8.size() - done >= sizeof(Block)) {
    const std::size_t steps = std::min((utf8.size() - done) / sizeof(Block), kStepsMax);
    add_blocks(total, utf8.data() + done, steps);
    done += steps * sizeof(Block);
  }
  if (done < utf8.size()) {
    char rest[1 + sizeof(Block)];
    std::memset(rest, kPadding, sizeof rest);
    std::memcpy(rest, utf8.data() + done - 1, utf8.size() - done + 1);
    add_blocks(total, rest + 1, 1);
  }
  return total;
}

std::size_t skip(std::string_view utf8, Unit unit, std::uint32_t most) {
  switch (unit) {
  case Unit::utf16:
    return skip_units<Unit::utf16>(utf8, most);
  case Unit::utf32:
    return skip_units<Unit::utf32>(utf8, most);
  case Unit::line_break:
    break;
  }
  return skip_units<Unit::line_break>(utf8, most);
}

} // namespace inkling::text
