#include "wire/outbox.hpp"

#include "support/catch.hpp"

#include <array>
#include <string>

using inkling::wire::Outbox;

namespace {

/// What the next writev() of at most `parts_max` parts would write.
std::string next_write(const Outbox& outbox, std::size_t parts_max = 8) {
  std::array<iovec, 8> parts;
  const std::size_t count = outbox.gather(std::span(parts).first(parts_max));
  std::string text;
  for (std::size_t i = 0; i < count; ++i)
    text.append(static_cast<const char*>(parts[i].iov_base), parts[i].iov_len);
  return text;
}

} // namespace

TEST_CASE("an outbox keeps the order of what is pushed", "[wire]") {
  Outbox outbox;
  CHECK(outbox.empty());
  CHECK(next_write(outbox).empty());
  for (const char* bytes : {"one", "", "two", "three"}) outbox.push(bytes);
  CHECK(outbox.bytes() == 11);
  CHECK(next_write(outbox) == "onetwothree");
  CHECK(next_write(outbox, 2) == "onetwo");
  CHECK(next_write(outbox, 0).empty());
}

TEST_CASE("an outbox goes on where a write stopped", "[wire]") {
  const std::string all = "onetwothree";
  for (std::size_t first = 0; first <= all.size(); ++first)
    for (std::size_t second = 0; first + second <= all.size(); ++second) {
      INFO("written " << first << ", then " << second);
      Outbox outbox;
      for (const char* bytes : {"one", "two", "three"}) outbox.push(bytes);
      outbox.consume(first);
      REQUIRE(next_write(outbox) == all.substr(first));
      outbox.consume(second);
      REQUIRE(next_write(outbox) == all.substr(first + second));
      REQUIRE(outbox.bytes() == all.size() - first - second);
      outbox.push("four");
      REQUIRE(next_write(outbox) == all.substr(first + second) + "four");
    }
}

TEST_CASE("a cleared outbox forgets a half-written string", "[wire]") {
  Outbox outbox;
  outbox.push("half");
  outbox.consume(2);
  outbox.clear();
  CHECK(outbox.empty());
  outbox.push("new");
  CHECK(next_write(outbox) == "new");
}
