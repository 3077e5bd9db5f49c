#pragma once
// How often the calling thread has asked for memory (operator new): times of small things wander,
// counts do not.

#include <cstddef>

namespace inkling::bench {

std::size_t allocations();

} // namespace inkling::bench
