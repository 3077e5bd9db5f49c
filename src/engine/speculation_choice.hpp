#pragma once
// Whether what follows an accepted suggestion is generated before it is accepted. A word of the
// configuration; the engine decides by it, and a session may only ask for less.

#include <cstdint>

namespace inkling::engine {

/// Ordered: a smaller one is stricter.
enum class Speculation : std::uint8_t {
  never,
  automatic, ///< where tokens cost nothing
  always,    ///< also on metered backends
};

} // namespace inkling::engine
