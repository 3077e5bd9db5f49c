#include "backend/http/response_reader.hpp"

#include "support/catch.hpp"

#include <cstring>
#include <string>
#include <utility>
#include <vector>

using namespace inkling;
using namespace inkling::http;
using namespace std::string_literals;
using Kind = ResponseReader::Step::Kind;

namespace {

/// Everything that is told of one response; `last` is how it ended.
struct Told {
  int status = 0;
  std::string content_type;
  std::string body;
  std::string last;

  bool operator==(const Told&) const = default;
};

std::ostream& operator<<(std::ostream& out, const Told& told) {
  return out << told.status << " '" << told.content_type << "' '" << told.body.substr(0, 200)
             << "' " << told.last;
}

const char* name_of(Fault fault) {
  switch (fault) {
  case Fault::truncated:
    return "truncated";
  case Fault::malformed:
    return "malformed";
  case Fault::too_large:
    return "too large";
  default:
    return "not the reader's";
  }
}

/// Takes what there is; false once nothing may come any more.
bool drain(ResponseReader& reader, Told& told) {
  while (true) {
    const auto step = reader.next();
    switch (step.kind) {
    case Kind::more:
      return true;
    case Kind::head:
      told.status = reader.head().status;
      told.content_type = reader.head().content_type;
      break;
    case Kind::body:
      REQUIRE_FALSE(step.bytes.empty());
      told.body += step.bytes;
      break;
    case Kind::end:
      told.last = reader.may_reuse() ? "end, reusable" : "end";
      return false;
    case Kind::fault:
      CHECK_FALSE(step.detail.empty());
      told.last = name_of(step.fault);
      return false;
    }
  }
}

bool feed(ResponseReader& reader, std::string_view bytes, Told& told) {
  while (!bytes.empty()) {
    const auto room = reader.prepare();
    const auto count = std::min(room.size(), bytes.size());
    REQUIRE(count > 0);
    std::memcpy(room.data(), bytes.data(), count);
    reader.commit(count);
    bytes.remove_prefix(count);
    if (!drain(reader, told)) return false;
  }
  return true;
}

Told read_in_pieces(std::string_view bytes, const std::vector<std::size_t>& sizes,
                    const ClientLimits& limits, bool at_eof) {
  ResponseReader reader(limits);
  Told told;
  for (const std::size_t size : sizes) {
    if (!feed(reader, bytes.substr(0, size), told)) return told;
    bytes.remove_prefix(size);
  }
  if (!feed(reader, bytes, told)) return told;
  if (!at_eof) {
    told.last = "more";
    return told;
  }
  reader.finish();
  drain(reader, told);
  return told;
}

struct Case {
  const char* what;
  std::string bytes;
  Told told;
  bool at_eof = false; ///< the connection ends behind the bytes
};

/// Whole, byte by byte, and cut in two at every place.
void check(const Case& expected, const ClientLimits& limits = {}) {
  const auto& [what, bytes, told, at_eof] = expected;
  INFO(what);
  CHECK(read_in_pieces(bytes, {}, limits, at_eof) == told);
  // "end, reusable" needs that nothing came behind the end, which a piecewise reader cannot see.
  const std::vector<std::size_t> singles(bytes.size(), 1);
  CHECK(read_in_pieces(bytes, singles, limits, at_eof) == told);
  for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
    INFO("cut at " << cut);
    REQUIRE(read_in_pieces(bytes, {cut}, limits, at_eof) == told);
  }
}

const std::string kOk = "HTTP/1.1 200 OK\r\n";
const std::string kChunked =
    kOk + "Content-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
const std::string kStream = "text/event-stream";

