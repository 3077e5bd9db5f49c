#pragma once
// What is in force and where it comes from, for people and programs: `inkling config`. Keys never
// are in it: of what names one, whether it is there.

#include "config/apply.hpp"

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace inkling::config {

struct Report {
  const Config& config;
  const Origins& origins;
  const Environment& environment;
  /// That the person named, where mistakes keep it from being used; else empty.
  std::string backend_meant = {};
};

/// One line a key, as TOML, with the origin as a comment.
std::string to_text(const Report& report);

/// [{"key", "value", "unit", "origin", "line"}, …]; "key_is_set" where it names an environment
/// variable; "instead_of" with a backend that stands for the one that was meant.
nlohmann::json to_json(const Report& report);

} // namespace inkling::config
