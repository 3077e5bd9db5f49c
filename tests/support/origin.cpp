#include "support/origin.hpp"

#include "wire/loop.hpp"

#include <arpa/inet.h>
#include <array>
#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <cerrno>
#include <cstdlib>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <poll.h>
#include <stdexcept>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace inkling::test {
namespace {

using Descriptor = boost::asio::posix::stream_descriptor;
using ErrorCode = boost::system::error_code;
using StepKind = Origin::Step::Kind;
using SslPtr = std::unique_ptr<SSL, OpenSslDeleter>;

/// Where the first request in `bytes` ends; npos while it has not.
std::size_t request_end(const std::string& bytes) {
  const auto head_end = bytes.find("\r\n\r\n");
  if (head_end == bytes.npos) return bytes.npos;
  constexpr std::string_view kLength = "\r\nContent-Length: ";
  const auto length_at = bytes.find(kLength);
  std::size_t length = 0;
  if (length_at < head_end) length = std::strtoul(&bytes[length_at + kLength.size()], nullptr, 10);
  const auto end = head_end + 4 + length;
  return end <= bytes.size() ? end : bytes.npos;
}

/// One connection as the server sees it.
struct Peer : std::enable_shared_from_this<Peer> {
  Peer(wire::Loop& loop, int fd, SslPtr with_tls, Origin::Script to_play,
       std::vector<Origin::Connection>& all)
      : socket(loop.io_context(), fd), tls(std::move(with_tls)), script(std::move(to_play)),
        records(all), index(all.size()), timer(loop), pause_clock(loop) {
    records.emplace_back();
  }

  Origin::Connection& record() { return records[index]; }

  void await(Descriptor::wait_type what) {
    socket.async_wait(what, [self = shared_from_this(), what](ErrorCode failed) {
      if (failed || !self->socket.is_open()) return;
      if (what == Descriptor::wait_read) self->on_readable();
      self->advance();
    });
  }

  void on_readable() {
    std::array<char, 16384> room;
    while (socket.is_open()) {
      const auto count = receive(room.data(), room.size());
      if (count == 0) break;
      record().received.append(room.data(), count);
      inbox.append(room.data(), count);
    }
    if (socket.is_open()) await(Descriptor::wait_read);
  }

  /// 0: nothing more now, perhaps because the connection has ended.
  std::size_t receive(char* room, std::size_t size) {
    if (tls) {
      const int count = SSL_read(tls.get(), room, static_cast<int>(size));
      record().resumed_session = SSL_session_reused(tls.get()) == 1;
      if (count > 0) return static_cast<std::size_t>(count);
      if (SSL_get_error(tls.get(), count) != SSL_ERROR_WANT_READ) on_client_closed(false);
      ERR_clear_error();
      return 0;
    }
    const ssize_t count = ::recv(socket.native_handle(), room, size, 0);
    if (count == 0) on_client_closed(false);
    if (count < 0 && errno != EAGAIN) on_client_closed(errno == ECONNRESET);
    return count > 0 ? static_cast<std::size_t>(count) : 0;
  }

  void on_client_closed(bool reset) {
    record().half_closed = sees_half_a_close();
    record().client_closed = true;
    record().client_reset = reset;
    close();
  }

  bool sees_half_a_close() {
    int domain = 0;
    socklen_t size = sizeof domain;
    pollfd waiter{socket.native_handle(), POLLRDHUP, 0};
    ::getsockopt(waiter.fd, SOL_SOCKET, SO_DOMAIN, &domain, &size);
    ::poll(&waiter, 1, 0);
    return domain == AF_UNIX && (waiter.revents & POLLHUP) == 0;
  }

  void close(bool with_reset = false) {
    record().closed = true;
    const linger none{1, 0};
    if (with_reset) ::setsockopt(socket.native_handle(), SOL_SOCKET, SO_LINGER, &none, sizeof none);
    if (tls && !with_reset) SSL_shutdown(tls.get());
    ERR_clear_error();
    ErrorCode ignored;
    socket.close(ignored);
    timer.cancel();
  }

  /// False: the socket takes no more now.
  bool flush() {
    while (socket.is_open() && !outbox.empty()) {
      const auto size = tls ? std::min<std::size_t>(outbox.size(), 16384) : outbox.size();
      const auto count = tls ? SSL_write(tls.get(), outbox.data(), static_cast<int>(size))
                             : ::send(socket.native_handle(), outbox.data(), size, MSG_NOSIGNAL);
      if (count <= 0) {
        await(Descriptor::wait_write);
        return false;
      }
      outbox.erase(0, static_cast<std::size_t>(count));
    }
    return true;
  }

  void advance() {
    while (socket.is_open() && !timer.armed() && flush() && position < script.size() &&
           play(script[position])) {
    }
  }

  /// False: the script goes on later.
  bool play(const Origin::Step& step) {
    switch (step.kind) {
    case StepKind::await_request: {
      const auto end = request_end(inbox);
      if (end == inbox.npos) return false;
      inbox.erase(0, end);
      ++record().requests;
      break;
    }
    case StepKind::send:
      outbox += step.bytes;
      break;
    case StepKind::send_slowly:
      return play_slowly(step);
    case StepKind::send_forever:
      outbox += step.bytes;
      return true;
    case StepKind::close:
      close();
      return false;
    case StepKind::reset:
      close(true);
      return false;
    case StepKind::hang:
      return false;
    case StepKind::again:
      position = 0;
      return true;
    }
    ++position;
    return true;
  }

