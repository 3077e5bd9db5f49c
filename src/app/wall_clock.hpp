#pragma once
// The time of day, for people. What the daemon does is timed by the steady clock (base/time.hpp).

#include <chrono>
#include <cstdint>
#include <string>

namespace inkling::app {

using WallClock = std::chrono::system_clock::time_point;

inline WallClock wall_clock() {
  return std::chrono::system_clock::now();
}

std::int64_t to_unix_ms(WallClock time);
/// RFC 3339, UTC, seconds: "2026-11-22T14:03:22Z".
std::string to_utc(WallClock time);
/// "14:03:22.417", where the person is.
std::string to_local_time(std::int64_t unix_ms);

} // namespace inkling::app
