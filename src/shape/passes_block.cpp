// Passes about where a text ends.

#include "shape/brackets.hpp"
#include "shape/ending.hpp"
#include "shape/lines.hpp"
#include "shape/passes.hpp"

#include <algorithm>

namespace inkling::shape {

namespace {

/// Whether only the last line of a text leaves something open.
bool opens_in_last_line(std::string_view text, std::size_t line_end, const Surroundings& around) {
  Balance balance;
  balance.feed(around.line.before, around.language);
  balance.feed(text.substr(0, line_end), around.language);
  if (balance.open() > 0 || is_blank(text.substr(0, line_end))) return false;
  balance.feed(text.substr(line_end), around.language);
  return balance.open() > 0;
}

} // namespace

Drop cut_at_end(Candidate& candidate, const Surroundings& around) {
  // Only one line can be shown there, the one that the cursor stands in by now.
  if (around.is_before_text()) return Drop::none;
  const End end = end_of_text(candidate.text, around);
  candidate.complete = candidate.complete || end.complete;
  if (end.at >= candidate.text.size()) return Drop::none;
  candidate.text.resize(end.at);
  candidate.cut = false;
  if (!is_blank(candidate.text)) return Drop::none;
  return end.why == Drop::none ? Drop::block_end : end.why;
}

Drop cut_half_word(Candidate& candidate, const Surroundings& around) {
  if (!candidate.cut) return Drop::none;
  candidate.cut = false;
  std::string& text = candidate.text;
  text.erase(std::find_if_not(text.rbegin(), text.rend(), is_word_byte).base(), text.end());
  if (const std::size_t line_end = text.find_last_of("\r\n"); line_end != text.npos)
    if (opens_in_last_line(text, line_end, around)) text.resize(line_end);
  // A word that the person has begun is not taken away from what is typed.
  if (text.size() < around.typed.size()) return Drop::cut_short;
  return is_blank(text) ? Drop::cut_short : Drop::none;
}

Drop take_off_typed(Candidate& candidate, const Surroundings& around) {
  const std::string_view typed = around.typed;
  const bool through = typed.starts_with(candidate.text);
  if (through) return Drop::empty;
  if (!candidate.text.starts_with(typed)) return Drop::mistyped;
  candidate.text.erase(0, typed.size());
  return is_blank(candidate.text) ? Drop::empty : Drop::none;
}

} // namespace inkling::shape
