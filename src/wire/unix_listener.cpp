#include "wire/unix_listener.hpp"

#include "base/log.hpp"
#include "wire/loop.hpp"
#include "wire/socket_file.hpp"
#include "wire/unix_socket.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <cerrno>
#include <cstring>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace inkling::wire {
namespace {

/// Out of descriptors or memory: the waiting client stays readable, so asking again at once would
/// spin.
constexpr Duration kRetryDelay = 100ms;

/// Shared with the handlers in the loop's queue, which may run after the listener is gone.
class Acceptor : public std::enable_shared_from_this<Acceptor> {
public:
  Acceptor(Loop& loop, ListeningSocket socket, OnAccept on_accept)
      : loop_(loop), socket_(std::move(socket)), on_accept_(std::move(on_accept)),
        descriptor_(loop.io_context()), retry_(loop) {
    descriptor_.assign(socket_.fd());
  }

  void await_client() {
    descriptor_.async_wait(Descriptor::wait_read,
                           [self = shared_from_this()](boost::system::error_code failed) {
                             if (!failed) self->accept_all();
                           });
  }

  void close() {
    if (!descriptor_.is_open()) return;
    descriptor_.release(); // socket_ owns it
    retry_.cancel();
    socket_.remove();
  }

private:
  using Descriptor = boost::asio::posix::stream_descriptor;

  void accept_all() {
    while (descriptor_.is_open()) {
      FileDescriptor client(
          ::accept4(socket_.fd(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC));
      if (client)
        admit(std::move(client));
      else if (errno == EAGAIN || errno == EWOULDBLOCK)
        return await_client();
      else if (errno != EINTR && errno != ECONNABORTED)
        return retry_later();
    }
  }

  void admit(FileDescriptor client) {
    refused_ = false;
    if (peer_is_own_user(client.get()))
      return on_accept_(make_socket_transport(loop_, client.release()));
    log::warn("a client of another user was turned away");
  }

  void retry_later() {
    if (!std::exchange(refused_, true))
      log::warn("cannot accept a client, trying again", {{"reason", std::strerror(errno)}});
    retry_.arm(loop_.now() + kRetryDelay, [this] { accept_all(); });
  }

  Loop& loop_;
  ListeningSocket socket_;
  OnAccept on_accept_;
  Descriptor descriptor_;
  Timer retry_;
  bool refused_ = false; ///< and the log knows
};

class Listener final : public UnixListener {
public:
  explicit Listener(std::shared_ptr<Acceptor> acceptor) : acceptor_(std::move(acceptor)) {}
  ~Listener() override { acceptor_->close(); }
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

private:
  std::shared_ptr<Acceptor> acceptor_;
};

} // namespace

Result<std::unique_ptr<UnixListener>> listen_unix(Loop& loop, const std::string& path,
                                                  OnAccept on_accept) {
  auto socket = ListeningSocket::open(path);
  if (!socket) return socket.error();
  auto acceptor = std::make_shared<Acceptor>(loop, std::move(*socket), std::move(on_accept));
  acceptor->await_client();
  return std::unique_ptr<UnixListener>(std::make_unique<Listener>(std::move(acceptor)));
}

} // namespace inkling::wire
