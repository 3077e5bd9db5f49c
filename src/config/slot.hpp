#pragma once
// A place in a Config that a key writes to, whatever its type: how a Value goes in, how it is shown
// and described. The types of keys, once for all of them.

#include "config/config.hpp"
#include "config/node.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace inkling::config {

/// A file's name: "~" and relative ones are resolved when it is set from a file.
struct PathSlot {
  std::string* path;
};
/// A bool that is written as "embedded" or "none".
struct FallbackSlot {
  bool* embedded;
};
/// A key itself: never shown, but whether there is one.
struct SecretSlot {
  Secret* secret;
};

/// Durations are in milliseconds; an empty optional is "auto".
using Slot = std::variant<bool*, std::size_t*, Duration*, std::optional<std::size_t>*,
                          std::optional<Duration>*, std::string*, std::vector<std::string>*,
                          PathSlot, FallbackSlot, SecretSlot, BackendKind*, Price*, context::Reach*,
                          log::Level*, Trigger*, Speculate*>;

/// Of numbers, both ends included.
struct Range {
  std::int64_t min = 0;
  std::int64_t max = 0;
};

/// "boolean", "integer, or \"auto\"", "\"free\" | \"metered\"", …: as documented, and as
/// diagnostics say what was expected.
std::string type_name(const Slot& slot);
bool is_number(const Slot& slot);

/// Sets the slot. False, and nothing is changed, where the value is of another type or out of
/// range.
bool assign(const Slot& slot, const Value& value, const Range& range);

/// Sets `to`, which is of the same type, to what `from` holds.
void copy(const Slot& from, const Slot& to);

/// As TOML and JSON have it; a secret as whether it is set.
std::string show(const Slot& slot);

/// For numbers: the value in the key's unit; none for "auto" and other types.
std::optional<std::int64_t> number_in(const Slot& slot);

/// For choices: which of them, counted as they are documented. None for other types.
std::optional<std::size_t> choice_in(const Slot& slot);

} // namespace inkling::config
