#include "app/doctor/speed.hpp"

#include <algorithm>
#include <cstdio>

namespace inkling::app::doctor {
namespace {

/// Bytes of code to a token, roughly.
constexpr double kBytesPerToken = 4;
/// Shorter answers, and those that come at once, say nothing about the rate.
constexpr std::size_t kBytesMin = 40;
constexpr double kSecondsMin = 0.005;

double in_ms(Duration duration) {
  return std::chrono::duration<double, std::milli>(duration).count();
}

double quantile(std::vector<double> values, double share) {
  std::sort(values.begin(), values.end());
  return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

std::string number(double value) {
  char text[32];
  std::snprintf(text, sizeof text, value < 10 ? "%.1f" : "%.0f", value);
  return text;
}

} // namespace

Speed speed_of(std::span<const Run> runs, std::size_t ready) {
  std::vector<double> waits;
  std::vector<double> rates;
  for (const Run& run : runs) {
    if (!run.first) continue;
    waits.push_back(in_ms(*run.first - run.begun));
    const double seconds = in_ms(*run.last - *run.first) / 1000;
    if (run.bytes_after_first >= kBytesMin && seconds >= kSecondsMin)
      rates.push_back(static_cast<double>(run.bytes_after_first) / kBytesPerToken / seconds);
  }
  if (waits.empty()) return {};
  return {.runs = waits.size(),
          .ready = ready,
          .ttft_ms_p50 = quantile(waits, 0.5),
          .ttft_ms_min = quantile(waits, 0),
          .ttft_ms_max = quantile(waits, 1),
          .tokens_per_second = rates.empty() ? 0 : quantile(rates, 0.5)};
}

std::string to_text(const Speed& speed) {
  std::string text = "first text after " + number(speed.ttft_ms_p50) + " ms (" +
                     std::to_string(speed.runs) + " runs: " + number(speed.ttft_ms_min) + " to " +
                     number(speed.ttft_ms_max) + ')';
  if (speed.tokens_per_second > 0)
    text += ", about " + number(speed.tokens_per_second) + " tokens/s";
  return text + ", " + std::to_string(speed.ready) + " of " + std::to_string(speed.runs) +
         " on a ready connection";
}

std::string to_text_ms(Duration duration) {
  return number(in_ms(duration)) + " ms";
}

} // namespace inkling::app::doctor
