// Streams, keys and warming over a client without sockets.

#include "backend/providers/remote_backend.hpp"

#include "pieces.hpp"
#include "remote_fixture.hpp"

using namespace inkling;
using namespace inkling::backend;
using test::Heard;
using test::RemoteFixture;
using test::says;

namespace {

std::string authorization(const http::Request& request) {
  for (const http::Header& header : request.headers) {
    if (header.name == "Authorization") return header.value;
  }
  return "none";
}

} // namespace

TEST_CASE("deltas are told as they come, and the end once", "[providers]") {
  RemoteFixture f;
  const auto id = f.start_streaming(1);
  CHECK(f.notes.heard.empty());
  f.client->body(id, says("a"));
  CHECK(f.notes.heard == Heard{"1:a"});
  f.client->body(id, says("b"));
  CHECK(f.notes.heard == Heard{"1:ab"});
  f.client->body(id, test::kDone);
  CHECK(f.notes.heard == Heard{"1:ab", "1."});
  f.client->end(id);
  CHECK(f.notes.heard.size() == 2);
  CHECK(f.client->cancelled.empty()); // read to its end: the connection can be used again
}

TEST_CASE("a stream counts as sent when its request is, and not before", "[providers]") {
  RemoteFixture f;
  const auto id = f.start(1);
  CHECK(f.notes.sent.empty()); // a connection is being made
  f.client->sent(id);
  CHECK(f.notes.sent == std::vector{StreamId{1}});
  CHECK(f.notes.heard.empty());
  f.client->head(id, RemoteFixture::kEvents);
  f.client->body(id, says("a") + std::string(test::kDone));
  f.client->end(id);
  CHECK(f.notes.heard == Heard{"1:a", "1."});
  CHECK(f.notes.sent.size() == 1);
}

TEST_CASE("how a stream is cut changes nothing", "[providers]") {
  const std::string wire = says("a<fim") + says("_hole") + ":\n\n" + std::string(test::kDone);
  test::for_each_cut(wire, [](const test::Pieces& pieces) {
    RemoteFixture f;
    const auto id = f.start_streaming(1);
    for (const std::string_view piece : pieces) {
      if (!piece.empty()) f.client->body(id, piece);
    }
    f.client->end(id);
    CHECK(f.notes.heard == Heard{"1:a<fim_hole", "1."});
  });
}

TEST_CASE("what was held back as a control token's beginning comes before the end", "[providers]") {
  RemoteFixture f;
  const auto id = f.start_streaming(1);
  f.client->body(id, says("a<fim_") + std::string(test::kDone));
  CHECK(f.notes.heard == Heard{"1:a<fim_", "1."});
}

TEST_CASE("a control token ends a stream, and the server is not heard out", "[providers]") {
  RemoteFixture f;
  const auto id = f.start_streaming(1);
  f.client->body(id, says("a<fim_") + says("prefix>b") + says("c"));
  CHECK(f.notes.heard == Heard{"1:a", "1."});
  CHECK_FALSE(f.client->is_open(id));
}

TEST_CASE("a whole JSON answer is one delta and an end", "[providers]") {
  RemoteFixture f;
  const auto id = f.start(1);
  f.client->head(id, RemoteFixture::kJson);
  f.client->body(id, R"({"choices":[{"te)");
  f.client->body(id, R"(xt":"ab<fim_suffix>"}]})");
  CHECK(f.notes.heard.empty());
  f.client->end(id);
  CHECK(f.notes.heard == Heard{"1:ab", "1."});
  CHECK(f.client->cancelled.empty());
}

TEST_CASE("an aborted stream is closed at once and never heard of again", "[providers]") {
  RemoteFixture f;
  const auto first = f.start_streaming(1);
  const auto second = f.start_streaming(2);
  f.client->body(first, says("a"));
  f.remote->abort(StreamId{1});
  CHECK(f.client->cancelled == std::vector{first});
  f.client->body(second, says("b") + std::string(test::kDone));
  CHECK(f.notes.heard == Heard{"1:a", "2:b", "2."});
  f.remote->abort(StreamId{1});
  f.remote->abort(StreamId{2}); // finished; its body is still read to the end
  f.remote->abort(StreamId{3});
  CHECK(f.client->is_open(second));
  CHECK(f.client->cancelled.size() == 1);
}

TEST_CASE("a sink may abort the stream it hears of, and start another", "[providers]") {
  RemoteFixture f;
  const auto id = f.start_streaming(1);
  f.notes.then = [&] {
    f.remote->abort(StreamId{1});
    f.start(2);
  };
  f.client->body(id, says("a") + says("b") + std::string(test::kDone));
  CHECK(f.notes.heard == Heard{"1:ab"}); // all that one read brought, and no end
  CHECK_FALSE(f.client->is_open(id));
  CHECK(f.client->open_count() == 1);
}

