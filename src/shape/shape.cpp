#include "shape/shape.hpp"

#include "shape/lines.hpp"
#include "shape/passes.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace inkling::shape {
namespace {

/// The order matters. First what is about the whole text, wherever the cursor stands in it by now;
/// then what is typed is taken off; then what is about the rest and the text right of the cursor.
constexpr std::array kPasses = std::to_array<Pass>({
    // What is no text (passes_text.cpp, passes_marks.cpp).
    drop_masked,
    cut_at_broken_utf8,
    remove_controls,
    take_off_thoughts,
    cut_at_control_token,
    cut_at_cursor_mark,
    use_document_line_ending,
    // What a model says besides code (passes_chat.cpp).
    unwrap_inline,
    unwrap_fence,
    cut_chatter,
    // What stands left of it already (passes_echo.cpp).
    take_off_echo,
    trim_first_indentation,
    shift_to_cursor,
    // Where it ends (passes_block.cpp).
    keep_one_line_before_text,
    cut_at_end,
    cut_half_word,
    keep_one_line_before_text, // again, now that its end may be cut
    drop_repeating_above,
    cut_at_swallowing_comment,
    cut_at_suffix,
    cut_at_surplus_closer,
    trim_line_ends,
    end_before_text,
    trim_end_token,
    drop_rewritten_word,
    drop_left_over,
    // The file's own style (passes_indent.cpp).
    use_document_indentation,
    // From here on only the rest of it.
    take_off_typed,
    // What stands right of the cursor (passes_cover.cpp, passes_suffix.cpp).
    cover_right,
    drop_invisible,
});

/// The passes before this one say whether a text is complete.
constexpr Pass kFirstOther = drop_repeating_above;

/// Of a text that was typed through, what follows is looked at anew; more often than this nobody
/// accepts without a new text.
constexpr int kContinuationsMax = 8;

enum class Wanted : std::uint8_t { all, complete };

Shaped apply(Candidate candidate, const Surroundings& around, Wanted wanted) {
  for (const Pass pass : kPasses) {
    const bool complete = candidate.complete && !candidate.undecided;
    if (pass == kFirstOther && wanted == Wanted::complete && !complete) return {};
    const Drop drop = pass(candidate, around);
    if (drop == Drop::none) continue;
    const bool through = drop == Drop::empty && around.typed.starts_with(candidate.text);
    return {std::nullopt, drop, candidate.complete && !candidate.undecided,
            through ? candidate.text.size() : 0};
  }
  const bool complete = candidate.complete && !candidate.undecided;
  return {std::move(candidate), Drop::none, complete, 0};
}

Shaped shape_at(const text::Rope& text, std::size_t offset, Candidate candidate, std::size_t typed,
                const Setting& setting, Wanted wanted) {
  Shaped shaped;
  for (int round = 0; round < kContinuationsMax; ++round) {
    shaped = apply(candidate,
                   surroundings_at(text, offset, typed, setting.language, setting.may_replace,
                                   setting.line_ending),
                   wanted);
    if (shaped.typed_through == 0 || shaped.typed_through >= candidate.text.size()) break;
    candidate.text.erase(0, shaped.typed_through);
    typed -= shaped.typed_through;
  }
  return shaped;
}

} // namespace

std::string_view to_string(Drop drop) {
  static constexpr std::array<std::string_view, kDropCount> kNames = {
      "none",          "empty",      "invisible",      "masked",         "control-token",
      "broken-text",   "chatter",    "repeats-prefix", "repeats-suffix", "repeats-above",
      "repeats-below", "repetition", "block-end",      "cut-short",      "unbalanced",
      "mistyped",      "glued",
  };
  const auto index = static_cast<std::size_t>(drop);
  return index < kNames.size() ? kNames[index] : "unknown";
}

Shaped apply(Candidate candidate, const Surroundings& around) {
  return apply(std::move(candidate), around, Wanted::all);
}

Shaped shape_at(const text::Rope& text, std::size_t offset, Candidate candidate, std::size_t typed,
                const Setting& setting) {
  return shape_at(text, offset, std::move(candidate), typed, setting, Wanted::all);
}

Shaped shape_complete(const text::Rope& text, std::size_t offset, std::string_view growing,
                      std::size_t typed, const Setting& setting) {
  if (!may_be_complete(growing, typed)) return {};
  return shape_at(text, offset, {.text = std::string(growing)}, typed, setting, Wanted::complete);
}

bool may_be_complete(std::string_view growing, std::size_t typed, std::size_t looked_at) {
  const std::string_view known = growing.substr(0, std::min(looked_at, growing.size()));
  const std::string_view news = growing.substr(known.size());
  if (growing.size() >= kLongLineBytes && news.size() >= kLongLineBytes) return true;
  // All rules but the bound wait for a line to end, and those about one line for a long one.
  const std::size_t line_end = growing.find_last_of("\r\n");
  if (line_end == growing.npos || line_end < typed) return false;
  if (line_end >= known.size()) return true;
  // Its first byte tells a comment that goes on, its first word anything else.
  const std::string_view before = known.substr(line_end + 1);
  const std::string_view now = growing.substr(line_end + 1);
  return (is_blank(before) && !is_blank(now)) || (!has_begun(before) && has_begun(now));
}

} // namespace inkling::shape
