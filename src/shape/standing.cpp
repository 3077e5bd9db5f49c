#include "shape/standing.hpp"

#include "shape/lines.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace inkling::shape {
namespace {

/// A line that is not blank, and where the one behind it begins.
struct Next {
  std::string_view line;
  std::size_t next = 0;
  bool ended = false;
};

Next next_in(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    const Line line = line_at(text, at);
    if (!is_blank(line.text)) return {line.text, line.next, line.ended};
    at = line.next;
  }
  return {{}, text.size(), false};
}

/// Without what separates it from the next one: the last of a list has none.
std::string_view body_of(std::string_view line) {
  line = trimmed_right(line);
  if (!line.empty() && (line.back() == ',' || line.back() == ';')) line.remove_suffix(1);
  return line;
}

bool is_same(std::string_view line, std::string_view other) {
  return columns(line) == columns(other) &&
         trimmed_left(body_of(line)) == trimmed_left(body_of(other));
}

/// `a,` and `<td>` may stand anywhere: alone they do not say that a text has reached what stands
/// below.
bool says_place(std::string_view line) {
  const std::string_view text = trimmed(line);
  return text.back() != ',' && text.front() != '<';
}

} // namespace

bool ends_text(std::string_view line) {
  constexpr std::array<std::string_view, 4> kEnds = {"*/", "\"\"\"", "'''", "-->"};
  return std::find(kEnds.begin(), kEnds.end(), trimmed(line)) != kEnds.end();
}

Standing standing_again(std::string_view line, std::string_view behind, bool ended,
                        const Surroundings& around) {
  const std::string_view below = around.below;
  const Next first = next_in(below, 0);
  if (first.line.empty() || !is_same(line, first.line)) return Standing::no;
  if (!first.ended && !around.all_below) return Standing::no; // the window cuts it
  const Standing known = ended ? Standing::yes : Standing::maybe;
  if (ends_text(line)) return known;
  if (only_closes(line, around.language)) return Standing::no; // it may close what is opened here
  const Next second = next_in(below, first.next);
  const Next written = next_in(behind, 0);
  const bool last = second.line.empty() && around.all_below;
  if (last || written.line.empty()) {
    if (!says_place(line)) return Standing::no;
    return last ? known : Standing::maybe;
  }
  if (second.line.empty() || (!second.ended && !around.all_below)) return Standing::no;
  if (is_same(written.line, second.line)) return written.ended ? Standing::yes : Standing::maybe;
  const bool begins = !written.ended && second.line.starts_with(written.line);
  return begins ? Standing::maybe : Standing::no;
}

} // namespace inkling::shape
