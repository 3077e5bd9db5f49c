#pragma once
// Puts an editor's log and a backend's log of the same run together: which answer came from which
// request, and what of its time was the model's. Pure.
//
//   Figures figures = join(editor, backend);
//
// An answer is explained by a request if it is what that request generated, from its beginning or
// from where the keys since have typed to, and the tokens it needs had been sent. Of several the
// one with the latest of those tokens counts: the soonest moment at which the answer could be
// known. What no request explains is local (another model, a cache of another run).
//
// The superseding key of a request is the first that contradicts its text. Where the request was
// dropped before any did, or none did, it is the first key after it; but none where it was shown
// and never contradicted.
//
// A request is speculation if its prompt does not end where the text ended at the last few keys:
// what its answer continues is not written yet. Its answer may be used once it is.

#include "bench/backend_log.hpp"
#include "bench/editor_log.hpp"
#include "bench/figures.hpp"

namespace inkling::harness {

/// Both logs begin with empty hands: a request before the first key has no key, and is only
/// counted.
Figures join(const EditorLog& editor, const BackendLog& backend);

} // namespace inkling::harness
