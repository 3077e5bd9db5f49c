#pragma once
// What the tests of the HTTP client share: a handler that writes down what it hears, and a client
// beside the server it talks to, on one Loop.

#include "backend/http/http.hpp"
#include "support/catch.hpp"
#include "support/origin.hpp"
#include "wire/loop.hpp"

#include <fstream>
#include <functional>
#include <memory>
#include <string>
#include <unistd.h>

namespace inkling::http {

inline const char* name_of(Fault fault) {
  switch (fault) {
  case Fault::unreachable:
    return "unreachable";
  case Fault::tls:
    return "tls";
  case Fault::slow:
    return "slow";
  case Fault::truncated:
    return "truncated";
  case Fault::malformed:
    return "malformed";
  case Fault::too_large:
    return "too large";
  }
  return "";
}

/// Writes down one exchange as text: "200 hello end", or "200 hel truncated". That it was sent is
/// counted beside.
struct Recorder final : ExchangeHandler {
  std::string heard;
  std::string detail;
  ResponseHead head;
  bool over = false;
  int sent = 0;
  int pauses = 0;
  std::function<void(const char* call)> then = [](const char*) {}; ///< after each call is noted

  void on_sent() override {
    REQUIRE(heard.empty());
    ++sent;
  }
  void on_head(const ResponseHead& told) override {
    REQUIRE_FALSE(over);
    head = told;
    heard += std::to_string(told.status) + " ";
    then("head");
  }
  void on_body(std::string_view bytes) override {
    REQUIRE_FALSE(over);
    REQUIRE_FALSE(bytes.empty());
    heard += bytes;
    then("body");
  }
  void on_pause() override {
    REQUIRE_FALSE(over);
    ++pauses;
  }
  void on_end() override {
    REQUIRE_FALSE(over);
    heard += " end";
    over = true;
    then("end");
  }
  void on_fault(Fault fault, std::string_view why) override {
    REQUIRE_FALSE(over);
    heard += name_of(fault);
    detail = why;
    over = true;
    then("fault");
  }
};

/// Long enough for a slow machine; nothing waits for it unless a test fails.
constexpr Duration kPatience = 10s;

inline bool run_until(wire::Loop& loop, const std::function<bool()>& done) {
  return loop.run_until(done, loop.now() + kPatience);
}

/// Everything that is ready runs.
inline void settle(wire::Loop& loop) {
  loop.run_until([] { return false; }, loop.now() + 5ms);
}

/// A file that is gone with the test.
struct TemporaryFile {
  explicit TemporaryFile(const std::string& text) {
    const int fd = ::mkstemp(path.data());
    REQUIRE(fd >= 0);
    ::close(fd);
    std::ofstream(path) << text;
  }
  ~TemporaryFile() { ::unlink(path.c_str()); }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  std::string path = "/tmp/inkling-test-XXXXXX";
};

/// A client of `origin`. Members may be set before connect().
struct Setup {
  explicit Setup(test::Origin::Kind kind = test::Origin::Kind::tcp,
                 test::Certificate certificate = {})
      : origin(loop, kind, std::move(certificate)) {}

  Client& connect() {
    auto made =
        make_client(loop, {.url = *parse_url(origin.url()), .ca_file = ca_file, .limits = limits});
    REQUIRE(made.has_value());
    client = std::move(*made);
    return *client;
  }

  static Request request(std::string body = "{}") {
    return {.target = "/v1/completions", .body = std::move(body)};
  }

  /// One exchange from start to end.
  std::string exchange(std::string body = "{}") {
    Recorder recorder;
    client->start(request(std::move(body)), recorder);
    REQUIRE(run([&] { return recorder.over; }));
    return recorder.heard;
  }

  bool run(const std::function<bool()>& done) { return run_until(loop, done); }
  /// Until the server has seen so many connections, and what else is ready has run.
  void await_connections(std::size_t count) {
    REQUIRE(run([&] { return origin.connections().size() >= count; }));
    settle(loop);
    REQUIRE(origin.connections().size() == count);
  }

  wire::Loop loop;
  test::Origin origin;
  std::string ca_file;
  ClientLimits limits;
  std::unique_ptr<Client> client;
};

} // namespace inkling::http
