#pragma once
// One token of source text as the model sees it: the id of its text and the white space before it,
// in 32 bits.
//
// Ids are given by a Vocabulary, so tokens of two vocabularies cannot be compared. The first ids
// are not texts: line starts (with the change of indentation, so that "one deeper after a brace" is
// a context like any other), the start of a file, and a place-holder for words too long to be worth
// remembering.

#include <compare>
#include <cstdint>

namespace inkling::backend {

using TokenId = std::uint32_t;

/// What stands before a token on its line. Enough to write the token as its author did.
enum class Space : std::uint32_t { none, one, several, tab };

inline constexpr TokenId kFileStart = 0;
inline constexpr TokenId kLineSame = 1; ///< a line indented like the last one that was not blank
inline constexpr TokenId kLineDeeper = 2;
inline constexpr TokenId kLineShallower = 3; ///< by at most kIndentStepMax columns
inline constexpr TokenId kLineFarOut = 4;    ///< by more
inline constexpr TokenId kLineBlank = 5;
inline constexpr TokenId kLongWord = 6;
inline constexpr TokenId kFirstText = 7; ///< smallest id that has a text
inline constexpr TokenId kNoToken = 0x3fffffff;

inline constexpr bool is_line_start(TokenId id) {
  return id >= kLineSame && id <= kLineBlank;
}
inline constexpr bool has_text(TokenId id) {
  return id >= kFirstText;
}

class Token {
public:
  constexpr Token() = default;
  constexpr explicit Token(TokenId id, Space space = Space::none)
      : bits_(id | static_cast<std::uint32_t>(space) << kIdBits) {}

  constexpr TokenId id() const { return bits_ & kNoToken; }
  constexpr Space space() const { return static_cast<Space>(bits_ >> kIdBits); }
  friend constexpr auto operator<=>(Token, Token) = default;

private:
  static constexpr unsigned kIdBits = 30;
  std::uint32_t bits_ = 0;
};

} // namespace inkling::backend
