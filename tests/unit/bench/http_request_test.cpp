#include "bench/http_request.hpp"

#include "support/catch.hpp"

#include <vector>

using namespace inkling::harness;

namespace {

const std::string kTwo =
    "POST /v1/completions HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello"
    "GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

void check_two(const std::vector<HttpRequest>& requests) {
  REQUIRE(requests.size() == 2);
  CHECK(requests[0].method == "POST");
  CHECK(requests[0].target == "/v1/completions");
  CHECK(requests[0].body == "hello");
  CHECK(requests[0].keep_alive);
  CHECK(requests[1].method == "GET");
  CHECK(requests[1].target == "/health");
  CHECK(requests[1].body.empty());
  CHECK_FALSE(requests[1].keep_alive);
}

std::vector<HttpRequest> read_in(const std::vector<std::string_view>& pieces) {
  HttpRequestReader reader;
  std::vector<HttpRequest> requests;
  for (const std::string_view piece : pieces) {
    reader.feed(piece);
    while (auto request = reader.next()) requests.push_back(std::move(*request));
    REQUIRE_FALSE(reader.failed());
  }
  return requests;
}

} // namespace

TEST_CASE("requests are read whole, byte by byte and at every split", "[bench]") {
  check_two(read_in({kTwo}));
  std::vector<std::string_view> bytes;
  for (std::size_t at = 0; at < kTwo.size(); ++at)
    bytes.push_back(std::string_view(kTwo).substr(at, 1));
  check_two(read_in(bytes));
  for (std::size_t at = 0; at <= kTwo.size(); ++at)
    check_two(read_in({std::string_view(kTwo).substr(0, at), std::string_view(kTwo).substr(at)}));
}

TEST_CASE("a chunked request body is put together", "[bench]") {
  const auto requests = read_in({"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"
                                 "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"});
  REQUIRE(requests.size() == 1);
  CHECK(requests[0].body == "abcde");
}

TEST_CASE("what is not HTTP fails", "[bench]") {
  HttpRequestReader reader;
  reader.feed("Content-Length: 12\r\n\r\n{\"jsonrpc\":1");
  CHECK_FALSE(reader.next());
  CHECK(reader.failed());
  reader.feed(kTwo);
  CHECK_FALSE(reader.next());
}