TEST_CASE("a sink may abort on the rest of a text that comes with the end", "[providers]") {
  RemoteFixture f;
  const auto id = f.start_streaming(1);
  f.client->body(id, says("<fim"));
  f.notes.then = [&] { f.remote->abort(StreamId{1}); };
  f.client->body(id, test::kDone);
  CHECK(f.notes.heard == Heard{"1:<fim"});
  CHECK_FALSE(f.client->is_open(id));
}

TEST_CASE("a sink may abort on text that comes in one event with the end", "[providers]") {
  RemoteFixture f;
  const auto id = f.start_streaming(1);
  f.notes.then = [&] { f.remote->abort(StreamId{1}); };
  f.client->body(id, "data: {\"choices\":[{\"text\":\"a<fim\",\"finish_reason\":\"stop\"}]}\n\n");
  CHECK(f.notes.heard == Heard{"1:a<fim"});
  CHECK_FALSE(f.client->is_open(id));
}

TEST_CASE("a sink may start the next stream when one ends", "[providers]") {
  const auto end = GENERATE(as<std::string>(), "data: [DONE]\n\n", "data: {\"error\":\"m\"}\n\n");
  RemoteFixture f;
  const auto id = f.start_streaming(1);
  f.notes.then = [&] {
    f.remote->abort(StreamId{1}); // gone already
    f.start(2);
  };
  f.client->body(id, end);
  CHECK(f.notes.heard.size() == 1);
  CHECK(f.client->asked.size() == 2);
  CHECK(f.client->open_count() == 2); // the first is read to its end
}

TEST_CASE("destroying the backend ends all without a word", "[providers]") {
  RemoteFixture f;
  f.remote->warm();
  f.start_streaming(1);
  f.client->body(f.start_streaming(2), test::kDone);
  f.remote.reset();
  CHECK(f.notes.heard == Heard{"2."});
}

TEST_CASE("streams wait for the key and leave in order", "[providers]") {
  RemoteFixture f(false);
  for (const std::uint64_t stream : {3U, 1U, 2U, 4U}) f.start(stream);
  f.remote->abort(StreamId{1});
  CHECK(f.client->asked.empty());
  CHECK(f.client->cancelled.empty());
  f.remote->set_key(Secret("k-1"));
  REQUIRE(f.client->asked.size() == 3);
  f.start(5);
  for (const auto& asked : f.client->asked) {
    CHECK(authorization(asked.request) == "Bearer k-1");
    f.client->head(asked.id, RemoteFixture::kEvents);
    f.client->body(asked.id, test::kDone);
  }
  CHECK(f.notes.heard == Heard{"3.", "2.", "4.", "5."});
}

TEST_CASE("without a key no header is sent, and the key is nowhere else", "[providers]") {
  RemoteFixture f;
  f.start(1);
  CHECK(authorization(f.client->asked[0].request) == "none");
  f.remote->set_key(Secret("k-1"));
  f.start(2);
  const http::Request& request = f.client->asked[1].request;
  CHECK(authorization(request) == "Bearer k-1");
  CHECK((request.target + request.body).find("k-1") == std::string::npos);
}

TEST_CASE("warming asks for the slots once, before the spare connection is made", "[providers]") {
  RemoteFixture f(true, ProviderKind::llama_cpp);
  f.remote->warm();
  REQUIRE(f.client->asked.size() == 1);
  CHECK(f.client->asked[0].request.target == "/props");
  CHECK(f.client->warmed == 1);
  f.remote->warm(); // still asking
  const auto id = f.client->asked[0].id;
  f.client->head(id, RemoteFixture::kJson);
  f.client->body(id, R"({"total_)");
  f.client->body(id, R"(slots":2})");
  f.client->end(id);
  REQUIRE(f.told_facts.size() == 1);
  CHECK(f.told_facts[0].slots == 2);
  // What is left to ask is asked at once.
  REQUIRE(f.client->asked.size() == 2);
  CHECK(f.client->asked[1].request.target == "/tokenize");
  f.client->head(f.client->asked[1].id, RemoteFixture::kJson);
  f.client->body(f.client->asked[1].id, R"({"tokens":[1,2]})");
  f.client->end(f.client->asked[1].id);
  CHECK(f.told_facts.size() == 2);
  f.remote->warm();
  CHECK(f.client->asked.size() == 2);
  CHECK(f.client->warmed == 3);
  CHECK(f.notes.heard.empty());
}

