#include "http_fixture.hpp"

#include <vector>

using namespace inkling;
using namespace inkling::http;
using namespace inkling::test;

namespace {

const Origin::Script kAnswering = {Origin::await_request(), Origin::send(whole_response("hello")),
                                   Origin::again()};

} // namespace

TEST_CASE("a request is on the wire as it was given", "[http]") {
  Setup setup;
  setup.origin.play(kAnswering);
  Recorder recorder;
  setup.connect().start(
      {.target = "/v1/completions",
       .headers = {{"Content-Type", "application/json"}, {"Authorization", "Bearer k"}},
       .body = "{\"n\":1}"},
      recorder);
  REQUIRE(setup.run([&] { return recorder.over; }));
  CHECK(recorder.heard == "200 hello end");
  const std::string authority = setup.origin.url().substr(7);
  CHECK(setup.origin.connections().at(0).received ==
        "POST /v1/completions HTTP/1.1\r\nHost: " + authority +
            "\r\nUser-Agent: inkling/" INKLING_VERSION "\r\nAccept-Encoding: identity\r\n"
            "Content-Type: application/json\r\nAuthorization: Bearer k\r\nContent-Length: "
            "7\r\n\r\n{\"n\":1}");
}

TEST_CASE("a GET without a body has no length", "[http]") {
  Setup setup;
  setup.origin.play(kAnswering);
  Recorder recorder;
  setup.connect().start({.method = "GET", .target = "/props"}, recorder);
  REQUIRE(setup.run([&] { return recorder.over; }));
  CHECK_THAT(setup.origin.connections().at(0).received,
             Catch::StartsWith("GET /props HTTP/1.1\r\n") && !Catch::Contains("Content-Length"));
}

TEST_CASE("a request that could be two is not sent", "[http]") {
  Setup setup;
  setup.origin.play(kAnswering);
  setup.connect();
  const std::vector<Request> requests = {
      {.target = "/", .headers = {{"Authorization", "Bearer hunter2\r\nX: y"}}},
      {.target = "/", .headers = {{"Authorization", "hunter2\n"}}},
      {.target = "/", .headers = {{"A: b\r\nhunter2", "c"}}},
      {.target = "/", .headers = {{"", "hunter2"}}},
      {.target = "/hunter2 HTTP/1.1\r\n"},
      {.target = "hunter2"},
      {.method = "GET /hunter2", .target = "/"},
  };
  for (const Request& request : requests) {
    Recorder recorder;
    setup.client->start(request, recorder);
    CHECK(recorder.heard.empty()); // never from inside start()
    REQUIRE(setup.run([&] { return recorder.over; }));
    CHECK(recorder.heard == "malformed");
    CHECK_THAT(recorder.detail, !Catch::Contains("hunter2"));
  }
  CHECK(setup.origin.connections().empty());
}

TEST_CASE("a refused request may be cancelled before it is told", "[http]") {
  Setup setup;
  Recorder recorder;
  Client& client = setup.connect();
  client.cancel(client.start({.target = ""}, recorder));
  settle(setup.loop);
  CHECK(recorder.heard.empty());
}

TEST_CASE("a stream is handed on as it comes", "[http]") {
  Setup setup;
  setup.origin.play({Origin::await_request(), Origin::send(stream_head() + chunk("data: 1\n\n")),
                     Origin::hang()});
  Recorder recorder;
  setup.connect().start(setup.request(), recorder);
  REQUIRE(setup.run([&] { return recorder.heard.size() > 4; }));
  CHECK(recorder.heard == "200 data: 1\n\n");
  CHECK(recorder.head.content_type == "text/event-stream");
  REQUIRE(setup.run([&] { return recorder.pauses > 0; })); // and more is awaited
  CHECK_FALSE(recorder.over);
}

TEST_CASE("a connection serves one exchange after the other", "[http]") {
  Setup setup;
  setup.origin.play(kAnswering);
  setup.connect();
  for (int i = 0; i < 3; ++i) CHECK(setup.exchange() == "200 hello end");
  CHECK(setup.origin.connections().size() == 1);
  CHECK(setup.origin.connections().at(0).requests == 3);
}

