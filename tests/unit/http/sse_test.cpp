#include "backend/http/sse.hpp"

#include "support/catch.hpp"

#include <string>
#include <utility>
#include <vector>

using namespace inkling::http;
using namespace std::string_literals;

namespace {

using Event = std::pair<std::string, std::string>; ///< its name and data
struct Seen {
  std::vector<Event> events;
  bool failed = false;

  bool operator==(const Seen&) const = default;
};

std::ostream& operator<<(std::ostream& out, const Seen& seen) {
  for (const auto& [name, data] : seen.events) out << name << "(" << data << ") ";
  return out << (seen.failed ? "failed" : "whole");
}

void drain(SseParser& parser, Seen& seen) {
  while (const auto event = parser.next()) seen.events.emplace_back(event->event, event->data);
  seen.failed = parser.failed();
}

Seen read_in_pieces(std::string_view bytes, const std::vector<std::size_t>& sizes,
                    SseLimits limits) {
  SseParser parser(limits);
  Seen seen;
  for (const std::size_t size : sizes) {
    parser.feed(bytes.substr(0, size));
    bytes.remove_prefix(size);
    drain(parser, seen);
  }
  parser.feed(bytes);
  drain(parser, seen);
  parser.finish();
  drain(parser, seen);
  return seen;
}

/// Whole, byte by byte, and cut in two at every place.
void check(std::string_view bytes, const Seen& expected, SseLimits limits = {}) {
  INFO("bytes: " << Catch::StringMaker<std::string>::convert(std::string(bytes.substr(0, 300))));
  CHECK(read_in_pieces(bytes, {}, limits) == expected);
  CHECK(read_in_pieces(bytes, std::vector<std::size_t>(bytes.size(), 1), limits) == expected);
  for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
    INFO("cut at " << cut);
    REQUIRE(read_in_pieces(bytes, {cut}, limits) == expected);
  }
}

struct Case {
  const char* what;
  std::string bytes;
  std::vector<Event> events;
};

const std::vector<Case> kCases = {
    {"nothing", "", {}},
    {"two events and a word that ends them",
     "data: {\"text\":\"fn\"}\n\ndata: {\"text\":\"()\"}\n\ndata: [DONE]\n\n",
     {{"message", "{\"text\":\"fn\"}"}, {"message", "{\"text\":\"()\"}"}, {"message", "[DONE]"}}},
    {"one space behind the colon is dropped, no more",
     "data:none\n\ndata: one\n\ndata:  two\n\n",
     {{"message", "none"}, {"message", "one"}, {"message", " two"}}},
    {"a space before the colon belongs to the name", "data : 1\n\n", {}},
    {"lines end with CRLF", "event: go\r\ndata: 1\r\n\r\n", {{"go", "1"}}},
    {"lines end with CR", "data: 1\r\rdata: 2\r\r", {{"message", "1"}, {"message", "2"}}},
    {"line ends are mixed",
     "data: 1\r\n\ndata: 2\n\rdata: 3\r\r\n",
     {{"message", "1"}, {"message", "2"}, {"message", "3"}}},
    {"CR and CRLF together are two line ends",
     "data: 1\r\r\ndata: 2\r\n\r",
     {{"message", "1"}, {"message", "2"}}},
    {"no other character ends a line",
     "data: a\x0b\x0c\xc2\x85\xe2\x80\xa8z\n\n",
     {{"message", "a\x0b\x0c\xc2\x85\xe2\x80\xa8z"}}},
    {"a NUL is a byte like others", "data: a\0b\n\n"s, {{"message", "a\0b"s}}},
    {"a byte order mark at the start is dropped",
     "\xef\xbb\xbf"
     "data: 1\n\n",
     {{"message", "1"}}},
    {"only one byte order mark is",
     "\xef\xbb\xbf\xef\xbb\xbf"
     "data: 1\n\n",
     {}},
    {"a byte order mark further on is part of a name",
     "\n\xef\xbb\xbf"
     "data: 1\n\ndata: 2\n\n",
     {{"message", "2"}}},
    {"half a byte order mark and nothing more", "\xef\xbb", {}},
    {"what begins like a byte order mark", "\xef\xbb: 1\ndata: 2\n\n", {{"message", "2"}}},
    {"comments between events",
     ":\n\n: waiting for a slot\n\n:ping\n\ndata: 1\n\n",
     {{"message", "1"}}},
    {"a comment inside an event", "data: a\n: still here\ndata: b\n\n", {{"message", "a\nb"}}},
    {"data lines are joined by LF", "data: {\r\ndata: }\r\ndata:\r\n\r\n", {{"message", "{\n}\n"}}},
    {"data may be empty",
     "data\n\ndata:\n\ndata: \n\n",
     {{"message", ""}, {"message", ""}, {"message", ""}}},
    {"an event without data is none, and its name is forgotten",
     "event: ping\n\ndata: 1\n\n",
     {{"message", "1"}}},
    {"the last name counts, and holds for one event",
     "event: a\nevent: b\ndata: 1\n\ndata: 2\n\n",
     {{"b", "1"}, {"message", "2"}}},
    {"the name may follow the data", "data: 1\nevent: late\n\n", {{"late", "1"}}},
    {"an empty name is no name", "event:\ndata: 1\n\n", {{"message", "1"}}},
    {"unknown fields are skipped",
     "id: 5\nretry: 100\nDATA: no\nmore\ndata: 1\n\n",
     {{"message", "1"}}},
    {"blank lines before the first event", "\n\r\n\rdata: 1\n\n", {{"message", "1"}}},
    {"the last blank line is missing",
     "data: 1\n\nevent: end\ndata: 2\n",
     {{"message", "1"}, {"end", "2"}}},
    {"the last line end is missing", "data: 1\n\ndata: 2", {{"message", "1"}, {"message", "2"}}},
    {"the last line ends with half a CRLF", "data: 1\r", {{"message", "1"}}},
    {"a name alone at the end is no event", "data: 1\n\nevent: end", {{"message", "1"}}},
    {"UTF-8 of every length",
     "data: \"\xc3\xa9 \xe2\x86\x92 \xf0\x9f\x90\x99\"\n\n",
     {{"message", "\"\xc3\xa9 \xe2\x86\x92 \xf0\x9f\x90\x99\""}}},
    {"bytes that are not UTF-8 are handed on", "data: \xff\xc3\n\n", {{"message", "\xff\xc3"}}},
};

} // namespace