const std::vector<Case> kCases = {
    {"a length",
     kOk + "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}",
     {200, "application/json", "{}", "end, reusable"}},
    {"a length of nothing", kOk + "Content-Length: 0\r\n\r\n", {200, "", "", "end, reusable"}},
    {"chunks",
     kChunked + "5\r\ndata:\r\n1\r\n \r\n003\r\n1\n\n\r\n0\r\n\r\n",
     {200, kStream, "data: 1\n\n", "end, reusable"}},
    {"a stream of nothing", kChunked + "0\r\n\r\n", {200, kStream, "", "end, reusable"}},
    {"chunk extensions and trailers are skipped",
     kChunked +
         "1;a=\"b\"\r\nx\r\nA\r\n0123456789\r\n0;last\r\nDigest: x\r\nContent-Type: y\r\n\r\n",
     {200, kStream, "x0123456789", "end, reusable"}},
    {"the connection's end ends the body",
     kOk + "\r\nhello\r\n\r\n0\r\n\r\n",
     {200, "", "hello\r\n\r\n0\r\n\r\n", "end"},
     true},
    {"an empty body until the end", kOk + "\r\n", {200, "", "", "end"}, true},
    {"no status text",
     "HTTP/1.1 200 \r\nContent-Length: 0\r\n\r\n",
     {200, "", "", "end, reusable"}},
    {"HTTP/1.0 closes", "HTTP/1.0 200 OK\r\nContent-Length: 1\r\n\r\nx", {200, "", "x", "end"}},
    {"HTTP/1.0 may stay open",
     "HTTP/1.0 200 OK\r\nConnection: Keep-Alive\r\nContent-Length: 1\r\n\r\nx",
     {200, "", "x", "end, reusable"}},
    {"Connection: close",
     kOk + "Connection: close\r\nContent-Length: 1\r\n\r\nx",
     {200, "", "x", "end"}},
    {"a Keep-Alive header that looks like the end of chunks",
     kOk +
         "Keep-Alive: timeout=5, max=100\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n",
     {200, "", "x", "end, reusable"}},
    {"interim heads",
     "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + kOk +
         "Content-Length: 1\r\n\r\nx",
     {200, "", "x", "end, reusable"}},
    {"redirects are told",
     "HTTP/1.1 307 Temporary Redirect\r\nLocation: http://elsewhere/\r\nContent-Length: 0\r\n\r\n",
     {307, "", "", "end, reusable"}},
    {"204 has no body", "HTTP/1.1 204 No Content\r\n\r\n", {204, "", "", "end, reusable"}},
    {"304 has no body whatever it says",
     "HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n",
     {304, "", "", "end, reusable"}},
    {"a content type with parameters",
     kOk + "content-TYPE: Text/Event-Stream ; charset=utf-8\r\nContent-Length: 0\r\n\r\n",
     {200, kStream, "", "end, reusable"}},
    {"identity is no coding",
     kOk + "Content-Encoding: Identity\r\nContent-Length: 0\r\n\r\n",
     {200, "", "", "end, reusable"}},
    {"bytes of every value",
     kOk + "Content-Length: 4\r\n\r\n\xff\0\r\n"s,
     {200, "", "\xff\0\r\n"s, "end, reusable"}},

    {"nothing", "", {0, "", "", "truncated"}, true},
    {"nothing yet", "", {0, "", "", "more"}},
    {"half a head", kOk + "Content-Le", {0, "", "", "truncated"}, true},
    {"half a body", kOk + "Content-Length: 5\r\n\r\nhel", {200, "", "hel", "truncated"}, true},
    {"half a chunk", kChunked + "5\r\nhel", {200, kStream, "hel", "truncated"}, true},
    {"no last chunk", kChunked + "5\r\nhello\r\n", {200, kStream, "hello", "truncated"}, true},
    {"half a last chunk", kChunked + "1\r\nx\r\n0\r\n", {200, kStream, "x", "truncated"}, true},
    {"only an interim head", "HTTP/1.1 100 Continue\r\n\r\n", {0, "", "", "truncated"}, true},

    {"another protocol", "SSH-2.0-OpenSSH_9.2p1\r\n", {0, "", "", "malformed"}},
    {"TLS", "\x15\x03\x01", {0, "", "", "malformed"}},
    {"HTTP/2", "HTTP/2 200\r\n\r\n", {0, "", "", "malformed"}},
    {"HTTP/0.9", "{\"content\":\"x\"}", {0, "", "", "malformed"}},
    {"a version of its own", "HTTP/1.7 200 OK\r\n\r\n", {0, "", "", "malformed"}},
    {"no status", "HTTP/1.1 OK\r\n\r\n", {0, "", "", "malformed"}},
    {"a header without a colon", kOk + "Content-Length 5\r\n\r\n", {0, "", "", "malformed"}},
    {"a space before the colon", kOk + "Content-Length : 5\r\n\r\n", {0, "", "", "malformed"}},
    {"two lengths",
     kOk + "Content-Length: 5\r\nContent-Length: 6\r\n\r\n",
     {0, "", "", "malformed"}},
    {"a length that is no number", kOk + "Content-Length: -5\r\n\r\n", {0, "", "", "malformed"}},
    {"a length beyond 64 bits",
     kOk + "Content-Length: 99999999999999999999\r\n\r\n",
     {0, "", "", "malformed"}},
    {"a length and chunks",
     kOk + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
     {0, "", "", "malformed"}},
    {"another transfer coding",
     kOk + "Transfer-Encoding: gzip, chunked\r\n\r\n",
     {0, "", "", "malformed"}},
    {"a compressed body",
     kOk + "Content-Encoding: gzip\r\nContent-Length: 3\r\n\r\n\x1f\x8b\x08",
     {0, "", "", "malformed"}},
    {"another protocol is switched to",
     "HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n",
     {0, "", "", "malformed"}},
    {"a chunk size that is no number", kChunked + "x\r\n", {200, kStream, "", "malformed"}},
    {"a negative chunk size", kChunked + "-1\r\nx\r\n", {200, kStream, "", "malformed"}},
    {"a chunk size beyond 64 bits",
     kChunked + "11111111111111111\r\nx\r\n",
     {200, kStream, "", "malformed"}},
    {"a chunk longer than it says", kChunked + "1\r\nxyz\r\n", {200, kStream, "x", "malformed"}},
    {"interim heads without end",
     [] {
       std::string all;
       for (int i = 0; i < 9; ++i) all += "HTTP/1.1 100 Continue\r\n\r\n";
       return all;
     }(),
     {0, "", "", "malformed"}},
};

} // namespace