TEST_CASE("exchanges in flight at once have connections of their own", "[http]") {
  Setup setup;
  setup.origin.play(kAnswering);
  Client& client = setup.connect();
  std::vector<Recorder> recorders(3);
  for (Recorder& recorder : recorders) client.start(setup.request(), recorder);
  REQUIRE(setup.run([&] { return recorders[0].over && recorders[1].over && recorders[2].over; }));
  for (const Recorder& recorder : recorders) CHECK(recorder.heard == "200 hello end");
  CHECK(setup.origin.connections().size() == 3);
  settle(setup.loop);
  CHECK(setup.origin.open_connections() == 2); // no more are kept
}

TEST_CASE("after a cancel no exchange costs a connection that nobody uses", "[http]") {
  Setup setup;
  setup.origin.play(kAnswering);
  Client& client = setup.connect();
  Recorder cancelled;
  client.cancel(client.start(setup.request(), cancelled));
  for (int count = 0; count < 10; ++count) {
    Recorder recorder;
    client.start(setup.request(), recorder);
    REQUIRE(setup.run([&] { return recorder.over; }));
    settle(setup.loop);
  }
  CHECK(setup.origin.connections().size() <= 3);
}

TEST_CASE("a connection that the server closes after its answer is not used again", "[http]") {
  const std::vector<std::string> answers = {
      whole_response("hello", "200 OK", "Connection: close\r\n"), "HTTP/1.1 200 OK\r\n\r\nhello",
      "HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nhello",
      stream_head() + chunk("hello") + last_chunk(), // and then it closes nevertheless
  };
  for (const std::string& answer : answers) {
    INFO(answer);
    Setup setup;
    setup.origin.play({Origin::await_request(), Origin::send(answer), Origin::close()});
    setup.connect();
    CHECK(setup.exchange() == "200 hello end");
    CHECK(setup.exchange() == "200 hello end");
    CHECK(setup.origin.connections().at(0).requests == 1);
    CHECK(setup.origin.connections().at(1).requests == 1);
  }
}

TEST_CASE("an idle connection that the server closes or spoils is dropped", "[http]") {
  for (const auto& step :
       {Origin::close(), Origin::reset(), Origin::send("HTTP/1.1 408 Request Timeout\r\n\r\n")}) {
    Setup setup;
    // The second step goes out with the answer's last bytes or after them; both must do.
    setup.origin.play({Origin::await_request(), Origin::send(whole_response("hello")),
                       Origin::send_slowly("", 0s), step});
    setup.origin.play(kAnswering);
    setup.connect();
    CHECK(setup.exchange() == "200 hello end");
    settle(setup.loop);
    CHECK(setup.origin.connections().size() <= 2);
    CHECK(setup.exchange() == "200 hello end");
    CHECK(setup.origin.connections().size() == 2);
  }
}

TEST_CASE("a stale connection is retried once on a fresh one", "[http]") {
  for (const auto& death : {Origin::close(), Origin::reset()}) {
    Setup setup;
    setup.origin.play({Origin::await_request(), Origin::send(whole_response("first")),
                       Origin::await_request(), death});
    setup.origin.play(kAnswering);
    setup.connect();
    CHECK(setup.exchange("one") == "200 first end");
    CHECK(setup.exchange("two") == "200 hello end");
    REQUIRE(setup.origin.connections().size() == 2);
    CHECK_THAT(setup.origin.connections().at(0).received, Catch::EndsWith("two"));
    CHECK_THAT(setup.origin.connections().at(1).received, Catch::EndsWith("two"));
  }
}

TEST_CASE("what dies on a fresh connection is not sent again", "[http]") {
  Setup setup;
  setup.origin.play({Origin::await_request(), Origin::send(whole_response("first")),
                     Origin::await_request(), Origin::close()});
  setup.origin.play({Origin::await_request(), Origin::close()});
  setup.connect();
  CHECK(setup.exchange() == "200 first end");
  CHECK(setup.exchange() == "unreachable");
  CHECK(setup.origin.connections().size() == 2);
  CHECK(setup.exchange() == "unreachable");
  CHECK(setup.origin.connections().size() == 3);
}

TEST_CASE("a stale connection is not retried once a byte of the response has come", "[http]") {
  Setup setup;
  setup.origin.play({Origin::await_request(), Origin::send(whole_response("first")),
                     Origin::await_request(), Origin::send("H"), Origin::close()});
  setup.connect();
  CHECK(setup.exchange() == "200 first end");
  CHECK(setup.exchange() == "truncated");
  CHECK(setup.origin.connections().size() == 1);
}

