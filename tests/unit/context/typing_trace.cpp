#include "typing_trace.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace inkling::context {
namespace {

constexpr std::size_t kKeysAtAPlace = 200;
constexpr std::size_t kLinesDown = 90;

constexpr std::string_view kCpp = R"(/// Folds the readings of sensor # into one figure.
double fold_#(const std::vector<Reading>& readings, double threshold) {
  double sum = 0;
  for (const Reading& reading : readings) {
    if (reading.kind != Kind::sensor_# || reading.value < threshold) continue;
    sum += reading.value * reading.weight; // the weight of # is never negative
  }
  return readings.empty() ? 0 : sum / static_cast<double>(readings.size());
}

)";
constexpr std::string_view kPython = R"(def fold_#(readings, threshold=#):
    """Fold the readings of sensor # into one figure."""
    total = 0.0
    for reading in readings:
        if reading.kind != "sensor_#" or reading.value < threshold:
            continue
        total += reading.value * reading.weight
    return total / len(readings) if readings else 0.0


)";
constexpr std::string_view kTypeScript =
    R"(export function fold#(readings: Reading[], threshold = #): number {
  const kept = readings.filter((reading) => reading.kind === 'sensor#' && reading.value >= threshold);
  const total = kept.reduce((sum, reading) => sum + reading.value * reading.weight, 0);

  return kept.length > 0 ? total / kept.length : 0;
}

)";

std::string_view pattern(Manner manner) {
  switch (manner) {
  case Manner::cpp:
    return kCpp;
  case Manner::python:
    return kPython;
  case Manner::typescript:
    return kTypeScript;
  }
  return {};
}

void add(std::string& text, Manner manner, std::size_t number) {
  for (const char c : pattern(manner)) c == '#' ? text += std::to_string(number) : text += c;
}

} // namespace

std::string long_text(Manner manner, std::size_t bytes) {
  std::string text;
  for (std::size_t number = 1; text.size() < bytes; ++number) add(text, manner, number);
  return text;
}

TypingTrace::TypingTrace(Manner manner, std::size_t bytes, double share)
    : text_(long_text(manner, bytes)) {
  for (std::size_t number = 900; number < 910; ++number) add(typed_, manner, number);
  const auto near = static_cast<std::size_t>(share * static_cast<double>(text_.size()));
  offset_ = text_.line_begin(text_.line_of(near));
}

bool TypingTrace::next() {
  if (keys_ == kKeys) return false;
  jumped_ = keys_ != 0 && keys_ % kKeysAtAPlace == 0;
  if (jumped_) jump();
  ++keys_;
  if (slip_ > 0 && keys_ % 2 == 0) {
    --slip_;
    replace(1, {});
  } else if (keys_ % 23 == 0) {
    ++slip_;
    replace(0, "q");
  } else if (typed_[at_] == '\n') {
    const std::size_t line = typed_.find_first_not_of(' ', at_ + 1);
    replace(0, typed_.substr(at_, line - at_));
    at_ = line;
  } else {
    replace(0, std::string(1, typed_[at_++]));
  }
  return true;
}

void TypingTrace::jump() {
  slip_ = 0;
  const std::size_t line = text_.line_of(offset_) + kLinesDown;
  offset_ = text_.line_begin(std::min(line, text_.line_count() - 2));
}

void TypingTrace::replace(std::size_t removed, std::string inserted) {
  const std::size_t begin = offset_ - removed;
  const std::size_t line = text_.line_of(begin);
  const std::size_t removed_lines = text_.line_of(offset_) - line;
  text_.replace(begin, offset_, inserted);
  offset_ = begin + inserted.size();
  edit_ = {.begin = begin,
           .removed_bytes = removed,
           .inserted = std::move(inserted),
           .line = line,
           .removed_lines = removed_lines,
           .inserted_lines = text_.line_of(offset_) - line};
}

} // namespace inkling::context
