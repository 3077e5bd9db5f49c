#pragma once
// How far a text may travel: the values of the privacy settings.

#include <cstdint>

namespace inkling::context {

/// Ordered: a smaller one is stricter.
enum class Reach : std::uint8_t {
  local,    ///< the embedded model only: never leaves this process
  anywhere, ///< the configured backend, wherever it is
};

} // namespace inkling::context
