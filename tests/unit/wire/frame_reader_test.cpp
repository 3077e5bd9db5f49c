#include "wire/frame_reader.hpp"

#include "support/catch.hpp"

#include <algorithm>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

using namespace inkling;
using namespace inkling::wire;

namespace {

using Outcomes = std::vector<std::string>;

Limits small_limits() {
  Limits limits;
  limits.message_bytes_max = 100;
  limits.header_bytes_max = 200;
  return limits;
}

std::string describe(const Frame& frame) {
  switch (frame.kind) {
  case Frame::Kind::body:
    return "body " + frame.body;
  case Frame::Kind::refused:
    return "refused: " + frame.error.message;
  case Frame::Kind::broken:
    return "broken: " + frame.error.message;
  }
  return {};
}

void drain(FrameReader& reader, Outcomes& outcomes) {
  while (auto frame = reader.next()) outcomes.push_back(describe(*frame));
}

/// What comes out when the bytes come in pieces of these sizes, and the rest in one.
Outcomes read_in_pieces(std::string_view bytes, const std::vector<std::size_t>& sizes,
                        const Limits& limits) {
  FrameReader reader(limits);
  Outcomes outcomes;
  for (const std::size_t size : sizes) {
    reader.feed(bytes.substr(0, size));
    drain(reader, outcomes);
    bytes.remove_prefix(size);
  }
  reader.feed(bytes);
  drain(reader, outcomes);
  return outcomes;
}

/// Fed whole, byte by byte, cut in two at every place, and with everything read before the first
/// next().
void check(std::string_view bytes, const Outcomes& expected,
           const Limits& limits = small_limits()) {
  INFO("bytes: " << bytes.substr(0, 300));
  CHECK(read_in_pieces(bytes, {}, limits) == expected);
  CHECK(read_in_pieces(bytes, std::vector<std::size_t>(bytes.size(), 1), limits) == expected);
  for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
    INFO("cut at " << cut);
    REQUIRE(read_in_pieces(bytes, {cut}, limits) == expected);
  }
  FrameReader undrained(limits);
  for (const char c : bytes) undrained.feed({&c, 1});
  Outcomes outcomes;
  drain(undrained, outcomes);
  CHECK(outcomes == expected);
}

/// The same, and that a good frame before and behind is found.
void check_between_frames(const std::string& bytes, Outcomes expected) {
  check(bytes, expected);
  expected.insert(expected.begin(), "body before");
  expected.push_back("body behind");
  check(to_frame("before") + bytes + to_frame("behind"), expected);
}

struct HeaderCase {
  const char* what;
  std::string header;
};

} // namespace

TEST_CASE("a frame is its length and its body", "[wire]") {
  check(to_frame("{}"), {"body {}"});
  check(to_frame("one") + to_frame("two") + to_frame("three"),
        {"body one", "body two", "body three"});
  check(to_frame(""), {"body "});
  check(to_frame("") + to_frame("x") + to_frame(""), {"body ", "body x", "body "});
  check("", {});
  check("Content-Length: 5\r\n\r\nfour", {});
}

TEST_CASE("a body may hold what looks like a header", "[wire]") {
  check_between_frames(to_frame("Content-Length: 3\r\n\r\nabc"),
                       {"body Content-Length: 3\r\n\r\nabc"});
  check_between_frames(to_frame("\r\n\r\n"), {"body \r\n\r\n"});
}

TEST_CASE("header forms that clients send are all taken", "[wire]") {
  const HeaderCase cases[] = {
      {"lower case", "content-length: 2\r\n"},
      {"upper case", "CONTENT-LENGTH: 2\r\n"},
      {"no white space", "Content-Length:2\r\n"},
      {"much white space", "Content-Length: \t  2 \t \r\n"},
      {"leading zeros", "Content-Length: 0002\r\n"},
      {"bare line feeds", "Content-Length: 2\n"},
      {"twice the same", "Content-Length: 2\r\nContent-Length: 2\r\n"},
      {"twice the same in other digits", "Content-Length: 2\r\nContent-Length: 02\r\n"},
      {"type first",
       "Content-Type: application/vscode-jsonrpc; charset=utf-8\r\nContent-Length: 2\r\n"},
      {"type last", "Content-Length: 2\r\nContent-Type: application/vscode-jsonrpc\r\n"},
      {"utf8", "Content-Length: 2\r\nContent-Type: application/vscode-jsonrpc;charset=utf8\r\n"},
      {"UTF-8 quoted", "Content-Length: 2\r\nContent-Type: a/b; charset=\"UTF-8\"\r\n"},
      {"other parameters",
       "Content-Length: 2\r\ncontent-type: a/b; x=\"; charset=latin1\"; CHARSET=Utf-8\r\n"},
      {"empty type", "Content-Length: 2\r\nContent-Type:\r\n"},
      {"parameter without a value", "Content-Length: 2\r\nContent-Type: a/b; charset\r\n"},
      {"unknown headers", "X-A: b\r\nContent-Length: 2\r\nX-C: d:e\r\nx-empty:\r\n"},
      {"blanks around the name", " Content-Length : 2\r\n"},
      {"every token character", "!#$%&'*+-.^_`|~09azAZ: 1\r\nContent-Length: 2\r\n"},
      {"bytes beyond ASCII in a value", "X-Name: \xc3\xa9\xff\r\nContent-Length: 2\r\n"},
  };
  for (const auto& [what, header] : cases) {
    INFO(what);
    check_between_frames(header + "\r\n{}", {"body {}"});
  }
  check_between_frames("Content-Length: 2\n\n{}", {"body {}"});
  check_between_frames("Content-Length: 2\n\r\n{}", {"body {}"});
}

