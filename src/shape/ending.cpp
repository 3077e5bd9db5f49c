#include "shape/ending.hpp"

#include "shape/line_reader.hpp"

namespace inkling::shape {

End end_of_text(std::string_view text, const Surroundings& around) {
  LineReader reader(text, around);
  std::size_t count = 0;
  for (std::size_t at = 0; at <= text.size(); ++count) {
    const Line line = line_at(text, at);
    if (count >= kLinesMax) return {line.begin, true, Drop::none};
    if (const auto end = reader.read(line)) return *end;
    if (!line.ended) break;
    at = line.next;
  }
  return {text.size(), false, Drop::none};
}

} // namespace inkling::shape
