#pragma once
// Time is an argument. Only app/ and the loop read a clock, and the index's walk, on the worker,
// for its own time limit; everything else is handed an Instant.

#include <chrono>

namespace inkling {

using Duration = std::chrono::nanoseconds;
/// A point on the steady clock, or of the simulator's virtual time.
using Instant = std::chrono::time_point<std::chrono::steady_clock, Duration>;

using namespace std::chrono_literals;

} // namespace inkling
