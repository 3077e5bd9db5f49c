#pragma once
// "Did you mean …?": the known name that a mistyped one is nearest to.

#include <span>
#include <string>
#include <string_view>

namespace inkling {

/// The only one of `known` that begins with `name` (of 3 bytes at least), else the nearest by edit
/// distance; empty where none is within a third of the name's length (at least 1).
std::string nearest(std::string_view name, std::span<const std::string> known);

} // namespace inkling
