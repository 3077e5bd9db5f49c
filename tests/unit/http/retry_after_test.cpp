#include "backend/http/retry_after.hpp"

#include "support/catch.hpp"

#include <optional>
#include <string>
#include <vector>

using namespace inkling;
using namespace inkling::http;

namespace {

constexpr const char* kDate = "Sun, 06 Nov 1994 08:49:37 GMT";

/// Of this machine: 08:49:40 of that day, and some more.
constexpr std::chrono::system_clock::time_point kNow =
    std::chrono::sys_days(std::chrono::year(1994) / 11 / 6) + 8h + 49min + 40s + 900ms;

struct Case {
  std::string value;
  std::optional<Duration> wait;
  std::string date = kDate;
};

} // namespace

TEST_CASE("Retry-After is seconds or a date", "[http]") {
  const std::vector<Case> cases = {
      {"0", 0s},
      {"7", 7s},
      {"2.5", 2500ms},
      {"3600", 1h},
      {"3601", 1h},
      {"99999999999999999999999999", 1h},
      {"-1", std::nullopt},
      {"", std::nullopt},
      {"soon", std::nullopt},
      {"7 s", std::nullopt},
      {"0x10", std::nullopt},
      {"1e9", std::nullopt},
      {"nan", std::nullopt},
      {"inf", 1h},
      {"Sun, 06 Nov 1994 08:49:47 GMT", 10s},
      {"Sun, 06 Nov 1994 08:50:00 GMT", 23s},
      {"Mon, 07 Nov 1994 00:00:00 GMT", 1h},
      {"Thu, 29 Feb 1996 00:00:05 GMT", 10s, "Wed, 28 Feb 1996 23:59:55 GMT"},
      {"Sun, 06 Nov 1994 08:49:36 GMT", 0s},
      // without the server's time, or with one that is none: by ours
      {"Sun, 06 Nov 1994 08:49:47 GMT", 7s, ""},
      {"Sun, 06 Nov 1994 08:49:47 GMT", 7s, "now"},
      {"Sun, 06 Nov 1994 08:49:39 GMT", 0s, ""},
      {"Fri, 31 Dec 9999 23:59:59 GMT", 1h, ""},
      {"Sat, 01 Jan 1000 00:00:00 GMT", 0s, ""},
      {"Sun, 06 Nov 1994 08:49:47 UTC", std::nullopt},
      {"Sun, 31 Feb 1994 08:49:47 GMT", std::nullopt},
      {"Sun, 06 Nov 1994 24:00:00 GMT", std::nullopt},
      {"Sun, 06 nov 1994 08:49:47 GMT", std::nullopt},
      {"Sun, -6 Nov 1994 08:49:47 GMT", std::nullopt},
      {"Sunday, 06-Nov-94 08:49:47 GMT", std::nullopt},
      {"Sun Nov  6 08:49:47 1994", std::nullopt},
  };
  for (const auto& [value, wait, date] : cases) {
    INFO("'" << value << "' at '" << date << "'");
    CHECK(parse_retry_after(value, date, kNow) == wait);
  }
}

TEST_CASE("retry-after-ms is milliseconds", "[http]") {
  CHECK(parse_retry_after_ms("250") == 250ms);
  CHECK(parse_retry_after_ms("0.5") == 500us);
  CHECK(parse_retry_after_ms("3600001") == Duration(1h));
  CHECK(parse_retry_after_ms("") == std::nullopt);
  CHECK(parse_retry_after_ms("-250") == std::nullopt);
  CHECK(parse_retry_after_ms("250ms") == std::nullopt);
}
