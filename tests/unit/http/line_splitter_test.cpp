// Lines out of bytes that are cut anywhere.

#include "backend/http/line_splitter.hpp"

#include "support/catch.hpp"

#include <string>
#include <vector>

using namespace inkling::http;

namespace {

constexpr std::size_t kLineMax = 16;

struct Seen {
  std::vector<std::string> lines;
  bool failed = false;
  bool operator==(const Seen&) const = default;
};

struct Case {
  std::string_view bytes;
  Seen seen;
};

const Case kCases[] = {
    {"", {}},
    {"\n\r\n\n", {{"\r"}}},
    {"{\"a\":1}\n{\"b\":2}\n", {{"{\"a\":1}", "{\"b\":2}"}}},
    {"{\"a\":1}\r\n\n{\"b\":2}", {{"{\"a\":1}\r", "{\"b\":2}"}}},
    {"a\rb\n", {{"a\rb"}}},
    {"0123456789abcdef\nx", {{"0123456789abcdef", "x"}}},
    {"a\n0123456789abcdefg\nx\n", {{"a"}, true}},
    {"a\n0123456789abcdefg", {{"a"}, true}},
};

Seen read_in_pieces(std::string_view bytes, const std::vector<std::string_view>& pieces) {
  LineSplitter splitter(kLineMax);
  Seen seen;
  const auto drain = [&] {
    while (const auto event = splitter.next()) {
      CHECK(event->event == "message");
      seen.lines.emplace_back(event->data);
    }
    seen.failed = splitter.failed();
  };
  for (const std::string_view piece : pieces) {
    splitter.feed(piece);
    drain();
  }
  if (pieces.empty()) splitter.feed(bytes);
  splitter.finish();
  drain();
  return seen;
}

} // namespace

TEST_CASE("lines are the same however the bytes are cut", "[http]") {
  for (const Case& c : kCases) {
    CAPTURE(c.bytes);
    CHECK(read_in_pieces(c.bytes, {}).lines == c.seen.lines);
    CHECK(read_in_pieces(c.bytes, {}).failed == c.seen.failed);
    std::vector<std::string_view> bytes;
    for (std::size_t i = 0; i < c.bytes.size(); ++i) bytes.push_back(c.bytes.substr(i, 1));
    CHECK((read_in_pieces(c.bytes, bytes) == c.seen));
    for (std::size_t i = 0; i <= c.bytes.size(); ++i)
      CHECK((read_in_pieces(c.bytes, {c.bytes.substr(0, i), c.bytes.substr(i)}) == c.seen));
  }
}

TEST_CASE("a line is handed out with its end, not before", "[http]") {
  LineSplitter splitter;
  splitter.feed("{\"a\":");
  CHECK_FALSE(splitter.next());
  splitter.feed("1}\n{");
  CHECK(splitter.next()->data == "{\"a\":1}");
  CHECK_FALSE(splitter.next());
  splitter.finish();
  CHECK(splitter.next()->data == "{");
  CHECK_FALSE(splitter.next());
}
