#pragma once
// The one table of all keys. Reading, checking, narrowing, `inkling config` and the test of
// docs/CONFIG.md go by it; a default is what a default-constructed Config holds.

#include "config/slot.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace inkling::config {

/// Who may set a key. The person's own file and environment may set all but client_only.
enum class Trust : std::uint8_t {
  user,        ///< it decides where code goes, or changes more than it narrows; trusted clients too
  user_only,   ///< it is executed: never over the protocol, whoever is trusted
  client_only, ///< a key itself: a trusted client may hand it over, a file must not hold it
  only_off,    ///< others may turn it off
  only_on,     ///< others may turn it on, which is the narrower there
  only_lower,  ///< others may lower it
  only_raise,  ///< others may raise it, which is the narrower there
  only_more,   ///< others may add to the list
  only_stricter, ///< others may choose what comes before it, as the type has them
};

/// What a slot is looked for in. `backend` is the entry that "*" stands for, or any.
struct Target {
  Config& config;
  BackendConfig& backend;
};

struct Key {
  std::string_view path; ///< dotted; "*" is the name of a backend
  std::string_view unit; ///< "ms", "bytes", "tokens", "files", or empty
  Range range;           ///< of numbers
  Trust trust = Trust::user;
  std::string_view description; ///< one line
  Slot (*slot)(Target);
};

/// Of a list: whether it holds patterns of files (context/globs.hpp).
bool holds_patterns(const Key& key);

/// In the order in which they are documented.
std::span<const Key> keys();

/// Null where there is none. `path` has "*" where a backend's name stood.
const Key* find_key(std::string_view path);
/// Whether keys begin with "path.".
bool is_table(std::string_view path);
/// The names that may stand in a table ("" is the root), for "did you mean".
std::vector<std::string> names_in(std::string_view table);

/// "integer from 0 to 10000, or \"auto\"": type, unit and range.
std::string describe_type(const Key& key);
/// As show() has it.
std::string default_of(const Key& key);
/// "completion.debounce_ms" for the key, "backends.NAME.kind" for one of a backend.
std::string full_name(const Key& key, std::string_view backend);

} // namespace inkling::config
