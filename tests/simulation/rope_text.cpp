#include "rope_text.hpp"

namespace inkling::simulation {

text::Edit replace(text::Rope& text, const Splice& splice) {
  const std::size_t end = splice.begin + splice.removed;
  text::Edit edit{
      .begin = splice.begin, .removed_bytes = splice.removed, .inserted = splice.inserted};
  edit.line = text.line_of(splice.begin);
  edit.removed_lines = text.line_of(end) - edit.line;
  edit.whole = splice.begin == 0 && end == text.size();
  text.replace(splice.begin, end, splice.inserted);
  edit.inserted_lines =
      text.line_of(splice.begin + splice.inserted.size()) - text.line_of(splice.begin);
  return edit;
}

} // namespace inkling::simulation
