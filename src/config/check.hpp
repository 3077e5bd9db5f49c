#pragma once
// Walks what was read, with the schema: finds the key of each value, and says what is wrong with
// the rest. What to do with a value is the visitor's.

#include "base/result.hpp"
#include "config/node.hpp"
#include "config/schema.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace inkling::config {

struct Found {
  const Key& key;
  std::string backend; ///< the name of the entry, for keys of backends
  const Node& node;

  std::string name() const { return full_name(key, backend); }
};

/// Calls `visit` for each value whose key is known, in the order written; a table where a value
/// belongs, a value where a table belongs, and an unknown name become diagnostics.
void check(const Node& root, const std::function<void(const Found&)>& visit,
           Diagnostics& diagnostics);

/// "expected integer from 0 to 5000 (ms), or \"auto\"". Never holds what was given.
std::string expectation(const Key& key);
/// The same, with the nearest of the names that may be written, where a name was.
std::string expectation(const Found& found);

/// What is wrong with a list of patterns, where the key is one and the value a list.
std::optional<Error> wrong_patterns(const Found& found);

/// Names of backends: letters, digits, "-" and "_", 1 to 64 of them; not "embedded".
bool is_backend_name(std::string_view name);

} // namespace inkling::config
