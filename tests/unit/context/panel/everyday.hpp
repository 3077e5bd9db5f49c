#pragma once
// Places of everyday code where secrets stand: calls, command lines, manifests, connection strings.

#include <cstddef>

namespace panel {

/// What stands at "{}".
enum class Value {
  password, ///< thought up by a person, or a short one of a generator
  token,    ///< of a machine, without a shape of its own
  url,      ///< one of both, of what a URL may hold as it is
};

struct Place {
  const char* kind;
  Value value;
  const char* frame;
};

struct Places {
  const Place* first;
  std::size_t count;
  const Place* begin() const { return first; }
  const Place* end() const { return first + count; }
};

/// In calls, command lines, connection strings, headers and manifests.
Places places_of_strangers();
/// In what programming languages and tools use to name a value.
Places places_of_languages();

} // namespace panel
