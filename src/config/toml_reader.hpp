#pragma once
// TOML text → Node. A syntax error is reported with its place, and nothing of the file is used:
// what follows it cannot be told from what was meant.

#include "config/node.hpp"

#include <optional>
#include <string_view>

namespace inkling::config {

/// `origin` names the layer and the file; the nodes get their lines and columns. On a syntax error:
/// none, and one diagnostic.
std::optional<Node> read_toml(std::string_view text, const Origin& origin,
                              Diagnostics& diagnostics);

} // namespace inkling::config
