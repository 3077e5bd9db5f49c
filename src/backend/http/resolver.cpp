#include "backend/http/resolver_impl.hpp"
#include "wire/loop.hpp"
#include "wire/unix_socket.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <cerrno>
#include <cstring>
#include <netdb.h>
#include <netinet/in.h>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>

namespace inkling::http {
namespace {

namespace asio = boost::asio;
using wire::FileDescriptor;

/// Names with more addresses are not tried further.
constexpr std::size_t kAddressesMax = 16;
/// For so long the addresses of a name are used again: each cancelled exchange dials anew.
constexpr Duration kAddressesKept = 60s;

/// What the thread sends: plain bytes, so that it shares nothing with us.
struct Found {
  int error = EAI_FAIL; ///< of getaddrinfo(); 0: `count` addresses
  std::size_t count = 0;
  std::array<Address, kAddressesMax> addresses = {};
};

template<class Raw>
Address to_address(const Raw& raw) {
  Address address;
  std::memcpy(&address.bytes, &raw, sizeof raw);
  address.size = sizeof raw;
  return address;
}

std::optional<Address> to_v4(const std::string& text, std::uint16_t port) {
  sockaddr_in raw{};
  raw.sin_family = AF_INET;
  raw.sin_port = htons(port);
  if (::inet_pton(AF_INET, text.c_str(), &raw.sin_addr) != 1) return std::nullopt;
  return to_address(raw);
}

std::optional<Address> to_v6(const std::string& text, std::uint16_t port) {
  sockaddr_in6 raw{};
  raw.sin6_family = AF_INET6;
  raw.sin6_port = htons(port);
  if (::inet_pton(AF_INET6, text.c_str(), &raw.sin6_addr) != 1) return std::nullopt;
  return to_address(raw);
}

/// Addresses that need no looking up; empty where the host is a name.
Addresses to_known(const Url& url) {
  if (url.scheme == Url::Scheme::unix_socket) {
    const auto address = wire::to_address(url.socket_path);
    return address ? Addresses{to_address(*address)} : Addresses{};
  }
  // RFC 6761 §6.3: localhost is loopback, whatever a resolver says. Version 4 first: most local
  // servers listen only there.
  if (url.host == "localhost") return {*to_v4("127.0.0.1", url.port), *to_v6("::1", url.port)};
  if (const auto v4 = to_v4(url.host, url.port)) return {*v4};
  if (const auto v6 = to_v6(url.host, url.port)) return {*v6};
  return {};
}

/// On the thread. Everything it touches is its own.
void look_up_name(const std::string& host, const std::string& port, const FileDescriptor& answer) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_ADDRCONFIG | AI_NUMERICSERV;
  addrinfo* list = nullptr;
  Found found;
  found.error = ::getaddrinfo(host.c_str(), port.c_str(), &hints, &list);
  for (const addrinfo* one = list; one != nullptr && found.count < kAddressesMax;
       one = one->ai_next) {
    Address& address = found.addresses[found.count++];
    std::memcpy(&address.bytes, one->ai_addr, one->ai_addrlen);
    address.size = one->ai_addrlen;
  }
  if (list != nullptr) ::freeaddrinfo(list);
  // Nobody may listen any more.
  [[maybe_unused]] const auto sent = ::send(answer.get(), &found, sizeof found, MSG_NOSIGNAL);
}

} // namespace

void interleave_families(Addresses& addresses) {
  if (addresses.empty()) return;
  const auto family = addresses.front().bytes.ss_family;
  const auto second =
      std::stable_partition(addresses.begin(), addresses.end(),
                            [&](const Address& one) { return one.bytes.ss_family == family; });
  Addresses mixed;
  mixed.reserve(addresses.size());
  for (auto a = addresses.begin(), b = second; a != second || b != addresses.end();) {
    if (a != second) mixed.push_back(*a++);
    if (b != addresses.end()) mixed.push_back(*b++);
  }
  addresses = std::move(mixed);
}

struct Resolver::Impl : std::enable_shared_from_this<Impl> {
  Impl(wire::Loop& of, const Url& url)
      : loop(of), host(url.host), port(std::to_string(url.port)), known(to_known(url)),
        is_name(known.empty()), answer(of.io_context()) {}

  void look_up(Done done);
  bool start_thread();
  void on_answer();
  void tell(std::string_view why_none);

  wire::Loop& loop;
  std::string host;
  std::string port;
  Addresses known;
  bool is_name;
  Instant known_until = {}; ///< of a name
  std::vector<Done> waiting;
  asio::posix::stream_descriptor answer; ///< open while the thread runs
};

void Resolver::Impl::look_up(Done done) {
  if (!is_name || loop.now() < known_until) return done(known, {});
  waiting.push_back(std::move(done));
  if (answer.is_open()) return;
  if (!start_thread()) tell("no thread for looking up its name");
}

bool Resolver::Impl::start_thread() {
  std::array<int, 2> ends{};
  if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends.data()) != 0) return false;
  FileDescriptor ours(ends[0]);
  FileDescriptor theirs(ends[1]);
  boost::system::error_code failed;
  answer.assign(ours.get(), failed);
  if (failed) return false;
  ours.release();
  try {
    // Detached, because getaddrinfo() cannot be interrupted: a destructor that joined it would hold
    // up the exit for as long as the name server is silent.
    std::thread(look_up_name, host, port, std::move(theirs)).detach();
  } catch (const std::system_error&) {
    answer.close(failed);
    return false;
  }
  answer.async_wait(asio::posix::stream_descriptor::wait_read,
                    [weak = weak_from_this()](boost::system::error_code) {
                      if (const auto self = weak.lock()) self->on_answer();
                    });
  return true;
}

void Resolver::Impl::on_answer() {
  Found found;
  const auto count = ::recv(answer.native_handle(), &found, sizeof found, MSG_DONTWAIT);
  boost::system::error_code ignored;
  answer.close(ignored);
  if (count != ssize_t{sizeof found}) found = {};
  if (found.error != 0) return tell(::gai_strerror(found.error));
  known.assign(found.addresses.begin(),
               found.addresses.begin() + static_cast<std::ptrdiff_t>(found.count));
  interleave_families(known);
  known_until = loop.now() + kAddressesKept;
  tell(known.empty() ? "its name has no address" : "");
}

void Resolver::Impl::tell(std::string_view why_none) {
  const auto self = shared_from_this(); // a callback may end the Resolver
  const Addresses addresses = why_none.empty() ? known : Addresses{};
  for (const Done& done : std::exchange(waiting, {})) done(addresses, why_none);
}

Resolver::Resolver(wire::Loop& loop, const Url& url) : impl_(std::make_shared<Impl>(loop, url)) {}

Resolver::~Resolver() {
  impl_->waiting.clear();
  boost::system::error_code ignored;
  impl_->answer.close(ignored);
}

void Resolver::look_up(Done done) {
  impl_->look_up(std::move(done));
}

void Resolver::forget() {
  impl_->known_until = {};
}

} // namespace inkling::http
