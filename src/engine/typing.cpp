#include "engine/typing.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace inkling::engine {
namespace {

/// A replaced selection may be longer than what one key deletes; more of it than this is no
/// person's replacing.
constexpr std::size_t kReplacedBytesMax = 4096;
/// One code point.
constexpr std::size_t kCharacterBytesMax = 4;
/// An editor's own indentation, with the begin of a continued comment.
constexpr std::size_t kIndentBytesMax = 200;

constexpr std::array<std::string_view, 7> kPairs = {"()", "[]", "{}", "\"\"", "''", "``", "<>"};

bool is_line_break(char c) {
  return c == '\n' || c == '\r';
}

/// Length of the line break and indentation that the text begins with; 0 where it does not.
std::size_t indented_break(std::string_view text) {
  if (text.empty() || !is_line_break(text[0])) return 0;
  std::size_t at = text.starts_with("\r\n") ? 2 : 1;
  const auto belongs = [](char c) {
    return c == ' ' || c == '\t' || c == '*' || c == '/' || c == '#';
  };
  while (at < text.size() && belongs(text[at])) ++at;
  return at;
}

/// Where in what one key inserted the cursor stands.
std::optional<std::size_t> cursor_within(std::string_view inserted) {
  if (is_one_character(inserted)) return inserted.size();
  if (std::find(kPairs.begin(), kPairs.end(), inserted) != kPairs.end()) return 1;
  if (inserted.size() > kIndentBytesMax) return std::nullopt;
  const std::size_t first = indented_break(inserted);
  if (first == 0) return std::nullopt;
  const std::size_t second = indented_break(inserted.substr(first));
  if (first + second != inserted.size()) return std::nullopt;
  return first;
}

} // namespace

bool is_one_character(std::string_view text) {
  if (text.empty() || text.size() > kCharacterBytesMax || is_line_break(text[0])) return false;
  return std::all_of(text.begin() + 1, text.end(),
                     [](char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; });
}

std::optional<std::size_t> typed_cursor(std::span<const text::Edit> edits) {
  if (edits.size() != 1 || edits[0].whole) return std::nullopt;
  const text::Edit& edit = edits[0];
  if (edit.inserted.empty()) {
    const bool one = edit.removed_bytes > 0 && edit.removed_bytes <= kCharacterBytesMax;
    return one ? std::optional(edit.begin) : std::nullopt;
  }
  if (edit.removed_bytes > kReplacedBytesMax) return std::nullopt;
  const auto within = cursor_within(edit.inserted);
  return within ? std::optional(edit.begin + *within) : std::nullopt;
}

} // namespace inkling::engine
