#include "backend/http/retry_after.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>

namespace inkling::http {
namespace {

using std::chrono::sys_seconds;

std::optional<Duration> to_wait(double seconds) {
  if (!(seconds >= 0)) return std::nullopt;
  const double max = std::chrono::duration<double>(kRetryAfterMax).count();
  return Duration(std::llround(std::min(seconds, max) * 1e9));
}

std::optional<double> to_number(std::string_view text) {
  double number = 0;
  const auto* const end = text.data() + text.size();
  const auto [stop, failed] = std::from_chars(text.data(), end, number, std::chars_format::fixed);
  if (failed != std::errc{} || stop != end) return std::nullopt;
  return number;
}

/// `text` is exactly its digits.
std::optional<unsigned> to_digits(std::string_view text) {
  unsigned number = 0;
  const auto* const end = text.data() + text.size();
  const auto [stop, failed] = std::from_chars(text.data(), end, number);
  if (failed != std::errc{} || stop != end) return std::nullopt;
  return number;
}

std::optional<unsigned> to_month(std::string_view name) {
  static constexpr std::array<std::string_view, 12> kMonths = {
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto* const found = std::find(kMonths.begin(), kMonths.end(), name);
  if (found == kMonths.end()) return std::nullopt;
  return static_cast<unsigned>(found - kMonths.begin()) + 1;
}

/// IMF-fixdate (RFC 9110 §5.6.7), "Sun, 06 Nov 1994 08:49:37 GMT": the only form a server may
/// send. The two obsolete ones are not read.
std::optional<sys_seconds> parse_date(std::string_view text) {
  constexpr std::string_view kShape = "Sun, 06 Nov 1994 08:49:37 GMT";
  if (text.size() != kShape.size()) return std::nullopt;
  for (const std::size_t i : {3U, 4U, 7U, 11U, 16U, 19U, 22U, 25U, 26U, 27U, 28U})
    if (text[i] != kShape[i]) return std::nullopt;
  const auto day = to_digits(text.substr(5, 2));
  const auto month = to_month(text.substr(8, 3));
  const auto year = to_digits(text.substr(12, 4));
  const auto hours = to_digits(text.substr(17, 2));
  const auto minutes = to_digits(text.substr(20, 2));
  const auto seconds = to_digits(text.substr(23, 2));
  if (!day || !month || !year || !hours || !minutes || !seconds) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(*year)),
                                         std::chrono::month(*month), std::chrono::day(*day)};
  if (!date.ok() || *hours > 23 || *minutes > 59 || *seconds > 60) return std::nullopt;
  return std::chrono::sys_days(date) + std::chrono::hours(*hours) + std::chrono::minutes(*minutes) +
         std::chrono::seconds(*seconds);
}

} // namespace

std::optional<Duration> parse_retry_after_ms(std::string_view value) {
  const auto number = to_number(value);
  return number ? to_wait(*number / 1e3) : std::nullopt;
}

std::optional<Duration> parse_retry_after(std::string_view value, std::string_view date,
                                          std::chrono::system_clock::time_point now) {
  if (const auto number = to_number(value)) return to_wait(*number);
  const auto until = parse_date(value);
  if (!until) return std::nullopt;
  const auto begin = parse_date(date).value_or(std::chrono::floor<std::chrono::seconds>(now));
  return to_wait(std::max(0.0, std::chrono::duration<double>(*until - begin).count()));
}

} // namespace inkling::http
