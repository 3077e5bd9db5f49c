// When a request counts as sent: once, behind the connect, before everything else.

#include "http_fixture.hpp"

using namespace inkling;
using namespace inkling::http;
using namespace inkling::test;

namespace {

const Origin::Script kAnswering = {Origin::await_request(), Origin::send(whole_response("hello")),
                                   Origin::again()};

} // namespace

TEST_CASE("a request is told as sent once it has a connection, and before the answer", "[http]") {
  for (const auto kind : {Origin::Kind::tcp, Origin::Kind::unix_socket}) {
    Setup setup(kind);
    setup.origin.play(kAnswering);
    Recorder recorder; // holds that nothing was heard before
    setup.connect().start(Setup::request(), recorder);
    if (kind != Origin::Kind::unix_socket) CHECK(recorder.sent == 0); // it is dialled first
    REQUIRE(setup.run([&] { return recorder.sent > 0; }));
    CHECK(recorder.heard.empty());
    REQUIRE(setup.run([&] { return recorder.over; }));
    CHECK(recorder.heard == "200 hello end");
    CHECK(recorder.sent == 1);
  }
}

TEST_CASE("on a warm connection a request is told as sent inside start()", "[http]") {
  Setup setup;
  setup.origin.play(kAnswering);
  setup.connect().warm();
  setup.await_connections(1);
  Recorder recorder;
  setup.client->start(Setup::request(), recorder);
  CHECK(recorder.sent == 1);
  REQUIRE(setup.run([&] { return recorder.over; }));
  CHECK(recorder.sent == 1);
}

TEST_CASE("what is sent again is told as sent once", "[http]") {
  Setup setup;
  setup.origin.play({Origin::await_request(), Origin::send(whole_response("one")),
                     Origin::await_request(), Origin::close()});
  setup.origin.play(kAnswering);
  setup.connect();
  CHECK(setup.exchange() == "200 one end");
  Recorder recorder;
  setup.client->start(Setup::request(), recorder);
  REQUIRE(setup.run([&] { return recorder.over; }));
  CHECK(recorder.heard == "200 hello end");
  CHECK(setup.origin.connections().size() == 2);
  CHECK(recorder.sent == 1);
}

TEST_CASE("what never had a connection was never sent", "[http]") {
  Setup setup;
  setup.origin.stop_listening();
  Recorder refused;
  setup.connect().start(Setup::request(), refused);
  Recorder malformed;
  setup.client->start({.target = "no path"}, malformed);
  REQUIRE(setup.run([&] { return refused.over && malformed.over; }));
  CHECK(refused.sent == 0);
  CHECK(malformed.sent == 0);
}
