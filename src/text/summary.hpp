#pragma once
// What a piece of text counts, so that the counts of joined pieces follow without looking at the
// text again.
//
// Summaries form a monoid: summarise(a + b) == summarise(a) + summarise(b) for any cut, also one
// between \r and \n. That is what every node of the rope caches and every query adds up. Not here:
// the tree.
//
//   Summary before = summarise("let x\r");
//   before = before + summarise("\n");      // still one line end

#include <cstdint>
#include <string_view>

namespace inkling::text {

struct Summary {
  std::uint32_t bytes = 0;
  std::uint32_t utf16 = 0;  ///< UTF-16 code units; a code point counts at its first byte
  std::uint32_t utf32 = 0;  ///< code points; likewise
  std::uint32_t breaks = 0; ///< line ends: \n, \r\n, \r
  bool starts_with_lf = false;
  bool ends_with_cr = false;

  friend bool operator==(const Summary&, const Summary&) = default;
};

/// The summary of two pieces in a row. A \r\n cut in two was counted on both sides: once too often.
inline Summary operator+(const Summary& left, const Summary& right) {
  return {
      .bytes = left.bytes + right.bytes,
      .utf16 = left.utf16 + right.utf16,
      .utf32 = left.utf32 + right.utf32,
      .breaks = left.breaks + right.breaks -
                static_cast<std::uint32_t>(left.ends_with_cr & right.starts_with_lf),
      .starts_with_lf = left.bytes == 0 ? right.starts_with_lf : left.starts_with_lf,
      .ends_with_cr = right.bytes == 0 ? left.ends_with_cr : right.ends_with_cr,
  };
}

/// True for the second and later bytes of a code point.
inline bool is_continuation(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
}

/// Counts any cut of valid UTF-8, several bytes per step.
Summary summarise(std::string_view utf8);

/// What a place in a text can be asked by, beside its byte offset.
enum class Unit : std::uint8_t { utf16, utf32, line_break };

inline std::uint32_t count(const Summary& summary, Unit unit) {
  switch (unit) {
  case Unit::utf16:
    return summary.utf16;
  case Unit::utf32:
    return summary.utf32;
  case Unit::line_break:
    break;
  }
  return summary.breaks;
}

/// The longest start of `utf8`, in bytes, that counts at most `most` units: it ends in front of a
/// code point, or of a line end for Unit::line_break. `utf8` begins at a code point; a \n there is
/// taken as a line end of its own.
std::size_t skip(std::string_view utf8, Unit unit, std::uint32_t most);

} // namespace inkling::text
