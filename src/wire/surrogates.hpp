#pragma once
// Lone surrogate escapes in JSON text. Editors cut strings between UTF-16 units and send "\ud83d"
// with no partner, which nlohmann rejects; refusing the message would leave the document silently
// wrong.

#include <string>

namespace inkling::wire {

/// Replaces every \uD800…\uDFFF escape that is not half of a pair by \ufffd: one UTF-16 unit for
/// one, the same length in bytes. Takes a small fraction of the time of parsing where there are
/// none.
void replace_lone_surrogates(std::string& json_text);

} // namespace inkling::wire
