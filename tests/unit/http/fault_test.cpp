// Every way in which a server can fail us, and the one word that is told of it.

#include "http_fixture.hpp"

#include <vector>

using namespace inkling;
using namespace inkling::http;
using namespace inkling::test;

namespace {

struct Case {
  const char* what;
  Origin::Script after_request;
  std::string heard;
};

ClientLimits short_limits() {
  ClientLimits limits;
  limits.first_byte_max = 30ms;
  limits.between_bytes_max = 30ms;
  limits.total_max = 60ms;
  limits.header_bytes_max = 4 << 10;
  limits.body_bytes_max = 64 << 10;
  return limits;
}

const std::string kTooMuch(64 << 10, 'x');

const std::vector<Case> kCases = {
    {"closes without a word", {Origin::close()}, "unreachable"},
    {"resets without a word", {Origin::reset()}, "unreachable"},
    {"closes inside the head",
     {Origin::send("HTTP/1.1 200 OK\r\nConte"), Origin::close()},
     "truncated"},
    {"closes inside the stream",
     {Origin::send(stream_head() + chunk("a")), Origin::close()},
     "200 atruncated"},
    {"closes inside a chunk",
     {Origin::send(stream_head() + "5\r\nab"), Origin::close()},
     "200 abtruncated"},
    {"resets inside the stream",
     {Origin::send(stream_head()), Origin::send_slowly("1\r\na\r\n", 0s), Origin::reset()},
     "200 atruncated"},
    {"is silent", {Origin::hang()}, "slow"},
    {"falls silent in the head", {Origin::send("HTTP/1.1 200"), Origin::hang()}, "slow"},
    {"falls silent in the stream",
     {Origin::send(stream_head() + chunk("a")), Origin::hang()},
     "200 aslow"},
    {"drips its head",
     {Origin::send_slowly("HTTP/1.1 200 OK\r\nX: " + std::string(1000, 'x'), 2ms)},
     "slow"},
    {"speaks something else",
     {Origin::send("220 mail.example ESMTP\r\n"), Origin::hang()},
     "malformed"},
    {"has a header without end",
     {Origin::send("HTTP/1.1 200 OK\r\nX: "), Origin::send_forever(kTooMuch)},
     "too large"},
    {"has a body without end", {Origin::send("HTTP/1.1 204 OK\r\n\r\n")}, "204  end"},
    {"has a body that is too large",
     {Origin::send(whole_response(kTooMuch + "y"))},
     "200 " + kTooMuch + "too large"},
    {"never ends its body",
     {Origin::send("HTTP/1.1 200 OK\r\n\r\n"), Origin::send_forever("xxxxxxxx" + kTooMuch)},
     "200 " + kTooMuch + "too large"},
    {"counts its chunks wrong",
     {Origin::send(stream_head() + "g\r\n"), Origin::hang()},
     "200 malformed"},
    {"compresses",
     {Origin::send(whole_response("\x1f\x8b", "200 OK", "Content-Encoding: gzip\r\n"))},
     "malformed"},
    {"redirects",
     {Origin::send(whole_response("", "308 Permanent Redirect", "Location: /elsewhere\r\n"))},
     "308  end"},
    {"thinks aloud first",
     {Origin::send("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\n" +
                   whole_response("a"))},
     "200 a end"},
    {"cuts a character in two",
     {Origin::send(stream_head() + chunk("\xe2\x86") + chunk("\x92\xff") + last_chunk())},
     "200 \xe2\x86\x92\xff end"},
    {"asks for a pause",
     {Origin::send(whole_response("{}", "429 Too Many Requests", "Retry-After: 1\r\n"))},
     "429 {} end"},
};

} // namespace

TEST_CASE("each failure of a server has its word", "[http]") {
  for (const auto& [what, after_request, heard] : kCases) {
    INFO("it " << what);
    Setup setup;
    setup.limits = short_limits();
    Origin::Script script = {Origin::await_request()};
    script.insert(script.end(), after_request.begin(), after_request.end());
    setup.origin.play(script);
    setup.connect();
    Recorder recorder;
    setup.client->start(setup.request(), recorder);
    REQUIRE(setup.run([&] { return recorder.over; }));
    CHECK(recorder.heard == heard);
    settle(setup.loop);
    CHECK(setup.origin.connections().size() <= 2); // the exchange's, and perhaps a spare one
  }
}

TEST_CASE("nobody listening is unreachable", "[http]") {
  Setup setup;
  setup.connect();
  setup.origin.stop_listening();
  Recorder recorder;
  setup.client->start(setup.request(), recorder);
  CHECK(recorder.heard.empty()); // never from inside start()
  REQUIRE(setup.run([&] { return recorder.over; }));
  CHECK(recorder.heard == "unreachable");
  CHECK(recorder.detail == "Connection refused");
}

TEST_CASE("a server that never finishes its handshake is slow", "[http]") {
  Setup setup; // accepts, and does not speak TLS
  setup.limits.connect_max = 20ms;
  auto url = *parse_url(setup.origin.url());
  url.scheme = Url::Scheme::https;
  const auto client = *make_client(setup.loop, {.url = url, .limits = setup.limits});
  Recorder recorder;
  client->start(setup.request(), recorder);
  REQUIRE(setup.run([&] { return recorder.over; }));
  CHECK(recorder.heard == "slow");
}

TEST_CASE("a trickle inside the limits is not slow", "[http]") {
  Setup setup;
  setup.limits = short_limits();
  setup.limits.total_max = 10s;
  setup.origin.play({Origin::await_request(), Origin::send(stream_head()),
                     Origin::send_slowly(chunk(std::string(20, 'a')) + last_chunk(), 3ms)});
  setup.connect();
  CHECK(setup.exchange() == "200 " + std::string(20, 'a') + " end"); // 90 ms, three times the limit
}
