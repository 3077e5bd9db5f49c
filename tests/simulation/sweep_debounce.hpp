#pragma once
// What each choice of the debounce's constants is worth, for free backends and for metered ones.
// engine/debounce.hpp takes its constants from here; docs/SIMULATION.md tells why.

#include <string>

namespace inkling::simulation {

/// Tables, one for each price class; the candidates in a fixed order.
std::string sweep_debounce();

} // namespace inkling::simulation
