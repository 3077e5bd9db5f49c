#pragma once
// The passes of shape.cpp, one pure function each, declared here so that tests can call them one by
// one.

#include "shape/shape.hpp"

namespace inkling::shape {

/// A pass changes the candidate, or says why it must be dropped.
using Pass = Drop (*)(Candidate&, const Surroundings&);

// --- passes_text.cpp: bytes ----------------------------------------------------------------------

/// An answer with what stands for a secret is no answer: whole, because the secret was part of it.
Drop drop_masked(Candidate& candidate, const Surroundings& around);
/// Streams may end inside a code point, or hold what is none, or U+FFFD, which is what others made
/// of that: cuts the text there.
Drop cut_at_broken_utf8(Candidate& candidate, const Surroundings& around);
/// Takes out what cannot be seen but does something: terminal sequences, control characters, those
/// that change the direction of writing, zero-width ones. Joiners stay where they join something.
Drop remove_controls(Candidate& candidate, const Surroundings& around);
/// Control tokens of models that a server let through: cuts there.
Drop cut_at_control_token(Candidate& candidate, const Surroundings& around);
/// Spellings of them that are code elsewhere, but nothing at the very end of an answer, alone:
/// `x = 1; </s>`, `x = 1 [SUFFIX]`.
Drop trim_end_token(Candidate& candidate, const Surroundings& around);
/// Models write \n; the document may use \r\n or \r.
Drop use_document_line_ending(Candidate& candidate, const Surroundings& around);
/// Blanks at the end of a line that has one; in prose two of them are a line break.
Drop trim_line_ends(Candidate& candidate, const Surroundings& around);
/// Trailing blanks and line ends show nothing and eat the accept key's effect.
Drop trim_end(Candidate& candidate, const Surroundings& around);

// --- passes_marks.cpp: what models write for themselves ------------------------------------------

/// `<think>…</think>` in front of an answer, of any kind. Nothing is shown of one that goes on.
Drop take_off_thoughts(Candidate& candidate, const Surroundings& around);
/// `<CURSOR>` and the like, unless the file says that too: takes off what stands in front of it
/// where that stands left of the cursor, and cuts there elsewhere.
Drop cut_at_cursor_mark(Candidate& candidate, const Surroundings& around);

// --- passes_chat.cpp: what a model says besides code ---------------------------------------------

/// Takes off what code is wrapped in within a sentence, `<code>` and backticks, where it can be no
/// code. What follows it is talk.
Drop unwrap_inline(Candidate& candidate, const Surroundings& around);
/// Takes Markdown fences off, with what is said around them. Not in prose.
Drop unwrap_fence(Candidate& candidate, const Surroundings& around);
/// Takes off "Here is the code:" and cuts at "Explanation:". Not in prose, comments and strings.
Drop cut_chatter(Candidate& candidate, const Surroundings& around);

// --- passes_echo.cpp: what stands above ----------------------------------------------------------

/// A model that was to go on begins again with the line, or with the lines before it: takes that
/// off.
Drop take_off_echo(Candidate& candidate, const Surroundings& around);
/// Drops a definition that stands above already, and a group of lines that does.
Drop drop_repeating_above(Candidate& candidate, const Surroundings& around);

/// What is talk or an echo only now that its end was cut off.
Drop drop_left_over(Candidate& candidate, const Surroundings& around);

// --- passes_indent.cpp: the file's own style -----------------------------------------------------

/// The indentation that is typed already is not written again.
Drop trim_first_indentation(Candidate& candidate, const Surroundings& around);
/// A model that counts from its own left margin: its lines are moved to the cursor's.
Drop shift_to_cursor(Candidate& candidate, const Surroundings& around);
/// Tabs or spaces, and how many, as the file has them.
Drop use_document_indentation(Candidate& candidate, const Surroundings& around);

// --- passes_block.cpp: where it ends -------------------------------------------------------------

/// Cuts where ending.hpp says.
Drop cut_at_end(Candidate& candidate, const Surroundings& around);
/// What ended at a limit ends with its last whole word, from where one goes on, or with its last
/// whole line where only the rest would leave a bracket open.
Drop cut_half_word(Candidate& candidate, const Surroundings& around);
/// What stands left of the cursor is no longer part of it.
Drop take_off_typed(Candidate& candidate, const Surroundings& around);

// --- passes_suffix.cpp: what stands right of the cursor ------------------------------------------

/// With text right of the cursor, only the rest of this line can be drawn rightly (Neovim draws the
/// suffix of a multi-line item on the wrong line). Where nothing but closers stands there, and the
/// text closes all of them itself, it goes on as at a line end. Leaves the end of a line that it
/// cuts on it, for end_before_text() to see.
Drop keep_one_line_before_text(Candidate& candidate, const Surroundings& around);
/// The text must not write again what already stands right of the cursor: it is cut where it
/// reaches it.
Drop cut_at_suffix(Candidate& candidate, const Surroundings& around);
/// A comment that ends with its line must not hide code right of the cursor: cuts there.
Drop cut_at_swallowing_comment(Candidate& candidate, const Surroundings& around);
/// Takes off blanks and line ends at the end. In front of text one blank may have to separate; a
/// text that needs its line end there is dropped.
Drop end_before_text(Candidate& candidate, const Surroundings& around);
/// (passes_closers.cpp) A closer that nothing is open for, or that stands below already, is not
/// written: cuts there.
Drop cut_at_surplus_closer(Candidate& candidate, const Surroundings& around);
/// Nothing that can be seen: must not be sent (Neovim would apply it on Tab).
Drop drop_invisible(Candidate& candidate, const Surroundings& around);

// --- passes_cover.cpp: what of it is replaced ----------------------------------------------------

/// Bytes at the front of `rest` that write the rest of the word again which the cursor stands in: 3
/// of `oba(r)` at `fo^oba`. 0: it stands in none, or they write another word. `typed` stands
/// between around.line.before and the cursor.
std::size_t rewritten_word(std::string_view typed, std::string_view rest,
                           const Surroundings& around);
/// Bytes right of the cursor that `rest` replaces, of a text of which `typed` is typed: the rest of
/// a word that it writes again, and closers that it closes itself, as far as the brackets of the
/// line pair best.
std::size_t covered_by(std::string_view typed, std::string_view rest, const Surroundings& around);
/// Whether nothing but closers, `*/` and closing tags stands right of the cursor.
bool is_before_closers(const Surroundings& around);
/// Whether a text replaces all that stands right of the cursor.
bool closes_line(std::string_view text, const Surroundings& around);

/// Drops what ends the cursor's word otherwise than it ends: `our(1)` at `col^or`.
Drop drop_rewritten_word(Candidate& candidate, const Surroundings& around);
/// Says what is replaced.
Drop cover_right(Candidate& candidate, const Surroundings& around);

} // namespace inkling::shape
