#pragma once
// Which changes of a text look like a person's typing, and where the cursor stands after them: what
// a head start goes by, since editors tell the cursor only when they ask. Pure.

#include "text/edit.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace inkling::engine {

/// The byte offset of the cursor after a change that looks like typing: one character (whatever it
/// replaces), one character deleted, a pair that an editor closed by itself (the cursor is inside),
/// a line end with its indentation, or two of them with the cursor between. Nothing for all else:
/// several places at once, pastes, undone blocks, formatters, reloads, tools that write.
std::optional<std::size_t> typed_cursor(std::span<const text::Edit> edits);

/// Whether this is one character, as one key gives it.
bool is_one_character(std::string_view text);

} // namespace inkling::engine