TEST_CASE("a response is read the same however it is cut", "[http]") {
  for (const auto& one : kCases) check(one);
}

TEST_CASE("a response beyond a limit ends there", "[http]") {
  ClientLimits limits;
  limits.header_bytes_max = 64;
  limits.body_bytes_max = 10;
  const std::string lengthy = kOk + "Content-Length: ";
  const auto head_of = [](std::size_t bytes) {
    return kOk + "A: " + std::string(bytes - kOk.size() - 7, 'a') + "\r\n\r\n";
  };
  check({"a head that just fits", head_of(64) + "x", {200, "", "x", "end"}, true}, limits);
  check({"a head that does not", head_of(65) + "x", {0, "", "", "too large"}, true}, limits);
  check({"a head without end", kOk + std::string(100, 'a'), {0, "", "", "too large"}}, limits);
  check({"a body that just fits",
         lengthy + "10\r\n\r\n0123456789",
         {200, "", "0123456789", "end, reusable"}},
        limits);
  check({"a body that does not",
         lengthy + "11\r\n\r\n0123456789a",
         {200, "", "0123456789", "too large"}},
        limits);
  check({"a body until the end",
         kOk + "\r\n0123456789abc",
         {200, "", "0123456789", "too large"},
         true},
        limits);
  const std::string chunked = kOk + "Transfer-Encoding: chunked\r\n\r\n";
  check(
      {"chunks", chunked + "6\r\n012345\r\n6\r\n6789ab\r\n", {200, "", "0123456789", "too large"}},
      limits);
  check({"a chunk's header", chunked + "6;" + std::string(100, 'a'), {200, "", "", "too large"}},
        limits);
  check({"trailers", chunked + "0\r\nA: " + std::string(100, 'a'), {200, "", "", "too large"}},
        limits);
}

