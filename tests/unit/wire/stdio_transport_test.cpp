#include "transport_fixture.hpp"

#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <sys/ioctl.h>

using namespace inkling;
using namespace inkling::wire;
using namespace inkling::wire::test;

namespace {

/// A daemon's end on two pipes (or sockets), and the client's end of them.
struct Connection {
  explicit Connection(Pair (*make)() = make_pipe) : to_daemon(make()), to_client(make()) {
    transport = make_stdio_transport(loop, to_daemon[0].get(), to_client[1].get());
  }

  /// The client dies: all its descriptors close.
  void drop_client() {
    close(to_daemon[1]);
    close(to_client[0]);
  }

  Loop loop;
  Pair to_daemon;
  Pair to_client;
  Recorder daemon;
  std::unique_ptr<Transport> transport;
};

std::string read_file(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

FileDescriptor open_file(const std::string& path, int flags) {
  FileDescriptor fd(::open(path.c_str(), flags | O_CLOEXEC, 0600));
  REQUIRE(static_cast<bool>(fd));
  return fd;
}

} // namespace

TEST_CASE("bytes go both ways", "[transport]") {
  for (auto* make : {make_pipe, make_socket_pair}) {
    Connection c(make);
    c.transport->start(c.daemon);
    write_all(c.to_daemon[1], "hello");
    REQUIRE(run_until(c.loop, [&] { return c.daemon.received == "hello"; }));
    c.transport->send("answer");
    CHECK(read_available(c.to_client[0]) == "answer"); // without another turn of the loop
    CHECK(c.transport->queued_bytes() == 0);
  }
}

TEST_CASE("what is sent while reading leaves in one write, before the turn ends", "[transport]") {
  Connection c(make_socket_pair);
  c.daemon.when_read = [&] {
    for (const char* frame : {"one ", "two ", "three"}) c.transport->send(frame);
    CHECK(c.transport->queued_bytes() == 13);
    CHECK(read_available(c.to_client[0]).empty());
  };
  c.transport->start(c.daemon);
  write_all(c.to_daemon[1], "go");
  REQUIRE(run_until(c.loop, [&] { return c.daemon.reads == 1; }));
  CHECK(c.transport->queued_bytes() == 0);
  CHECK(read_available(c.to_client[0]) == "one two three");
}

TEST_CASE("an end of file is a clean end, and answers still leave", "[transport]") {
  for (auto* make : {make_pipe, make_socket_pair}) {
    Connection c(make);
    c.transport->start(c.daemon);
    write_all(c.to_daemon[1], "last");
    close(c.to_daemon[1]);
    REQUIRE(run_until(c.loop, [&] { return c.daemon.ends == 1; }));
    CHECK(c.daemon.received == "last");
    CHECK_FALSE(c.daemon.end_error.has_value());
    c.transport->send("answer");
    CHECK(read_available(c.to_client[0]) == "answer");
    settle(c.loop);
    CHECK(c.daemon.ends == 1);
  }
}

TEST_CASE("a client that does not read never blocks us", "[transport]") {
  for (auto* make : {make_pipe, make_socket_pair}) {
    Connection c(make);
    c.transport->start(c.daemon);
    std::string expected;
    for (int i = 0; i < 300; ++i) {
      std::string frame(10'000, static_cast<char>('a' + i % 26));
      expected += frame;
      c.transport->send(std::move(frame));
    }
    CHECK(c.transport->queued_bytes() > 1'000'000);
    CHECK(c.daemon.drains == 0);
    std::string received;
    REQUIRE(run_until(c.loop, [&] {
      received += read_available(c.to_client[0]);
      return c.transport->queued_bytes() == 0;
    }));
    received += read_available(c.to_client[0]);
    CHECK((received == expected));
    CHECK(c.daemon.drains == 1);
  }
}

TEST_CASE("who asks for it is told when nothing waits, also where nothing waits now",
          "[transport]") {
  Connection c;
  c.transport->start(c.daemon);
  c.transport->drain();
  CHECK(c.daemon.drains == 0); // never inside the call
  REQUIRE(run_until(c.loop, [&] { return c.daemon.drains == 1; }));

  c.transport->send(std::string(200'000, 'x'));
  c.transport->drain();
  settle(c.loop);
  CHECK(c.daemon.drains == 1);
  std::string received;
  REQUIRE(run_until(c.loop, [&] {
    received += read_available(c.to_client[0]);
    return c.daemon.drains > 1;
  }));
  c.transport->drain();
  close(c.to_client[0]);
  c.transport->close();
  settle(c.loop);
  CHECK(c.daemon.drains == 2); // none after close()
}

TEST_CASE("nothing is read while reading is paused", "[transport]") {
  Connection c;
  c.transport->pause_reading();
  c.transport->start(c.daemon);
  write_all(c.to_daemon[1], "one");
  settle(c.loop);
  CHECK(c.daemon.received.empty());
  c.transport->resume_reading();
  REQUIRE(run_until(c.loop, [&] { return c.daemon.received == "one"; }));
  c.transport->pause_reading();
  write_all(c.to_daemon[1], "two");
  settle(c.loop);
  CHECK(c.daemon.received == "one");
  c.transport->resume_reading();
  c.transport->resume_reading();
  REQUIRE(run_until(c.loop, [&] { return c.daemon.received == "onetwo"; }));
}

TEST_CASE("a handler may pause inside on_read", "[transport]") {
  Connection c;
  c.daemon.when_read = [&] { c.transport->pause_reading(); };
  c.transport->start(c.daemon);
  write_all(c.to_daemon[1], std::string(10'000, 'x'));
  settle(c.loop);
  CHECK(c.daemon.reads == 1);
  c.transport->resume_reading();
  settle(c.loop);
  CHECK(c.daemon.reads == 2);
}

TEST_CASE("a client that dies is noticed while reading is paused", "[transport]") {
  for (auto* make : {make_pipe, make_socket_pair})
    for (const bool backlog : {false, true}) {
      Connection c(make);
      c.transport->start(c.daemon);
      c.transport->pause_reading();
      if (backlog) c.transport->send(std::string(5'000'000, 'x'));
      settle(c.loop);
      CHECK(c.daemon.ends == 0);
      c.daemon.when_ended = [&] { CHECK(c.transport->queued_bytes() == 0); };
      c.drop_client();
      REQUIRE(run_until(c.loop, [&] { return c.daemon.ends == 1; }));
      CHECK(c.daemon.end_error.has_value());
      settle(c.loop);
      CHECK(c.transport->queued_bytes() == 0);
      CHECK(c.daemon.drains == (backlog ? 1 : 0));
      CHECK(c.daemon.ends == 1);
    }
}

TEST_CASE("a client that stops listening is gone, also if its input stays open", "[transport]") {
  Connection c;
  c.transport->start(c.daemon);
  write_all(c.to_daemon[1], "last words");
  close(c.to_client[0]);
  REQUIRE(run_until(c.loop, [&] { return c.daemon.ends == 1; }));
  CHECK(c.daemon.received == "last words");
  CHECK(c.daemon.end_error.has_value());
  c.transport->send("into the void");
  CHECK(c.transport->queued_bytes() == 0);
}

TEST_CASE("a client that says goodbye and dies is a clean end", "[transport]") {
  for (auto* make : {make_pipe, make_socket_pair}) {
    Connection c(make);
    c.transport->start(c.daemon);
    write_all(c.to_daemon[1], std::string(20'000, 'x'));
    c.drop_client();
    REQUIRE(run_until(c.loop, [&] { return c.daemon.ends == 1; }));
    CHECK(c.daemon.received.size() == 20'000);
    CHECK_FALSE(c.daemon.end_error.has_value());
  }
}

TEST_CASE("writing to a client that is gone is an end, never a signal", "[transport]") {
  Connection c;
  close(c.to_client[0]);
  c.transport->send("before the start");
  c.transport->start(c.daemon);
  c.transport->send("after it");
  CHECK(c.daemon.ends == 0); // never inside send()
  REQUIRE(run_until(c.loop, [&] { return c.daemon.ends == 1; }));
  CHECK(c.daemon.end_error.has_value());
}

TEST_CASE("a handler may destroy its transport inside any callback", "[transport]") {
  SECTION("on_read") {
    Connection c;
    c.daemon.when_read = [&] { c.transport.reset(); };
    c.transport->start(c.daemon);
    write_all(c.to_daemon[1], "x");
    REQUIRE(run_until(c.loop, [&] { return !c.transport; }));
    settle(c.loop);
    CHECK(c.daemon.ends == 0);
  }
  SECTION("on_read, with answers queued") {
    Connection c;
    c.daemon.when_read = [&] {
      c.transport->send("goodbye");
      c.transport.reset();
    };
    c.transport->start(c.daemon);
    write_all(c.to_daemon[1], "x");
    REQUIRE(run_until(c.loop, [&] { return !c.transport; }));
    CHECK(read_available(c.to_client[0]) == "goodbye");
  }
  SECTION("on_end") {
    Connection c;
    c.daemon.when_ended = [&] { c.transport.reset(); };
    c.transport->start(c.daemon);
    c.drop_client();
    REQUIRE(run_until(c.loop, [&] { return !c.transport; }));
    settle(c.loop);
    CHECK(c.daemon.ends == 1);
  }
}

TEST_CASE("closing puts O_NONBLOCK back as it was", "[transport]") {
  SECTION("separate descriptors") {
    Connection c;
    CHECK(is_non_blocking(c.to_daemon[0]));
    CHECK(is_non_blocking(c.to_client[1]));
    c.transport->start(c.daemon);
    settle(c.loop);
    c.transport->close();
    CHECK_FALSE(is_non_blocking(c.to_daemon[0]));
    CHECK_FALSE(is_non_blocking(c.to_client[1]));
  }
  SECTION("two descriptors of one description, as on a terminal") {
    Loop loop;
    auto pair = make_socket_pair();
    const FileDescriptor twin(::dup(pair[0].get()));
    Recorder daemon;
    auto transport = make_stdio_transport(loop, pair[0].get(), twin.get());
    transport->start(daemon);
    write_all(pair[1], "hello");
    REQUIRE(run_until(loop, [&] { return daemon.received == "hello"; }));
    transport.reset();
    CHECK_FALSE(is_non_blocking(pair[0]));
    write_all(pair[1],
              "later"); // the descriptors are still ours, and no stale registration wakes the loop
    settle(loop);
    CHECK(read_available(pair[0]) == "later");
  }
}

TEST_CASE("no callback follows close", "[transport]") {
  Connection c;
  c.transport->start(c.daemon);
  write_all(c.to_daemon[1], "unread");
  c.transport->close();
  c.transport->send("too late");
  c.drop_client();
  settle(c.loop);
  CHECK(c.daemon.reads == 0);
  CHECK(c.daemon.ends == 0);
}

TEST_CASE("regular files serve as input and output", "[transport]") {
  const TemporaryFolder folder;
  const std::string session(10'000, 's');
  std::ofstream(folder / "in", std::ios::binary) << session;
  const auto input = open_file(folder / "in", O_RDONLY);
  const auto output = open_file(folder / "out", O_WRONLY | O_CREAT);
  Loop loop;
  Recorder daemon;
  auto transport = make_stdio_transport(loop, input.get(), output.get());
  daemon.when_read = [&] { transport->send("answer;"); };
  transport->start(daemon);
  REQUIRE(run_until(loop, [&] { return daemon.ends == 1; }));
  CHECK_FALSE(daemon.end_error.has_value());
  CHECK(daemon.received == session);
  CHECK(read_file(folder / "out") == "answer;answer;answer;");
}

TEST_CASE("reading a regular file can be paused", "[transport]") {
  const TemporaryFolder folder;
  std::ofstream(folder / "in", std::ios::binary) << std::string(10'000, 's');
  const auto input = open_file(folder / "in", O_RDONLY);
  const auto output = open_file("/dev/null", O_WRONLY);
  Loop loop;
  Recorder daemon;
  auto transport = make_stdio_transport(loop, input.get(), output.get());
  daemon.when_read = [&] { transport->pause_reading(); };
  transport->start(daemon);
  settle(loop);
  CHECK(daemon.reads == 1);
  daemon.when_read = nullptr;
  transport->resume_reading();
  REQUIRE(run_until(loop, [&] { return daemon.ends == 1; }));
  CHECK(daemon.received.size() == 10'000);
}

TEST_CASE("/dev/null is an empty input, and takes any output", "[transport]") {
  const auto null = open_file("/dev/null", O_RDWR);
  Loop loop;
  Recorder daemon;
  auto transport = make_stdio_transport(loop, null.get(), null.get());
  transport->start(daemon);
  transport->send(std::string(1'000'000, 'x'));
  CHECK(transport->queued_bytes() == 0);
  REQUIRE(run_until(loop, [&] { return daemon.ends == 1; }));
  CHECK_FALSE(daemon.end_error.has_value());
}

TEST_CASE("a full disk is an end with an error", "[transport]") {
  const auto full = open_file("/dev/full", O_WRONLY);
  auto input = make_pipe();
  Loop loop;
  Recorder daemon;
  auto transport = make_stdio_transport(loop, input[0].get(), full.get());
  transport->start(daemon);
  transport->send("x");
  REQUIRE(run_until(loop, [&] { return daemon.ends == 1; }));
  CHECK(daemon.end_error.has_value());
}

TEST_CASE("a closed descriptor is an end with an error", "[transport]") {
  Loop loop;
  Recorder daemon;
  auto transport = make_stdio_transport(loop, -1, -1);
  transport->start(daemon);
  REQUIRE(run_until(loop, [&] { return daemon.ends == 1; }));
  CHECK(daemon.end_error.has_value());
}
