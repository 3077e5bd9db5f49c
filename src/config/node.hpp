#pragma once
// What TOML files and a client's JSON have in common: a tree of named values, each with the place
// where it was written. Readers make it, check.hpp walks it.

#include "config/diagnostic.hpp"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace inkling::config {

/// A value of a type that no key has: a date, a fraction, a list of other things than strings.
struct Unusable {};

using Value = std::variant<Unusable, bool, std::int64_t, std::string, std::vector<std::string>>;

struct Node {
  std::string name; ///< empty at the root
  Origin origin = {};
  Value value = {};
  bool is_table = false;
  std::vector<Node> children = {}; ///< of a table
};

} // namespace inkling::config
