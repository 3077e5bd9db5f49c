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

bool begins_alike(std::string_view line) {
  const std::string_view text = trimmed(line);
  return std::none_of(text.begin(), text.end(), is_word_byte) ||
         (text.front() == '@' && text.find(" = ") == text.npos) || text.starts_with("#[");
}

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
  Standing known = ended ? Standing::yes : Standing::maybe;
  if (ends_text(line)) return known;
  if (only_closes(line, around.language)) return Standing::no; // it may close what is opened here
  const std::size_t needed = begins_alike(line) ? 3 : 2;
  Next stands = first;
  Next written;
  for (std::size_t count = 1; count < needed; ++count) {
    stands = next_in(below, stands.next);
    written = next_in(behind, written.next);
    const bool last = stands.line.empty() && around.all_below;
    if ((last || written.line.empty()) && count == 1 && !says_place(line)) return Standing::no;
    if (last) return known;
    if (written.line.empty()) return count == 1 ? Standing::maybe : Standing::no;
    if (stands.line.empty() || (!stands.ended && !around.all_below)) return Standing::no;
    if (!is_same(written.line, stands.line)) {
      const bool may_become = !written.ended && stands.line.starts_with(written.line);
      return may_become ? Standing::maybe : Standing::no;
    }
    known = written.ended ? Standing::yes : Standing::maybe;
  }
  return known;
}

} // namespace inkling::shape
