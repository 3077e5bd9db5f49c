#include "context/prompt.hpp"

#include <algorithm>

namespace inkling::context {
namespace {

/// A window's bounds move in steps of this part of its budget: a server that keeps what it has read
/// of the last prompt reads all of it anew at each step, so there are to be few.
constexpr std::size_t kStepsInBudget = 4;
/// The prefix leaves this part of its budget to the line being typed, so that the window's begin
/// depends on where that line begins and not on the cursor in it.
constexpr std::size_t kLinesInBudget = 8;

std::size_t round_up(std::size_t value, std::size_t step) {
  return (value + step - 1) / step * step;
}

std::size_t ceil_boundary(const text::Rope& text, std::size_t offset, std::size_t most) {
  const std::size_t boundary = text.floor_boundary(offset);
  return boundary == offset ? offset : text.floor_boundary(std::min(most, boundary + 4));
}

/// A line start, counted in steps from the begin of the text; within a line longer than the budget,
/// the step itself.
std::size_t begin_of_window(const text::Rope& text, std::size_t offset, std::size_t bytes_max) {
  if (bytes_max == 0) return offset;
  const std::size_t line_begin = text.line_begin(text.line_of(offset));
  const std::size_t needed = std::max(line_begin + bytes_max / kLinesInBudget, offset);
  if (needed <= bytes_max) return 0;
  const std::size_t step = std::max<std::size_t>(1, bytes_max / kStepsInBudget);
  const std::size_t earliest = std::min(offset, round_up(needed - bytes_max, step));
  const std::size_t line = text.line_of(earliest);
  if (text.line_begin(line) == earliest) return earliest;
  const std::size_t next = text.line_begin(line + 1);
  if (line + 1 < text.line_count() && next <= offset) return next;
  return ceil_boundary(text, earliest, offset);
}

/// A line start, counted in steps from the end of the text: what is typed before it does not move
/// it. Within a long line, the step itself.
std::size_t end_of_window(const text::Rope& text, std::size_t offset, std::size_t bytes_max) {
  const std::size_t after = text.size() - offset;
  if (after <= bytes_max) return text.size();
  if (bytes_max == 0) return offset;
  const std::size_t step = std::max<std::size_t>(1, bytes_max / kStepsInBudget);
  const std::size_t left_out = std::min(after, round_up(after - bytes_max, step));
  const std::size_t latest = text.size() - left_out;
  const std::size_t begin = text.line_begin(text.line_of(latest));
  return begin > offset ? begin : text.floor_boundary(latest);
}

} // namespace

void set_window(Prompt& prompt, const Budget& budget) {
  prompt.window_begin = begin_of_window(prompt.text, prompt.offset, budget.prefix_bytes_max);
  prompt.window_end = end_of_window(prompt.text, prompt.offset, budget.suffix_bytes_max);
}

} // namespace inkling::context
