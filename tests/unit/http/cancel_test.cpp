// Cancelling is the product: the server sees it at once, and the next exchange need not wait for a
// new connection.

#include "http_fixture.hpp"

#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <filesystem>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <vector>

using namespace inkling;
using namespace inkling::http;
using namespace inkling::test;

namespace {

const Origin::Script kStreaming = {Origin::await_request(),
                                   Origin::send(stream_head() + chunk("a")), Origin::hang()};
const Origin::Script kAnswering = {Origin::await_request(), Origin::send(whole_response("hello")),
                                   Origin::again()};
/// As llama-server does after every stream.
const Origin::Script kClosing = {Origin::await_request(),
                                 Origin::send(stream_head() + chunk("a") + last_chunk()),
                                 Origin::close()};

/// The server's end of one connection, looked at without running the loop.
struct RawServer {
  RawServer() {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* raw = reinterpret_cast<sockaddr*>(&address);
    REQUIRE(::bind(listener, raw, size) == 0);
    REQUIRE(::listen(listener, 8) == 0);
    REQUIRE(::getsockname(listener, raw, &size) == 0);
    url = *parse_url("http://127.0.0.1:" + std::to_string(ntohs(address.sin_port)));
  }
  ~RawServer() {
    ::close(peer);
    ::close(listener);
  }
  RawServer(const RawServer&) = delete;
  RawServer& operator=(const RawServer&) = delete;

  bool accept() { return (peer = ::accept4(listener, nullptr, nullptr, SOCK_NONBLOCK)) >= 0; }
  /// What has come; "closed" where nothing has and the client has closed.
  std::string receive() {
    std::array<char, 4096> room;
    const auto count = ::recv(peer, room.data(), room.size(), 0);
    if (count > 0) return std::string(room.data(), static_cast<std::size_t>(count));
    return count == 0 || errno == ECONNRESET ? "closed" : "";
  }

  int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  int peer = -1;
  Url url;
};

std::size_t open_descriptors() {
  const auto entries = std::filesystem::directory_iterator("/proc/self/fd");
  return static_cast<std::size_t>(std::distance(begin(entries), end(entries)));
}

std::size_t resident_kilobytes() {
  std::ifstream statm("/proc/self/statm");
  std::size_t total = 0;
  std::size_t resident = 0;
  statm >> total >> resident;
  return resident * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE)) / 1024;
}

} // namespace

TEST_CASE("a warm connection has the whole request inside start(), and the close inside cancel()",
          "[http]") {
  wire::Loop loop;
  RawServer server;
  const auto client = *make_client(loop, {.url = server.url});
  client->warm();
  settle(loop);
  REQUIRE(server.accept());
  CHECK(server.receive().empty());
  Recorder recorder;
  const auto id = client->start({.target = "/", .body = "body"}, recorder);
  CHECK_THAT(server.receive(), Catch::StartsWith("POST / ") && Catch::EndsWith("\r\n\r\nbody"));
  CHECK(server.receive().empty());
  client->cancel(id);
  CHECK(server.receive() == "closed");
  settle(loop);
  CHECK(recorder.heard.empty());
}

TEST_CASE("an idle connection that was closed in this very turn is noticed before it is used",
          "[http]") {
  wire::Loop loop;
  RawServer server;
  const auto client = *make_client(loop, {.url = server.url});
  client->warm();
  settle(loop);
  REQUIRE(server.accept());
  ::close(server.peer);
  Recorder recorder;
  client->start({.target = "/"}, recorder);
  settle(loop);
  REQUIRE(server.accept());
  CHECK_THAT(server.receive(), Catch::StartsWith("POST / "));
}

TEST_CASE("what was not sent yet is not sent after a cancel", "[http]") {
  Setup setup;
  setup.origin.play({Origin::hang()});
  Client& client = setup.connect();
  Recorder recorder;
  const std::size_t size = 64 << 20; // more than loopback's buffers take
  const auto id = client.start(setup.request(std::string(size, 'x')), recorder);
  REQUIRE(setup.run([&] {
    return !setup.origin.connections().empty() && !setup.origin.connections()[0].received.empty();
  }));
  client.cancel(id);
  REQUIRE(setup.run([&] { return setup.origin.connections().at(0).closed; }));
  CHECK(setup.origin.connections().at(0).received.size() < size);
}

TEST_CASE("the server sees a cancel, whole and not by half, while it streams", "[http]") {
  for (const auto kind : {Origin::Kind::tcp, Origin::Kind::unix_socket}) {
    Setup setup(kind);
    setup.origin.play(kStreaming);
    Client& client = setup.connect();
    Recorder recorder;
    const auto id = client.start(setup.request(), recorder);
    REQUIRE(setup.run([&] { return recorder.heard == "200 a"; }));
    const auto& connection = setup.origin.connections().at(0);
    CHECK_FALSE(connection.client_closed);
    client.cancel(id);
    client.cancel(id); // the second finds nothing
    REQUIRE(setup.run([&] { return setup.origin.connections().at(0).client_closed; }));
    CHECK_FALSE(setup.origin.connections().at(0).half_closed);
    CHECK(recorder.heard == "200 a");
  }
}

