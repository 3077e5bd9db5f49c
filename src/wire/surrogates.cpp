#include "wire/surrogates.hpp"

#include <algorithm>
#include <cstdint>
#include <string_view>

namespace inkling::wire {
namespace {

constexpr std::size_t kEscapeBytes = 6; // \uXXXX
constexpr std::size_t kBlockBytes = 512;

/// Whether \ud or \uD begins at one of the kBlockBytes positions from `text`. Without branches, so
/// that the compiler turns it into vector code: most blocks of most messages hold none.
bool block_may_hold_surrogate(const char* text) {
  unsigned any = 0;
  for (std::size_t i = 0; i < kBlockBytes; ++i) {
    const auto escape = static_cast<unsigned char>(text[i] ^ '\\');
    const auto unicode = static_cast<unsigned char>(text[i + 1] ^ 'u');
    const auto surrogate = static_cast<unsigned char>((text[i + 2] | 0x20) ^ 'd');
    any |= static_cast<unsigned>((escape | unicode | surrogate) == 0);
  }
  return any != 0;
}

/// The next \ud or \uD at or after `from`, escaped or not; the text's size if there is none.
std::size_t find_candidate(std::string_view text, std::size_t from) {
  while (from + kBlockBytes + 2 <= text.size() && !block_may_hold_surrogate(text.data() + from))
    from += kBlockBytes;
  for (from = text.find('\\', from); from < text.size(); from = text.find('\\', from + 1))
    if (from + 2 < text.size() && text[from + 1] == 'u' && (text[from + 2] | 0x20) == 'd')
      return from;
  return text.size();
}

/// Whether the backslash at `at` is itself escaped. Counts back over one run of backslashes, each
/// run once.
bool is_escaped(std::string_view text, std::size_t at) {
  std::size_t before = at;
  while (before > 0 && text[before - 1] == '\\') --before;
  return (at - before) % 2 != 0;
}

int to_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// The UTF-16 unit of the \uXXXX at `at`, or 0 where there is no such escape.
std::uint16_t parse_escape(std::string_view text, std::size_t at) {
  if (at + kEscapeBytes > text.size() || text[at] != '\\' || text[at + 1] != 'u') return 0;
  unsigned unit = 0;
  for (const char c : text.substr(at + 2, 4)) {
    const int digit = to_digit(c);
    if (digit < 0) return 0;
    unit = unit * 16 + static_cast<unsigned>(digit);
  }
  return static_cast<std::uint16_t>(unit);
}

bool is_high(std::uint16_t unit) {
  return unit >= 0xD800 && unit < 0xDC00;
}
bool is_low(std::uint16_t unit) {
  return unit >= 0xDC00 && unit < 0xE000;
}

} // namespace

void replace_lone_surrogates(std::string& json_text) {
  std::size_t at = find_candidate(json_text, 0);
  while (at < json_text.size()) {
    const auto unit = is_escaped(json_text, at) ? std::uint16_t{0} : parse_escape(json_text, at);
    std::size_t next = at + 2;
    if (is_high(unit) && is_low(parse_escape(json_text, at + kEscapeBytes))) {
      next = at + 2 * kEscapeBytes;
    } else if (is_high(unit) || is_low(unit)) {
      json_text.replace(at + 2, 4, "fffd");
      next = at + kEscapeBytes;
    }
    at = find_candidate(json_text, next);
  }
}

} // namespace inkling::wire
