#include "bench/backend_log.hpp"

#include "support/catch.hpp"

using namespace inkling;
using namespace inkling::harness;

namespace {

Instant at(std::int64_t ms) {
  return Instant(Duration(ms * 1'000'000));
}

Generation generation() {
  Generation made;
  made.text = "abcd\"fgh\nj";
  made.ends = {4, 8, 10};
  made.right = true;
  made.place = Place{0, 17};
  return made;
}

} // namespace

TEST_CASE("what is logged is read back", "[bench]") {
  BackendLogWriter writer;
  writer.open(at(1), 1);
  writer.request(at(2), 1, 1, "/v1/completions", 100, generation());
  writer.flush(at(3), 1, generation(), 0, 2);
  writer.open(at(3), 2);
  writer.request(at(3), 2, 2, "/infill", 100, generation());
  writer.flush(at(4), 1, generation(), 2, 3);
  writer.finish(at(4), 1);
  writer.drop(at(5), 2, 2);
  writer.close(at(6), 1);
  const auto log = read_backend_log(writer.take());
  REQUIRE(log.has_value());
  CHECK(writer.size() == 0);
  CHECK(log->connections == 2);
  REQUIRE(log->exchanges.size() == 2);

  const Exchange& first = log->exchanges[0];
  CHECK(first.request == 1);
  CHECK(first.connection == 1);
  CHECK(first.received == at(2));
  CHECK(first.text == "abcd\"fgh\nj");
  CHECK(first.right);
  CHECK(first.place == Place{0, 17});
  CHECK(first.flushes == std::vector<Flush>{{at(3), {4, 8}}, {at(4), {10}}});
  CHECK(first.finished == at(4));
  CHECK_FALSE(first.dropped);
  CHECK(log->exchanges[1].dropped == at(5));
  CHECK_FALSE(log->exchanges[1].finished);
}

TEST_CASE("an exchange tells when bytes were sent and how many tokens hold them", "[bench]") {
  Exchange exchange;
  exchange.flushes = {{at(3), {4, 8}}, {at(5), {10}}};
  CHECK(exchange.sent(1) == at(3));
  CHECK(exchange.sent(8) == at(3));
  CHECK(exchange.sent(9) == at(5));
  CHECK_FALSE(exchange.sent(11));
  CHECK(exchange.tokens_of(0) == 0);
  CHECK(exchange.tokens_of(4) == 1);
  CHECK(exchange.tokens_of(5) == 2);
  CHECK(exchange.tokens_of(10) == 3);
  CHECK(exchange.tokens_before(at(3)) == 0);
  CHECK(exchange.tokens_before(at(4)) == 2);
  CHECK(exchange.tokens() == 3);
}

TEST_CASE("a log that is cut off names its line", "[bench]") {
  const auto log = read_backend_log("{\"e\":\"open\",\"t\":1,\"c\":1}\n{\"e\":\"request\",\"t\"");
  REQUIRE_FALSE(log.has_value());
  CHECK(log.error().message.find("line 2") != std::string::npos);
}
