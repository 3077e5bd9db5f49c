#pragma once
// Whether a text writes the lines again that stand below it: two of them one behind the other,
// however little they say (three where the first is a mere beginning, `{`), or one that ends a
// comment or a string of several lines, which stands there once. Not here: a single line that says
// enough (line_reader.hpp, which asks).
//
//   // at `- a^` above `- b` and `- c`, of `\n- b\n- c`:
//   standing_again("- b", "- c", true, around);   // Standing::maybe: it may become `- cd`

#include "shape/surroundings.hpp"

#include <cstdint>
#include <string_view>

namespace inkling::shape {

enum class Standing : std::uint8_t {
  no,
  maybe, ///< as far as the text goes
  yes,   ///< whatever follows
};

/// `line` is a whole line of the text, `ended` says whether a line end follows it, and `behind` is
/// what follows that. Cheap where the line is another than the next one below.
Standing standing_again(std::string_view line, std::string_view behind, bool ended,
                        const Surroundings& around);

/// `*/`, `"""`: a line that does nothing but end a comment or a string of several lines.
bool ends_text(std::string_view line);

/// `{`, `/**`, `@test`: the next record, comment or function begins like that, and may go on so for
/// a line.
bool begins_alike(std::string_view line);

} // namespace inkling::shape
