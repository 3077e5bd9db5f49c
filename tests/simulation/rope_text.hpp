#pragma once
// The hub's half of a change: what it does to a rope, and how the engine is told.

#include "messages.hpp"
#include "text/edit.hpp"
#include "text/rope.hpp"

namespace inkling::simulation {

/// Replaces bytes as the hub would after reading a position, and tells what changed.
text::Edit replace(text::Rope& text, const Splice& splice);

} // namespace inkling::simulation
