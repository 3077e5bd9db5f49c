#pragma once
// The passes of shape.cpp, one pure function each, declared here so that tests can call them one by
// one.

#include "shape/shape.hpp"

namespace inkling::shape {

/// A pass changes the candidate, or says why it must be dropped.
using Pass = Drop (*)(Candidate&, const Surroundings&);

/// Streams may end inside a code point, or hold what is none: cuts the text there.
Drop cut_at_broken_utf8(Candidate& candidate, const Surroundings& around);
/// Models write \n; the document may use \r\n or \r.
Drop use_document_line_ending(Candidate& candidate, const Surroundings& around);
/// With text right of the cursor, only the rest of this line can be drawn rightly (Neovim draws the
/// suffix of a multi-line item on the wrong line).
Drop keep_one_line_before_text(Candidate& candidate, const Surroundings& around);
/// Inside a word, a text that writes the rest of the word again replaces it: `fo^o` and `o(bar)`
/// make `foo(bar)`. Says first that nothing is replaced yet.
Drop cover_word_rest(Candidate& candidate, const Surroundings& around);
/// The text must not write again what already stands right of the cursor: it is cut where it
/// reaches it.
Drop cut_at_suffix(Candidate& candidate, const Surroundings& around);
/// Closers right of the cursor that the text closes itself are replaced by it.
Drop cover_closers(Candidate& candidate, const Surroundings& around);
/// Trailing blanks and line ends show nothing and eat the accept key's effect.
Drop trim_end(Candidate& candidate, const Surroundings& around);
/// Nothing that can be seen: must not be sent (Neovim would apply it on Tab).
Drop drop_invisible(Candidate& candidate, const Surroundings& around);

} // namespace inkling::shape
