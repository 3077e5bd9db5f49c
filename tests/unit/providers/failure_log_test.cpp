// What of a failure reaches the log, and how often.

#include "backend/providers/failure_log.hpp"

#include "base/log.hpp"
#include "remote_fixture.hpp"

#include <string>
#include <sys/mman.h>
#include <unistd.h>

using namespace inkling;
using namespace inkling::backend;

namespace {

/// The log in memory, at its most talkative, while this lives.
class LogCapture {
public:
  LogCapture() : fd_(::memfd_create("log", 0)) {
    const bool opened =
        log::set_up({.level = log::Level::debug, .file = "/proc/self/fd/" + std::to_string(fd_)});
    REQUIRE(opened);
  }
  ~LogCapture() {
    log::set_up({.level = log::Level::off, .file = {}});
    ::close(fd_);
  }
  LogCapture(const LogCapture&) = delete;
  LogCapture& operator=(const LogCapture&) = delete;

  std::string text() const {
    std::string text(1 << 16, '\0');
    const ssize_t size = ::pread(fd_, text.data(), text.size(), 0);
    text.resize(size < 0 ? 0 : static_cast<std::size_t>(size));
    return text;
  }
  std::size_t lines() const {
    const std::string all = text();
    return static_cast<std::size_t>(std::count(all.begin(), all.end(), '\n'));
  }

private:
  int fd_;
};

} // namespace

TEST_CASE("the same cause is logged once in 30 seconds", "[providers]") {
  const LogCapture log;
  Instant now;
  FailureLog failures("local", [&] { return now; });
  failures.report("status", 500);
  CHECK(log.text().find("backend=local cause=status status=500") != std::string::npos);
  failures.report("status", 500);
  now += FailureLog::kEvery - 1ns;
  failures.report("status", 500);
  CHECK(log.lines() == 1);
  failures.report("status", 503);
  failures.report("unreachable", 0, "connection refused");
  CHECK(log.lines() == 3);
  CHECK(log.text().find("detail=\"connection refused\"") != std::string::npos);
  now += 1ns;
  failures.report("status", 500);
  failures.report("status", 500);
  failures.report("status", 503);
  CHECK(log.lines() == 4);
}

TEST_CASE("no prompt, answer, error body or key is ever logged", "[providers]") {
  const LogCapture log;
  test::RemoteFixture f(false);
  f.remote->set_key(Secret("the-key"));
  const auto start = [&](std::uint64_t stream) {
    f.remote->start(StreamId{stream}, test::marked_prompt("the-prompt^"), f.notes);
    return f.client->asked.back().id;
  };
  const auto refused = start(1);
  f.client->head(refused, {.status = 401, .content_type = "application/json", .retry_after = {}});
  f.client->body(refused, R"({"error":{"message":"the-error for the-key"}})");
  f.client->end(refused);
  const auto failed = start(2);
  f.client->head(failed, test::RemoteFixture::kEvents);
  f.client->body(failed, test::says("the-answer") + "data: {\"error\":\"the-error\"}\n\n");
  f.client->end(failed);
  const auto garbage = start(3);
  f.client->head(garbage, test::RemoteFixture::kEvents);
  f.client->body(garbage, "data: the-answer\n\n");
  f.client->end(garbage);
  CHECK(f.notes.heard.size() == 4);
  CHECK(log.lines() == 2); // status 401, and an error in the answer twice
  CHECK(log.text().find("the-") == std::string::npos);
}