TEST_CASE("an answer that comes before the whole request is heard", "[http]") {
  Setup setup;
  setup.origin.play({Origin::send(whole_response("no", "413 Content Too Large")), Origin::hang()});
  setup.connect();
  CHECK(setup.exchange(std::string(16 << 20, 'x')) == "413 no end");
  settle(setup.loop);
  CHECK(setup.origin.connections()
            .at(0)
            .client_closed); // nobody could tell where the next one begins
}

TEST_CASE("a large request arrives whole", "[http]") {
  for (const auto kind : {Origin::Kind::tcp, Origin::Kind::unix_socket}) {
    Setup setup(kind);
    setup.origin.play(kAnswering);
    setup.connect();
    CHECK(setup.exchange(std::string(3 << 20, 'x') + "y") == "200 hello end");
    CHECK_THAT(setup.origin.connections().at(0).received, Catch::EndsWith("xy"));
  }
}

TEST_CASE("the client can be used and ended from every call of a handler", "[http]") {
  const Origin::Script streaming = {
      Origin::await_request(), Origin::send(stream_head() + chunk("a") + chunk("b") + last_chunk()),
      Origin::again()};
  for (const std::string at : {"head", "body", "end"}) {
    INFO(at);
    Setup setup;
    setup.origin.play(streaming);
    Recorder recorder;
    Recorder other;
    ExchangeId id;
    bool first = true;
    const auto once = [&](auto act) {
      recorder.then = [&, act](const char* call) {
        if (call == at && std::exchange(first, false)) act();
      };
    };
    SECTION("cancelled at " + at) {
      once([&] { setup.client->cancel(id); });
      id = setup.connect().start(setup.request(), recorder);
      REQUIRE(setup.run([&] { return !first; }));
      settle(setup.loop);
      CHECK(recorder.heard == (at == "head" ? "200 " : at == "body" ? "200 a" : "200 ab end"));
    }
    SECTION("another one started at " + at) {
      once([&] { setup.client->start(setup.request(), other); });
      setup.connect().start(setup.request(), recorder);
      REQUIRE(setup.run([&] { return recorder.over && other.over; }));
      CHECK(recorder.heard == "200 ab end");
      CHECK(other.heard == "200 ab end");
      CHECK(setup.origin.connections().size() == (at == "end" ? 1 : 2));
    }
    SECTION("the client destroyed at " + at) {
      once([&] { setup.client.reset(); });
      setup.connect().start(setup.request(), recorder);
      REQUIRE(setup.run([&] { return !first; }));
      settle(setup.loop);
      CHECK(setup.origin.open_connections() == 0);
      CHECK(recorder.heard == (at == "head" ? "200 " : at == "body" ? "200 a" : "200 ab end"));
    }
  }
}

TEST_CASE("the client can be destroyed from a fault", "[http]") {
  Setup setup;
  setup.origin.play({Origin::await_request(), Origin::close()});
  Recorder recorder;
  recorder.then = [&](const char*) { setup.client.reset(); };
  setup.connect().start(setup.request(), recorder);
  REQUIRE(setup.run([&] { return recorder.over; }));
  CHECK(recorder.heard == "unreachable");
}

TEST_CASE("destroying the client closes everything and nobody hears of it", "[http]") {
  Setup setup;
  setup.origin.play({Origin::await_request(), Origin::send(stream_head()), Origin::hang()});
  Recorder streaming;
  Recorder dialing;
  Client& client = setup.connect();
  client.start(setup.request(), streaming);
  client.warm();
  REQUIRE(setup.run([&] { return streaming.heard == "200 "; }));
  client.start(setup.request(), dialing);
  client.start(setup.request(), dialing);
  setup.client.reset();
  settle(setup.loop);
  CHECK(setup.origin.open_connections() == 0);
  CHECK(streaming.heard == "200 ");
  CHECK(dialing.heard.empty());
}

TEST_CASE("a Unix socket serves as well, and finds out at once that nobody is there", "[http]") {
  Setup setup(Origin::Kind::unix_socket);
  setup.origin.play(kAnswering);
  setup.connect();
  CHECK(setup.exchange() == "200 hello end");
  CHECK(setup.exchange() == "200 hello end");
  CHECK_THAT(setup.origin.connections().at(0).received, Catch::Contains("\r\nHost: localhost\r\n"));
  setup.origin.stop_listening();
  setup.origin.close_all();
  CHECK(setup.exchange() == "unreachable");
}