TEST_CASE("another charset refuses the body and keeps the connection", "[wire]") {
  const HeaderCase cases[] = {
      {"latin1", "Content-Length: 2\r\nContent-Type: a/b; charset=latin1\r\n"},
      {"quoted", "Content-Type: a/b; charset=\"utf-16\"\r\nContent-Length: 2\r\n"},
      {"white space", "Content-Type: a/b ;\tcharset = us-ascii ; x=y\r\nContent-Length: 2\r\n"},
      {"empty", "Content-Type: a/b; charset=\r\nContent-Length: 2\r\n"},
      {"one quote", "Content-Type: a/b; charset=\"\r\nContent-Length: 2\r\n"},
      {"half a name", "Content-Type: a/b; charset=utf\r\nContent-Length: 2\r\n"},
  };
  for (const auto& [what, header] : cases) {
    INFO(what);
    check_between_frames(header + "\r\n{}", {"refused: the only charset is utf-8"});
  }
}

TEST_CASE("a body over the limit is refused and skipped", "[wire]") {
  check_between_frames(to_frame(std::string(100, 'x')), {"body " + std::string(100, 'x')});
  check_between_frames(to_frame(std::string(101, 'x')), {"refused: message is too large"});
  check_between_frames(to_frame(std::string(300, '\n')), {"refused: message is too large"});
  const std::string endless = "Content-Length: 9223372036854775807\r\n\r\n";
  check(endless + std::string(100, 'x'), {"refused: message is too large"});
  check(endless + "abc", {});
}

TEST_CASE("a refused body shows its beginning, as far as a body may be long", "[wire]") {
  const auto head_of = [](std::size_t body_bytes, const Limits& limits) {
    FrameReader reader(limits);
    reader.feed(to_frame("{" + std::string(body_bytes - 1, 'x')));
    const auto frame = reader.next();
    REQUIRE((frame && frame->kind == Frame::Kind::refused));
    return frame->body;
  };
  CHECK(head_of(101, small_limits()) == "{" + std::string(99, 'x'));
  Limits limits;
  limits.message_bytes_max = 5000;
  CHECK(head_of(5001, limits) == "{" + std::string(1023, 'x'));
}

TEST_CASE("a lost frame boundary ends the reading", "[wire]") {
  struct Case {
    std::string bytes;
    const char* why;
  };
  const Case cases[] = {
      {"\r\n", "Content-Length is missing"},
      {"X-A: b\r\n\r\n", "Content-Length is missing"},
      {"Content-Type: a/b; charset=latin1\r\n\r\n", "Content-Length is missing"},
      {"Content-Lengthy: 2\r\n\r\n", "Content-Length is missing"},
      {"Content-Length: -1\r\n", "Content-Length is not a decimal number"},
      {"Content-Length: +1\r\n", "Content-Length is not a decimal number"},
      {"Content-Length: 0x10\r\n", "Content-Length is not a decimal number"},
      {"Content-Length: 1e3\r\n", "Content-Length is not a decimal number"},
      {"Content-Length: 2.0\r\n", "Content-Length is not a decimal number"},
      {"Content-Length: 2, 2\r\n", "Content-Length is not a decimal number"},
      {"Content-Length: 2 2\r\n", "Content-Length is not a decimal number"},
      {"Content-Length:\r\n", "Content-Length is not a decimal number"},
      {"Content-Length: \t\r\n", "Content-Length is not a decimal number"},
      {"Content-Length: two\r\n", "Content-Length is not a decimal number"},
      {std::string("Content-Length: 2\0\r\n", 20), "Content-Length is not a decimal number"},
      {"Content-Length: 2\r\r\n", "Content-Length is not a decimal number"},
      {"Content-Length: 9223372036854775808\r\n", "Content-Length is too large to count"},
      {"Content-Length: 18446744073709551616\r\n", "Content-Length is too large to count"},
      {"Content-Length: " + std::string(100, '9') + "\r\n", "Content-Length is too large to count"},
      {"Content-Length: 2\r\nContent-Length: 3\r\n",
       "Content-Length is given twice with different values"},
      {"{\"jsonrpc\"}\n", "header line without a colon"},
      {"Content-Length 2\r\n", "header line without a colon"},
      {": 2\r\n", "header name is not a token"},
      {"Content Length: 2\r\n", "header name is not a token"},
      {"{\"jsonrpc\":\"2.0\"}\n", "header name is not a token"},
      {std::string("a\0b: 2\r\n", 8), "header name is not a token"},
      {"X-Long: " + std::string(191, 'x') + "\r\n", "header is too long"},
      {std::string(201, 'x'), "header is too long"},
      {"Content-Length: 1\r\nX-A: " + std::string(80, 'x') + "\r\nX-B: " + std::string(90, 'y') +
           "\r\n",
       "header is too long"},
  };
  for (const auto& [bytes, why] : cases) {
    INFO(why);
    const std::string broken = std::string("broken: ") + why;
    check(bytes, {broken});
    check(to_frame("before") + bytes + to_frame("behind"), {"body before", broken});
  }
}

