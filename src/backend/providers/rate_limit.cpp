#include "backend/providers/rate_limit.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <iterator>
#include <string>

namespace inkling::backend {
namespace {

constexpr std::string_view kRemaining = "x-ratelimit-remaining-";
constexpr std::string_view kReset = "x-ratelimit-reset-";
/// Seconds since 1970 look like this; no limit lasts a year.
constexpr double kMomentMin = 3e7;

struct Unit {
  std::string_view name;
  double seconds;
};
/// "ms" before "m": the first that fits counts.
constexpr Unit kUnits[] = {{"ms", 1e-3}, {"h", 3600}, {"m", 60}, {"s", 1}, {"d", 86400}};

/// The number at the front of `text`, taken off.
std::optional<double> take_number(std::string_view& text) {
  double number = 0;
  const auto* const end = text.data() + text.size();
  const auto [stop, failed] = std::from_chars(text.data(), end, number, std::chars_format::fixed);
  if (failed != std::errc{} || !std::isfinite(number) || number < 0) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(stop - text.data()));
  return number;
}

std::optional<double> take_unit(std::string_view& text) {
  const auto* unit = std::find_if(std::begin(kUnits), std::end(kUnits), [&](const Unit& candidate) {
    return text.starts_with(candidate.name);
  });
  if (unit == std::end(kUnits)) return std::nullopt;
  text.remove_prefix(unit->name.size());
  return unit->seconds;
}

Duration to_duration(double seconds) {
  const double max = std::chrono::duration<double>(kWaitMax).count();
  return Duration(std::llround(std::min(seconds, max) * 1e9));
}

std::string_view value_of(const http::ResponseHead& head, std::string_view name) {
  for (const http::Header& header : head.limits)
    if (header.name == name) return header.value;
  return {};
}

} // namespace

std::optional<Duration> parse_reset(std::string_view text) {
  auto number = take_number(text);
  if (!number) return std::nullopt;
  if (text.empty()) // seconds
    return *number < kMomentMin ? std::optional(to_duration(*number)) : std::nullopt;
  double seconds = 0;
  while (true) {
    const auto unit = take_unit(text);
    if (!unit) return std::nullopt;
    seconds += *number * *unit;
    if (text.empty()) return to_duration(seconds);
    number = take_number(text);
    if (!number) return std::nullopt;
  }
}

std::optional<Duration> wait_of(const http::ResponseHead& head) {
  if (head.retry_after) return head.retry_after;
  std::optional<Duration> longest;
  for (const http::Header& header : head.limits) {
    if (!header.name.starts_with(kRemaining) || header.value != "0") continue;
    const std::string counted = header.name.substr(kRemaining.size());
    const auto reset = parse_reset(value_of(head, std::string(kReset) + counted));
    if (reset) longest = std::max(longest.value_or(Duration(0)), *reset);
  }
  return longest;
}

} // namespace inkling::backend
