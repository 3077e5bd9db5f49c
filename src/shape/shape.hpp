#pragma once
// From what a backend wrote to what an editor may show: an ordered list of small pure passes, each
// Candidate → Candidate or Drop(reason). No state, no clock, no LSP types.
//
//   const Shaped shaped = shape_at(text, offset, {.text = "a, b);\nbar();"}, 0,
//   {language_of("cpp")});
//   // at `foo(^)`: candidate->text == "a, b);", replace_after == 1: the `)` that the editor had
//   // inserted is covered
//
// A text that is typed along before it could be shown is shaped as a whole, for the place where it
// begins, and what is typed of it is taken off then: a rule about its beginning cannot change its
// mind in its middle. Only rules about what stands right of the cursor look at the rest alone. Of a
// text that was shown, shown.hpp takes the rest.

#include "shape/surroundings.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace inkling::shape {

/// Lines that one suggestion has at most.
inline constexpr std::size_t kLinesMax = 40;
/// Bytes that one suggestion has at most; more of a line than that is not offered.
inline constexpr std::size_t kTextBytesMax = 4096;

/// From here on a line may have begun to repeat itself.
inline constexpr std::size_t kLongLineBytes = 256;

struct Candidate {
  std::string text;              ///< UTF-8
  std::size_t replace_after = 0; ///< bytes right of the cursor, on its line, that the text replaces
  bool cut = false; ///< the generation ended at a limit: the text may end in the middle of a word
  bool complete = false;  ///< found by the passes: whatever came behind the text would be cut
  bool undecided = false; ///< found by them: what comes behind it may change how it begins
};

/// The pass that dropped a candidate: part of the reason a request ends with.
enum class Drop : std::uint8_t {
  none,
  empty,          ///< there was nothing but white space, or all of it is typed
  invisible,      ///< it would replace text by itself
  masked,         ///< it holds what stands for a secret
  control_token,  ///< nothing in front of a model's control token
  broken_text,    ///< nothing but what is no text
  chatter,        ///< the model talks to the reader
  repeats_prefix, ///< what stands left of the cursor
  repeats_suffix, ///< what stands right of the cursor
  repeats_above,  ///< lines or a definition that stand above
  repeats_below,  ///< the next line
  repetition,     ///< the same line again and again
  block_end,      ///< the block of the cursor ends before it
  cut_short,      ///< it ended at a limit, before a whole word
  unbalanced,     ///< it closes what is not open
  mistyped,       ///< what was typed is another text once it is shaped
  glued,          ///< it would run into what stands right of the cursor
};
inline constexpr std::size_t kDropCount = 17;
std::string_view to_string(Drop drop);

struct Shaped {
  std::optional<Candidate> candidate; ///< empty where a pass dropped it
  Drop drop = Drop::none;
  bool complete = false; ///< more text would change nothing
  /// Where all that may be shown of it is typed, its bytes: what follows them is another text.
  std::size_t typed_through = 0;
};

/// Runs all passes in their order. Idempotent. Afterwards: text is what is to be inserted at the
/// cursor, behind what is typed; it is valid UTF-8, not blank, uses the document's line ending, and
/// the replaced text right of the cursor is a subsequence of it.
Shaped apply(Candidate candidate, const Surroundings& around);

/// What the passes are asked about besides the text.
struct Setting {
  Language language;
  bool may_replace = true;
  std::string_view line_ending = {}; ///< of the document; empty: its beginning is to be looked at
};

/// Shapes a text that begins `typed` bytes left of a cursor at `offset`, and was typed so far. Of
/// one that is typed up to where it would have been cut, what follows is a new text at that place.
Shaped shape_at(const text::Rope& text, std::size_t offset, Candidate candidate, std::size_t typed,
                const Setting& setting);

/// What shape_at() makes of a growing text if that is complete; otherwise not complete, and nothing
/// else is said. The stop rule of streams: it is the rule that cuts (ending.hpp).
Shaped shape_complete(const text::Rope& text, std::size_t offset, std::string_view growing,
                      std::size_t typed, const Setting& setting);
/// The cheap half of it: false for most pieces, and then nothing else need be asked. `looked_at`
/// bytes of the text were asked about before, at the same place: since then a line must have ended
/// or begun.
bool may_be_complete(std::string_view growing, std::size_t typed, std::size_t looked_at = 0);

} // namespace inkling::shape
