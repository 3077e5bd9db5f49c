#include "app/place.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace inkling::app {
namespace {

/// Takes ":NUMBER" off the end of `text`.
std::optional<std::size_t> take_number(std::string& text) {
  const std::size_t colon = text.rfind(':');
  if (colon == text.npos) return std::nullopt;
  std::size_t number = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data() + colon + 1, end, number);
  if (error != std::errc{} || stop != end || number == 0) return std::nullopt;
  text.resize(colon);
  return number;
}

} // namespace

Result<Place> parse_place(std::string text) {
  const std::string given = text;
  const auto last = take_number(text);
  const auto before = last ? take_number(text) : std::nullopt;
  if (!last || text.empty())
    return make_error(Errc::invalid_params,
                      "'" + given + "': expected FILE:LINE or FILE:LINE:COLUMN, counted from 1");
  return before ? Place{text, *before, *last} : Place{text, *last, std::nullopt};
}

/// Byte position of the place in the text; a column past the line is its end.
Result<text::Position> to_position(const Place& place, const text::Rope& text) {
  if (place.line > text.line_count())
    return make_error(Errc::invalid_params,
                      place.file + " has only " + std::to_string(text.line_count()) + " lines");
  const std::size_t line = place.line - 1;
  const std::size_t begin = text.line_begin(line);
  std::size_t offset = text.line_end(line);
  if (place.column) {
    const std::size_t units = text.units_before(begin, text::Encoding::utf32) + *place.column - 1;
    offset = std::min(offset, text.offset_of_units(units, text::Encoding::utf32));
  }
  return text::Position{static_cast<std::uint32_t>(line),
                        static_cast<std::uint32_t>(offset - begin)};
}

} // namespace inkling::app
