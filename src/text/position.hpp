#pragma once
// LSP positions and the three encodings in which `character` is counted (LSP 3.18
// §positionEncodings).

#include <compare>
#include <cstdint>

namespace inkling::text {

enum class Encoding : std::uint8_t {
  utf8,  ///< bytes
  utf16, ///< UTF-16 code units: the default, and the only one every client knows
  utf32, ///< code points
};

struct Position {
  std::uint32_t line = 0;      ///< 0-based
  std::uint32_t character = 0; ///< 0-based, in units of the negotiated encoding

  friend auto operator<=>(const Position&, const Position&) = default;
};

/// Half-open. A reversed range (end before start) is read as the range between the two.
struct Range {
  Position start;
  Position end;

  friend bool operator==(const Range&, const Range&) = default;
};

} // namespace inkling::text
