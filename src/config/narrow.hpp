#pragma once
// A layer that is not trusted onto what is in force: workspace files and settings that a workspace
// can hold. It may only narrow: turn off, lower, exclude more, be stricter.

#include "config/apply.hpp"

namespace inkling::config {

struct Narrowed {
  Config effective;
  PatternLists patterns = {};
  Origins origins = {};
  Diagnostics diagnostics = {};
  /// A layer holds a mistake that leaves open what may be sent: nothing may.
  bool sealed = false;
};

/// Whether `proposed` asks for less than `current`, which the key lets everybody do. Not for lists.
bool is_narrower(Trust trust, const Slot& proposed, const Slot& current);

/// What the trusted layers came to; its diagnostics stay with them.
Narrowed begin_narrowing(const Resolved& resolved);

/// Takes what narrows. All else is ignored with a diagnostic, unless it says what is in force
/// anyway, as settings do that an editor sends whole.
void narrow(const Node& root, Narrowed& into);

} // namespace inkling::config
