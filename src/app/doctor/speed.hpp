#pragma once
// How fast a server is, from a handful of completions. Pure.

#include "app/doctor/checks.hpp"
#include "app/doctor/probe.hpp"

#include <span>
#include <string>

namespace inkling::app::doctor {

inline constexpr std::size_t kSpeedRuns = 4;
/// No run is begun later than that.
inline constexpr Duration kSpeedTimeMax = 6s;

/// Of those runs that brought text; `ready` of them found a connection ready.
Speed speed_of(std::span<const Run> runs, std::size_t ready);

/// "first text after 41 ms (4 runs: 38 to 60), about 900 tokens/s, 4 of 4 on a ready connection"
std::string to_text(const Speed& speed);
/// "4.2 ms", "130 ms"
std::string to_text_ms(Duration duration);

} // namespace inkling::app::doctor
