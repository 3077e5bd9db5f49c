#include "backend/http/dialer_impl.hpp"
#include "http_fixture.hpp"

#include <arpa/inet.h>
#include <chrono>
#include <cstring>
#include <netinet/in.h>
#include <sys/socket.h>
#include <vector>

using namespace inkling;
using namespace inkling::http;

namespace {

/// A port on loopback: one that answers, one that refuses, or one that is silent.
struct Port {
  enum class Mode { answering, refusing, silent };

  explicit Port(Mode mode) {
    sockaddr_in raw{};
    raw.sin_family = AF_INET;
    raw.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof raw;
    auto* generic = reinterpret_cast<sockaddr*>(&raw);
    REQUIRE(::bind(listener, generic, size) == 0);
    REQUIRE(::getsockname(listener, generic, &size) == 0);
    std::memcpy(&address.bytes, &raw, sizeof raw);
    address.size = sizeof raw;
    if (mode != Mode::refusing) REQUIRE(::listen(listener, mode == Mode::silent ? 0 : 8) == 0);
    // A full queue: the kernel drops what comes, as a dead host would.
    for (int i = 0; mode == Mode::silent && i < 4; ++i) {
      fillers.push_back(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0));
      ::connect(fillers.back(), generic, size);
    }
  }
  ~Port() {
    for (const int filler : fillers) ::close(filler);
    ::close(listener);
  }
  Port(const Port&) = delete;
  Port& operator=(const Port&) = delete;

  int listener = ::socket(AF_INET, SOCK_STREAM, 0);
  Address address;
  std::vector<int> fillers;
};

struct Dialed {
  bool over = false;
  std::uint16_t port = 0; ///< of the other end; 0: none
  std::string why_none;
  Duration took = {};
};

Dialed dial(const std::vector<Port*>& ports) {
  wire::Loop loop;
  Addresses addresses;
  for (const Port* port : ports) addresses.push_back(port->address);
  Dialed dialed;
  const Instant start = loop.now();
  Dialer dialer(loop, addresses, 1s, [&](Socket socket, const std::string& why_none) {
    dialed.over = true;
    dialed.why_none = why_none;
    sockaddr_in peer{};
    socklen_t size = sizeof peer;
    if (socket.is_open() &&
        ::getpeername(socket.native_handle(), reinterpret_cast<sockaddr*>(&peer), &size) == 0)
      dialed.port = peer.sin_port;
  });
  dialer.start();
  REQUIRE(run_until(loop, [&] { return dialed.over; }));
  dialed.took = loop.now() - start;
  return dialed;
}

std::uint16_t port_of(const Port& port) {
  sockaddr_in raw{};
  std::memcpy(&raw, &port.address.bytes, sizeof raw);
  return raw.sin_port;
}

Address of_family(sa_family_t family, std::uint16_t number) {
  Address address;
  address.bytes.ss_family = family;
  address.size = number;
  return address;
}

} // namespace

TEST_CASE("the first address that answers is taken", "[http]") {
  Port good(Port::Mode::answering);
  Port other(Port::Mode::answering);
  CHECK(dial({&good, &other}).port == port_of(good));
}

TEST_CASE("an address that refuses holds nothing up", "[http]") {
  Port bad(Port::Mode::refusing);
  Port good(Port::Mode::answering);
  const auto dialed = dial({&bad, &bad, &good});
  CHECK(dialed.port == port_of(good));
  CHECK(dialed.took < 200ms);
}

TEST_CASE("an address that is silent holds the next up for 250 ms", "[http]") {
  Port silent(Port::Mode::silent);
  Port good(Port::Mode::answering);
  const auto dialed = dial({&silent, &good});
  CHECK(dialed.port == port_of(good));
  CHECK(dialed.took >= 250ms);
}

TEST_CASE("where all addresses refuse, the first reason is told", "[http]") {
  Port bad(Port::Mode::refusing);
  const auto dialed = dial({&bad, &bad});
  CHECK(dialed.port == 0);
  CHECK(dialed.why_none == "Connection refused");
}

TEST_CASE("a dialer that is destroyed is silent", "[http]") {
  wire::Loop loop;
  Port good(Port::Mode::answering);
  auto dialer = std::make_unique<Dialer>(loop, Addresses{good.address}, 1s,
                                         [](Socket, const std::string&) { FAIL("called"); });
  dialer->start();
  dialer.reset();
  settle(loop);
}

TEST_CASE("the families of addresses take turns", "[http]") {
  Addresses addresses;
  for (const auto& [family, number] :
       {std::pair(AF_INET6, 1), {AF_INET6, 2}, {AF_INET6, 3}, {AF_INET, 4}, {AF_INET, 5}})
    addresses.push_back(
        of_family(static_cast<sa_family_t>(family), static_cast<std::uint16_t>(number)));
  interleave_families(addresses);
  std::vector<unsigned> order;
  for (const Address& address : addresses) order.push_back(address.size);
  CHECK(order == std::vector<unsigned>{1, 4, 2, 5, 3});
}

TEST_CASE("numbers and localhost are known at once, in the order that suits local servers",
          "[http]") {
  wire::Loop loop;
  const auto families_of = [&](const std::string& text) {
    std::vector<int> families;
    Resolver resolver(loop, *parse_url(text));
    resolver.look_up([&](const Addresses& addresses, std::string_view) {
      for (const Address& address : addresses) families.push_back(address.bytes.ss_family);
    });
    return families; // the loop has not run
  };
  CHECK(families_of("http://10.0.0.1") == std::vector<int>{AF_INET});
  CHECK(families_of("http://[fd00::1]") == std::vector<int>{AF_INET6});
  CHECK(families_of("http://localhost") == std::vector<int>{AF_INET, AF_INET6});
  CHECK(families_of("unix:/run/llm.sock") == std::vector<int>{AF_UNIX});
}

TEST_CASE("a name that is looked up never holds up the end", "[http]") {
  const auto start = std::chrono::steady_clock::now();
  {
    wire::Loop loop;
    Resolver resolver(loop, *parse_url("http://nobody.invalid"));
    for (int i = 0; i < 3; ++i)
      resolver.look_up([](const Addresses&, std::string_view) { FAIL("called"); });
  }
  CHECK(std::chrono::steady_clock::now() - start < 500ms);
}

TEST_CASE("a name that does not exist is told with its reason", "[http]") {
  wire::Loop loop;
  Resolver resolver(loop, *parse_url("http://nobody.invalid"));
  int calls = 0;
  std::string why;
  for (int i = 0; i < 2; ++i)
    resolver.look_up([&](const Addresses& addresses, std::string_view why_none) {
      CHECK(addresses.empty());
      why = why_none;
      ++calls;
    });
  CHECK(calls == 0);
  REQUIRE(run_until(loop, [&] { return calls == 2; }));
  CHECK_FALSE(why.empty());
}
