#include "context/prompt.hpp"

#include <algorithm>

namespace inkling::context {
namespace {

/// The first line start at or after offset - budget; the exact distance where one line is longer
/// than the budget.
std::size_t begin_of_window(const text::Rope& text, std::size_t offset, std::size_t bytes_max) {
  if (offset <= bytes_max) return 0;
  const std::size_t earliest = offset - bytes_max;
  const std::size_t line = text.line_of(earliest);
  if (text.line_begin(line) == earliest) return earliest;
  const std::size_t next = text.line_begin(line + 1);
  if (line + 1 < text.line_count() && next <= offset) return next;
  const std::size_t boundary = text.floor_boundary(earliest);
  return boundary == earliest ? boundary : text.floor_boundary(std::min(offset, boundary + 4));
}

/// The last line start at or before offset + budget, which keeps whole lines; the exact distance
/// within a long line.
std::size_t end_of_window(const text::Rope& text, std::size_t offset, std::size_t bytes_max) {
  if (text.size() - offset <= bytes_max) return text.size();
  const std::size_t latest = offset + bytes_max;
  const std::size_t begin = text.line_begin(text.line_of(latest));
  return begin > offset ? begin : text.floor_boundary(latest);
}

} // namespace

void set_window(Prompt& prompt, const Budget& budget) {
  prompt.window_begin = begin_of_window(prompt.text, prompt.offset, budget.prefix_bytes_max);
  prompt.window_end = end_of_window(prompt.text, prompt.offset, budget.suffix_bytes_max);
}

} // namespace inkling::context