TEST_CASE("a header of exactly the limit is taken", "[wire]") {
  const std::string rest = "Content-Length: 1\r\n\r\n";
  const std::string filler = "X: " + std::string(200 - rest.size() - 5, 'x') + "\r\n";
  REQUIRE(filler.size() + rest.size() == 200);
  check_between_frames(filler + rest + "a", {"body a"});
  check(std::string("X") + filler + rest + "a", {"broken: header is too long"});
}

TEST_CASE("the end of input is clean only between frames", "[wire]") {
  const std::string bytes = to_frame("{}") + "Content-Length: 101\r\n\r\n" + std::string(101, 'x');
  const std::size_t first = to_frame("{}").size();
  FrameReader reader(small_limits());
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    INFO("after " << i << " bytes");
    CHECK(reader.at_boundary() == (i == 0 || i == first));
    reader.feed({&bytes[i], 1});
    while (reader.next()) {
    }
  }
  CHECK(reader.at_boundary());
}

TEST_CASE("a broken reader swallows what still comes", "[wire]") {
  FrameReader reader(small_limits());
  reader.feed("nonsense\n");
  REQUIRE(reader.next()->kind == Frame::Kind::broken);
  CHECK(reader.broken());
  CHECK_FALSE(reader.at_boundary());
  for (int i = 0; i < 100; ++i) {
    auto room = reader.prepare();
    REQUIRE(room.size() >= 1);
    reader.commit(room.size());
    REQUIRE_FALSE(reader.next());
  }
}

TEST_CASE("a large body is read in place and comes out whole", "[wire]") {
  std::string body(10'000'000, '\0');
  for (std::size_t i = 0; i < body.size(); ++i) body[i] = static_cast<char>('a' + i % 23);
  const std::string bytes = to_frame(body) + to_frame("next");
  for (const std::size_t piece : {std::size_t{1'000}, std::size_t{70'000}, bytes.size()}) {
    INFO("pieces of " << piece);
    FrameReader reader;
    std::vector<std::string> bodies;
    for (std::size_t at = 0; at < bytes.size(); at += piece) {
      reader.feed(std::string_view(bytes).substr(at, piece));
      while (auto frame = reader.next()) bodies.push_back(std::move(frame->body));
    }
    REQUIRE(bodies.size() == 2);
    CHECK((bodies[0] == body));
    CHECK(bodies[1] == "next");
  }
}

TEST_CASE("room while a large body is read never reaches past it", "[wire]") {
  const std::string body(3'000'000, 'x');
  const std::string bytes = to_frame(body);
  FrameReader reader;
  reader.feed(std::string_view(bytes).substr(0, 100));
  REQUIRE_FALSE(reader.next());
  std::size_t at = 100;
  std::size_t rooms = 0;
  while (at < bytes.size()) {
    const auto room = reader.prepare();
    REQUIRE(room.size() <= bytes.size() - at);
    std::memcpy(room.data(), bytes.data() + at, room.size());
    reader.commit(room.size());
    at += room.size();
    ++rooms;
  }
  CHECK(rooms <= 3); // 1 MiB on trust, then the rest: grown by four, capped by the announced length
  CHECK((reader.next()->body == body));
}

TEST_CASE("an announced length allocates little until the bytes come", "[wire]") {
  FrameReader reader;
  reader.feed("Content-Length: 60000000\r\n\r\nx");
  REQUIRE_FALSE(reader.next());
  CHECK(reader.prepare().size() <= 1 << 20);
}
