#pragma once
// What stands for a secret in a text that leaves this process, and must never stand in one that
// comes back to an editor.

#include <string_view>

namespace inkling {

/// An identifier, so that it fits wherever a value stood; nobody writes it by hand.
inline constexpr std::string_view kSecretMask = "INKLING_MASKED_VALUE";

} // namespace inkling
