#pragma once
// Where in a prompt the answer is to go. The fake server must find it for every client, whatever
// template it writes, or it could not say anything right.
//
//   if (auto place = find_hole(known, prompt)) reply(known.after(*place));
//
// Fill-in-the-middle markers of the usual families are read as such. Without any, the hole is found
// from the known text itself: a chat prompt carries the text before and the text after the hole, in
// either order, with something between them.

#include "bench/known_text.hpp"

#include <optional>
#include <string_view>

namespace inkling::harness {

/// Nothing where the text before the hole is not in the known texts (a typing mistake, a prompt
/// about something else).
std::optional<Place> find_hole(const KnownTexts& known, std::string_view prompt);

/// The text behind the hole, by the markers; empty where there are none.
std::string_view suffix_in(std::string_view prompt);

} // namespace inkling::harness