TEST_CASE("slots are asked for again where the first answer may not be the last", "[providers]") {
  struct Case {
    int status;
    bool again;
  };
  const auto example = GENERATE(values<Case>(
      {{503, true}, {401, true}, {429, true}, {404, false}, {501, true}, {200, false}}));
  CAPTURE(example.status);
  RemoteFixture f(true, ProviderKind::llama_cpp);
  f.remote->warm();
  f.client->head(f.client->asked[0].id,
                 {.status = example.status, .content_type = {}, .retry_after = {}});
  f.client->body(f.client->asked[0].id, "{}");
  f.client->end(f.client->asked[0].id);
  f.remote->warm();
  CHECK((f.client->asked.size() == 2) == example.again);
  CHECK(f.told_facts.empty());
}

TEST_CASE("slots are asked for again after a lost connection, and an endless answer is closed",
          "[providers]") {
  RemoteFixture f(true, ProviderKind::llama_cpp);
  f.remote->warm();
  f.client->fault(f.client->asked[0].id, http::Fault::unreachable);
  f.remote->warm();
  REQUIRE(f.client->asked.size() == 2);
  const auto id = f.client->asked[1].id;
  f.client->head(id, RemoteFixture::kJson);
  const std::string much(1 << 16, ' ');
  for (int i = 0; i < 17 && f.client->is_open(id); ++i) f.client->body(id, much);
  CHECK_FALSE(f.client->is_open(id));
  f.remote->warm();
  CHECK(f.client->asked.size() == 2);
}

TEST_CASE("slots wait for the key too", "[providers]") {
  RemoteFixture f(false, ProviderKind::llama_cpp);
  f.remote->warm();
  CHECK(f.client->asked.empty());
  CHECK(f.client->warmed == 1);
  f.remote->set_key(Secret("k-1"));
  REQUIRE(f.client->asked.size() == 1);
  CHECK(authorization(f.client->asked[0].request) == "Bearer k-1");
}

TEST_CASE("a key alone is no reason to ask for slots", "[providers]") {
  RemoteFixture f(false, ProviderKind::llama_cpp);
  f.remote->set_key(Secret("k-1"));
  CHECK(f.client->asked.empty());
}

TEST_CASE("other servers are not asked for slots", "[providers]") {
  RemoteFixture f;
  f.remote->warm();
  CHECK(f.client->asked.empty());
  CHECK(f.client->warmed == 1);
}

TEST_CASE("a server with a request for it is warmed by that, once a minute", "[providers]") {
  RemoteFixture f(true, ProviderKind::cerebras);
  f.remote->warm();
  REQUIRE(f.client->asked.size() == 1);
  CHECK(f.client->asked[0].request.target == "/v1/tcp_warming");
  CHECK(f.client->warmed == 1);
  f.remote->warm(); // still under way
  f.client->head(f.client->asked[0].id, {.status = 404, .content_type = {}, .retry_after = {}});
  f.client->body(f.client->asked[0].id, "x");
  f.client->end(f.client->asked[0].id);
  f.now += 59s;
  f.remote->warm();
  CHECK(f.client->asked.size() == 1);
  f.now += 1s;
  f.remote->warm();
  REQUIRE(f.client->asked.size() == 2);
  f.client->fault(f.client->asked[1].id, http::Fault::unreachable);
  CHECK(f.notes.heard.empty());
}

TEST_CASE("choices that come one after another are all read, and an empty one is never the first",
          "[providers]") {
  RemoteFixture f;
  const auto id = f.start(1, 3);
  f.client->head(id, RemoteFixture::kEvents);
  f.client->body(id, R"(data: {"choices":[{"index":0,"text":"","finish_reason":"stop"}]})"
                     "\n\n");
  CHECK(f.notes.heard.empty());
  f.client->body(id, R"(data: {"choices":[{"index":1,"text":"b"}]})"
                     "\n\n"
                     R"(data: {"choices":[{"index":1,"text":"","finish_reason":"length"}]})"
                     "\n\n");
  CHECK(f.notes.heard == Heard{"1:b"});
  f.client->body(id, R"(data: {"choices":[{"index":2,"text":"c","finish_reason":"stop"}]})"
                     "\n\n");
  CHECK(f.notes.heard == Heard{"1:b", "12|c", "1~", "1."});
}

TEST_CASE("warming waits for the key and carries it", "[providers]") {
  RemoteFixture f(false, ProviderKind::cerebras);
  f.remote->warm();
  CHECK(f.client->asked.empty());
  f.remote->set_key(Secret("k-1"));
  f.remote->warm();
  REQUIRE(f.client->asked.size() == 1);
  CHECK(authorization(f.client->asked[0].request) == "Bearer k-1");
}
