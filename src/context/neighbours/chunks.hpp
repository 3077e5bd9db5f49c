#pragma once
// Which lines of a text make a piece that says something by itself: at most 40, whole.

#include "context/neighbours/identifiers.hpp"
#include "context/neighbours/language.hpp"
#include "context/neighbours/text_lines.hpp"

#include <cstddef>
#include <string>

namespace inkling::context {

inline constexpr std::size_t kChunkLinesMax = 40;

/// Lines [begin, end) of a text.
struct LineRange {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool empty() const { return begin >= end; }
  bool overlaps(const LineRange& other) const { return begin < other.end && other.begin < end; }
  friend bool operator==(const LineRange&, const LineRange&) = default;
};

/// The function, or the paragraph, that a line lies in: it begins and ends at the same lines for
/// every line in it that is near enough.
LineRange chunk_around(const TextLines& text, std::size_t line);

/// A definition with what is written above it, cut after `kDefinitionLinesMax` lines.
LineRange chunk_of_definition(const TextLines& text, std::size_t line);
inline constexpr std::size_t kDefinitionLinesMax = 24;

/// The lines that define something, without their bodies: what a file offers. Lines that are about
/// `wanted` names come first where there are more than 40, but in the file's order.
std::string outline_of(Language language, const TextLines& text, const IdentifierSet& wanted);

} // namespace inkling::context