TEST_CASE("a body larger than the buffer comes in pieces", "[http]") {
  const std::string body(100'000, 'x');
  const std::string bytes = kOk + "Content-Length: 100000\r\n\r\n" + body;
  CHECK(read_in_pieces(bytes, {}, {}, false) == Told{200, "", body, "end, reusable"});
  CHECK(read_in_pieces(bytes, std::vector<std::size_t>(99, 1009), {}, false).body == body);
}

TEST_CASE("responses follow each other on one connection", "[http]") {
  ResponseReader reader({});
  for (int i = 0; i < 3; ++i) {
    Told told;
    CHECK_FALSE(reader.has_begun());
    CHECK_FALSE(feed(reader, kChunked + "1\r\nx\r\n0\r\n\r\n", told));
    CHECK(told == Told{200, kStream, "x", "end, reusable"});
    CHECK(reader.has_begun());
    reader.begin();
  }
}

TEST_CASE("bytes behind a response spoil the connection", "[http]") {
  Told told;
  ResponseReader reader({});
  CHECK_FALSE(feed(reader, kOk + "Content-Length: 1\r\n\r\nxHTTP", told));
  CHECK(told == Told{200, "", "x", "end"});
}

TEST_CASE("the wait that a server asks for is told", "[http]") {
  const auto wait_of = [](const std::string& lines) {
    Told told;
    ResponseReader reader({}, [] { return std::chrono::system_clock::time_point(); });
    feed(reader, "HTTP/1.1 429 Too Many Requests\r\nContent-Length: 0\r\n" + lines + "\r\n", told);
    REQUIRE(told.status == 429);
    return reader.head().retry_after;
  };
  CHECK(wait_of("") == std::nullopt);
  CHECK(wait_of("Retry-After: 2\r\n") == 2s);
  CHECK(wait_of("retry-after: 2\r\nRetry-After-Ms: 1500\r\n") == 1500ms);
  CHECK(wait_of("retry-after: 2\r\nretry-after-ms: soon\r\n") == 2s);
  CHECK(wait_of("Retry-After: Sun, 06 Nov 1994 08:49:40 GMT\r\nDate: Sun, 06 Nov 1994 08:49:37 "
                "GMT\r\n") == 3s);
  // without a Date: by the clock above
  CHECK(wait_of("Retry-After: Thu, 01 Jan 1970 00:00:09 GMT\r\n") == 9s);
}

TEST_CASE("what a server says of its limits is kept, within bounds", "[http]") {
  const auto limits_of = [](const std::string& lines) {
    Told told;
    ResponseReader reader({});
    feed(reader, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n" + lines + "\r\n", told);
    REQUIRE(told.status == 200);
    std::vector<std::string> limits;
    for (const Header& header : reader.head().limits)
      limits.push_back(header.name + "=" + header.value);
    return limits;
  };
  using Limits = std::vector<std::string>;
  CHECK(limits_of("X-Request-Id: 7\r\nRateLimit: 1\r\n") == Limits{});
  CHECK(limits_of("X-RateLimit-Reset-Tokens: 2m59.56s\r\nX-Should-Retry: false\r\n") ==
        Limits{"x-ratelimit-reset-tokens=2m59.56s", "x-should-retry=false"});
  const std::string longest(ResponseHead::kLimitBytesMax, '1');
  CHECK(limits_of("x-ratelimit-a: " + longest + "\r\nx-ratelimit-b: 1" + longest + "\r\n") ==
        Limits{"x-ratelimit-a=" + longest});
  std::string many;
  for (int i = 0; i < 20; ++i) many += "x-ratelimit-" + std::to_string(i) + ": 1\r\n";
  CHECK(limits_of(many).size() == ResponseHead::kLimitHeadersMax);
}