TEST_CASE("after a cancel a fresh connection is dialled, and the next exchange uses it", "[http]") {
  Setup setup;
  setup.origin.play(kStreaming);
  setup.origin.play(kAnswering);
  Client& client = setup.connect();
  Recorder recorder;
  const auto id = client.start(setup.request(), recorder);
  REQUIRE(setup.run([&] { return recorder.heard == "200 a"; }));
  client.cancel(id);
  setup.await_connections(2);
  CHECK(setup.exchange() == "200 hello end");
  CHECK(setup.origin.connections().at(1).requests == 1);
}

TEST_CASE("while cancels are recent, a spare is dialled beside each exchange", "[http]") {
  Setup setup;
  setup.origin.play(kStreaming);
  Client& client = setup.connect();
  Recorder recorder;
  auto id = client.start(setup.request(), recorder);
  REQUIRE(setup.run([&] { return recorder.heard == "200 a"; }));
  setup.await_connections(1); // nothing was cancelled yet
  for (int i = 0; i < 3; ++i) {
    recorder.heard.clear();
    client.cancel(id);
    id = client.start(setup.request(), recorder);
    REQUIRE(setup.run([&] { return recorder.heard == "200 a"; }));
    settle(setup.loop);
    CHECK(setup.origin.open_connections() == 2); // the exchange's and the spare one
  }
}

TEST_CASE("an exchange cancelled before its connection stands leaves it to the next one",
          "[http]") {
  Setup setup;
  setup.origin.play(kAnswering);
  Client& client = setup.connect();
  Recorder recorder;
  client.cancel(client.start(setup.request(), recorder));
  setup.await_connections(1);
  CHECK(setup.origin.connections().at(0).received.empty());
  CHECK(setup.exchange() == "200 hello end");
  CHECK(setup.origin.connections().at(0).requests == 1);
  CHECK(recorder.heard.empty());
}

TEST_CASE("a server that closes after each answer is redialled ahead of need, once", "[http]") {
  Setup setup;
  setup.origin.play(kClosing);
  setup.connect();
  for (std::size_t i = 1; i <= 3; ++i) {
    CHECK(setup.exchange() == "200 a end");
    setup.await_connections(i + 1);
    CHECK(setup.origin.open_connections() == 1);
  }
  setup.origin.close_all(); // an idle one is not replaced: there might be no end of it
  setup.await_connections(4);
  CHECK(setup.origin.open_connections() == 0);
}

TEST_CASE("a server that is down is dialled for exchanges only", "[http]") {
  Setup setup;
  setup.origin.play(kStreaming);
  Client& client = setup.connect();
  Recorder recorder;
  const auto id = client.start(setup.request(), recorder);
  REQUIRE(setup.run([&] { return recorder.heard == "200 a"; }));
  setup.origin.stop_listening();
  client.cancel(id); // dials, and is refused
  settle(setup.loop);
  CHECK(setup.exchange() == "unreachable");
  for (int i = 0; i < 10; ++i) client.warm();
  settle(setup.loop);
  CHECK(setup.origin.connections().size() == 1);
}

TEST_CASE("warm() keeps one connection ready", "[http]") {
  Setup setup;
  setup.origin.play(kAnswering);
  Client& client = setup.connect();
  client.warm();
  client.warm();
  setup.await_connections(1);
  client.warm();
  setup.await_connections(1);
  CHECK(setup.exchange() == "200 hello end");
  CHECK(setup.origin.connections().at(0).requests == 1);
  setup.origin.close_all();
  settle(setup.loop);
  client.warm();
  setup.await_connections(2);
}

TEST_CASE("a thousand cancelled exchanges leave nothing behind", "[http]") {
  for (const auto kind : {Origin::Kind::tcp, Origin::Kind::unix_socket}) {
    Setup setup(kind);
    setup.origin.play(kStreaming);
    Client& client = setup.connect();
    Recorder recorder;
    const auto turn = [&] {
      recorder.heard.clear();
      const auto id = client.start(setup.request(std::string(4096, 'x')), recorder);
      REQUIRE(setup.run([&] { return recorder.heard == "200 a"; }));
      client.cancel(id);
    };
    const auto rest = [&] {
      client.warm();
      REQUIRE(setup.run([&] { return setup.origin.open_connections() == 1; }));
      settle(setup.loop);
    };
    for (int i = 0; i < 200; ++i) turn();
    rest();
    const auto descriptors = open_descriptors();
    const auto kilobytes = resident_kilobytes();
    for (int i = 0; i < 1000; ++i) turn();
    rest();
    CHECK(open_descriptors() == descriptors);
    // The server's record of what it received, 4 kB each, is the test's own.
    const auto record = 1000 * (4096 + 512) / 1024 * 2;
    INFO("grew by " << resident_kilobytes() - kilobytes << " kB");
#if !defined(__SANITIZE_ADDRESS__)
    CHECK(resident_kilobytes() < kilobytes + record + 2048);
#endif
    for (std::size_t i = 0; i + 1 < setup.origin.connections().size(); ++i)
      CHECK(setup.origin.connections()[i].closed);
  }
}