  bool play_slowly(const Origin::Step& step) {
    if (sent_slowly == step.bytes.size()) {
      sent_slowly = 0;
      ++position;
      return true;
    }
    timer.arm(pause_clock.now() + step.pause,
              [this, weak = weak_from_this(), byte = step.bytes[sent_slowly++]] {
                const auto self = weak.lock();
                if (!self || !socket.is_open()) return;
                outbox += byte;
                advance();
              });
    return false;
  }

  Descriptor socket;
  SslPtr tls;
  Origin::Script script;
  std::vector<Origin::Connection>& records;
  std::size_t index;
  wire::Timer timer;
  wire::Loop& pause_clock;
  std::size_t position = 0;
  std::size_t sent_slowly = 0;
  std::string inbox;
  std::string outbox;
};

} // namespace

struct Origin::Impl : std::enable_shared_from_this<Impl> {
  Impl(wire::Loop& of, Kind kind_, Certificate with)
      : loop(of), kind(kind_), certificate(std::move(with)), listener(of.io_context()) {}

  void listen() {
    listener.assign(kind == Kind::unix_socket ? open_unix() : open_tcp());
    if (kind == Kind::tls) {
      context.reset(SSL_CTX_new(TLS_server_method()));
      SSL_CTX_use_certificate(context.get(), certificate.x509.get());
      SSL_CTX_use_PrivateKey(context.get(), certificate.key.get());
    }
    await();
  }

  int open_tcp() {
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* raw = reinterpret_cast<sockaddr*>(&address);
    if (::bind(fd, raw, size) != 0 || ::listen(fd, 64) != 0 || ::getsockname(fd, raw, &size) != 0)
      throw std::runtime_error("cannot listen on loopback");
    port = ntohs(address.sin_port);
    return fd;
  }

  int open_unix() {
    std::string pattern = "/tmp/inkling-origin-XXXXXX";
    if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("cannot make a folder");
    folder = pattern;
    const int fd = ::socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    (folder + "/s").copy(address.sun_path, sizeof address.sun_path - 1);
    if (::bind(fd, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0 ||
        ::listen(fd, 64) != 0)
      throw std::runtime_error("cannot listen on a Unix socket");
    return fd;
  }

  void await() {
    listener.async_wait(Descriptor::wait_read, [weak = weak_from_this()](ErrorCode failed) {
      const auto self = weak.lock();
      if (failed || !self || !self->listener.is_open()) return;
      self->accept_all();
      self->await();
    });
  }

  void accept_all() {
    while (true) {
      const int fd =
          ::accept4(listener.native_handle(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
      if (fd < 0) return;
      const int on = 1;
      if (kind != Kind::unix_socket) ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
      SslPtr tls;
      if (context) {
        tls.reset(SSL_new(context.get()));
        SSL_set_fd(tls.get(), fd);
        SSL_set_accept_state(tls.get());
      }
      Script script =
          scripts.empty() ? Script{} : scripts[std::min(records.size(), scripts.size() - 1)];
      peers.push_back(std::make_shared<Peer>(loop, fd, std::move(tls), std::move(script), records));
      peers.back()->await(Descriptor::wait_read);
      if (!context) peers.back()->advance();
    }
  }

  wire::Loop& loop;
  Kind kind;
  Certificate certificate;
  std::unique_ptr<SSL_CTX, OpenSslDeleter> context;
  Descriptor listener;
  int port = 0;
  std::string folder;
  std::vector<Script> scripts;
  std::vector<Connection> records;
  std::vector<std::shared_ptr<Peer>> peers;
};

Origin::Origin(wire::Loop& loop, Kind kind, Certificate certificate)
    : impl_(std::make_shared<Impl>(loop, kind, std::move(certificate))) {
  impl_->listen();
}

Origin::~Origin() {
  close_all();
  stop_listening();
  if (impl_->folder.empty()) return;
  ::unlink((impl_->folder + "/s").c_str());
  ::rmdir(impl_->folder.c_str());
}

void Origin::play(Script script) {
  impl_->scripts.push_back(std::move(script));
}

void Origin::close_all() {
  for (const auto& peer : impl_->peers)
    if (peer->socket.is_open()) peer->close();
  impl_->peers.clear();
}

void Origin::stop_listening() {
  ErrorCode ignored;
  impl_->listener.close(ignored);
}

std::string Origin::url() const {
  if (impl_->kind == Kind::unix_socket) return "unix:" + impl_->folder + "/s";
  return (impl_->kind == Kind::tls ? "https://127.0.0.1:" : "http://127.0.0.1:") +
         std::to_string(impl_->port);
}

const std::vector<Origin::Connection>& Origin::connections() const {
  return impl_->records;
}

int Origin::open_connections() const {
  int count = 0;
  for (const Connection& connection : impl_->records) count += connection.closed ? 0 : 1;
  return count;
}

std::string whole_response(const std::string& body, const std::string& status,
                           const std::string& more_lines) {
  return "HTTP/1.1 " + status + "\r\n" + more_lines +
         "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

std::string stream_head() {
  return "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
}

std::string chunk(const std::string& bytes) {
  std::array<char, 16> size{};
  std::snprintf(size.data(), size.size(), "%zx", bytes.size());
  return size.data() + ("\r\n" + bytes + "\r\n");
}

std::string last_chunk() {
  return "0\r\n\r\n";
}

} // namespace inkling::test
