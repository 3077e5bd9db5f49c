#pragma once
// A client's settings → Node. The same names as in TOML, as an object or below a member "inkling".

#include "config/node.hpp"

#include <nlohmann/json_fwd.hpp>

namespace inkling::config {

/// Members that are null count as absent. An empty array stands for an empty object and the other
/// way round: Lua does not know the difference. Whole numbers may be written as fractions (3.0).
/// What is no object at all becomes an empty table. In initializationOptions, members of "inkling"
/// that say what a client takes (docs/PROTOCOL.md) are passed over.
Node read_json(const nlohmann::json& settings, Layer layer);

/// initializationOptions without those members.
nlohmann::json without_protocol(nlohmann::json options);

} // namespace inkling::config
