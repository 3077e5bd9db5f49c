#include "backend/http/dialer_impl.hpp"
#include "base/assert.hpp"
#include "wire/loop.hpp"
#include "wire/unix_socket.hpp"

#include <boost/asio/io_context.hpp>
#include <cerrno>
#include <cstring>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <utility>

namespace inkling::http {
namespace {

using wire::FileDescriptor;

/// RFC 8305 §5, "Connection Attempt Delay".
constexpr Duration kStagger = 250ms;

void set_option(int fd, int name, int value) {
  // What a kernel does not know it need not do.
  [[maybe_unused]] const int failed = ::setsockopt(fd, IPPROTO_TCP, name, &value, sizeof value);
}

FileDescriptor open_socket(const Address& address, Duration unanswered_max) {
  const int family = address.bytes.ss_family;
  FileDescriptor fd(::socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  if (!fd || family == AF_UNIX) return fd;
  set_option(fd.get(), TCP_NODELAY, 1);
#if defined(TCP_USER_TIMEOUT)
  // A spare connection may be dead without a word: a sleeping laptop, a router that forgot it. What
  // we write then ends it so soon, and a fresh one is tried.
  const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(unanswered_max).count();
  set_option(fd.get(), TCP_USER_TIMEOUT, static_cast<int>(ms));
#endif
  return fd;
}

int take_error(int fd) {
  int error = 0;
  socklen_t size = sizeof error;
  return ::getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size) == 0 ? error : errno;
}

/// Asio never takes write events back once they were waited for, and since it arms its epoll anew
/// for each wait, every wait to read would wake up once more for a socket that is writable anyway:
/// one token, two wake-ups. A new registration has none.
Socket without_write_events(Socket socket) {
  boost::system::error_code failed;
  const auto loop = socket.get_executor();
  FileDescriptor fd(socket.release());
  Socket fresh(loop);
  fresh.assign(fd.get(), failed);
  if (!failed) fd.release();
  return fresh;
}

} // namespace

struct Dialer::Impl : std::enable_shared_from_this<Impl> {
  Impl(wire::Loop& of, Addresses to, Duration unanswered, Done then)
      : loop(of), addresses(std::move(to)), unanswered_max(unanswered), done(std::move(then)),
        stagger(of) {}

  void try_next();
  void begin(const Address& address);
  void on_writable(std::size_t index);
  void on_failed(int error);
  void end(Socket socket);

  wire::Loop& loop;
  Addresses addresses;
  Duration unanswered_max;
  Done done; ///< empty: it is over
  wire::Timer stagger;
  std::size_t next = 0;         ///< of addresses
  std::size_t failures = 0;     ///< of addresses tried
  std::vector<Socket> attempts; ///< closed ones have failed
  std::string first_error;
};

/// Begins with addresses until one is under way.
void Dialer::Impl::try_next() {
  while (done && next < addresses.size()) {
    const std::size_t failures_before = failures;
    begin(addresses[next++]);
    if (failures == failures_before) break;
  }
  if (!done) return;
  if (failures == addresses.size()) return end(Socket(loop.io_context()));
  if (next == addresses.size()) return;
  stagger.arm(loop.now() + kStagger, [weak = weak_from_this()] {
    if (const auto self = weak.lock()) self->try_next();
  });
}

void Dialer::Impl::begin(const Address& address) {
  FileDescriptor fd = open_socket(address, unanswered_max);
  if (!fd) return on_failed(errno);
  const bool connected = ::connect(fd.get(), address.get(), address.size) == 0;
  if (!connected && errno != EINPROGRESS) return on_failed(errno);
  Socket socket(loop.io_context());
  boost::system::error_code failed;
  socket.assign(fd.get(), failed);
  if (failed) return on_failed(failed.value());
  fd.release();
  if (connected) return end(std::move(socket));
  const std::size_t index = attempts.size();
  attempts.push_back(std::move(socket));
  attempts.back().async_wait(Socket::wait_write,
                             [weak = weak_from_this(), index](boost::system::error_code) {
                               if (const auto self = weak.lock(); self && self->done)
                                 self->on_writable(index);
                             });
}

void Dialer::Impl::on_writable(std::size_t index) {
  Socket& socket = attempts[index];
  const int error = take_error(socket.native_handle());
  if (error == 0) return end(without_write_events(std::move(socket)));
  boost::system::error_code ignored;
  socket.close(ignored);
  on_failed(error);
  stagger.cancel();
  try_next();
}

void Dialer::Impl::on_failed(int error) {
  ++failures;
  if (first_error.empty()) first_error = std::strerror(error);
}

void Dialer::Impl::end(Socket socket) {
  const auto self = shared_from_this();
  stagger.cancel();
  std::exchange(done, nullptr)(std::move(socket), first_error);
  attempts.clear();
}

Dialer::Dialer(wire::Loop& loop, Addresses addresses, Duration unanswered_max, Done done)
    : impl_(std::make_shared<Impl>(loop, std::move(addresses), unanswered_max, std::move(done))) {
  INKLING_ASSERT(!impl_->addresses.empty());
}

Dialer::~Dialer() {
  impl_->done = nullptr;
  impl_->stagger.cancel();
  impl_->attempts.clear();
}

void Dialer::start() {
  const auto self = impl_;
  self->try_next();
}

} // namespace inkling::http