TEST_CASE("a stream of events is read the same however it is cut", "[http]") {
  for (const auto& [what, bytes, events] : kCases) {
    INFO(what);
    check(bytes, {events, false});
  }
}

TEST_CASE("an event of many windows is found whole", "[http]") {
  const std::string text(3'000, 'x');
  check("data: " + text + "\r\n\r\ndata: 1\r\r", {{{"message", text}, {"message", "1"}}, false});
}

TEST_CASE("a line or event beyond its limit ends the stream", "[http]") {
  const SseLimits limits{.line_bytes_max = 20, .event_bytes_max = 30};
  const std::string fits(20 - 6, 'x');
  check("data: " + fits + "\n\n", {{{"message", fits}}, false}, limits);
  check("data: 1\n\ndata: " + fits + "y\n\ndata: 2\n\n", {{{"message", "1"}}, true}, limits);
  check("data: 1\n\n:" + std::string(20, ' ') + "\n\n", {{{"message", "1"}}, true}, limits);
  check("data: 1\n\n" + std::string(21, 'x'), {{{"message", "1"}}, true}, limits);
  check("data: " + fits + "\ndata: " + fits + "\n\n", {{{"message", fits + "\n" + fits}}, false},
        limits);
  check("event: e2\ndata: " + fits + "\ndata: " + fits + "\n\ndata: 2\n\n", {{}, true}, limits);
  check("event: e\ndata:" + fits + "\ndata: " + fits + "\n\n", {{{"e", fits + "\n" + fits}}, false},
        limits);
}

TEST_CASE("nothing is read after the end or a failure", "[http]") {
  SseParser ended;
  ended.finish();
  ended.feed("data: 1\n\n");
  CHECK_FALSE(ended.next());
  SseParser failed({.line_bytes_max = 5});
  failed.feed("data: 1\n\n");
  CHECK_FALSE(failed.next());
  CHECK(failed.failed());
  failed.feed("data\n\n");
  CHECK_FALSE(failed.next());
}

TEST_CASE("an event is told as soon as the CR of its blank line has come", "[http]") {
  SseParser parser;
  parser.feed("data: 1\r\n\r");
  CHECK(parser.next()->data == "1");
  parser.feed("\ndata: 2\r\n\r");
  CHECK(parser.next()->data == "2");
  CHECK_FALSE(parser.next());
}
