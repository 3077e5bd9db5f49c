#include "wire/loop.hpp"
#include "wire/stream_pump.hpp"
#include "wire/transport.hpp"
#include "wire/unix_socket.hpp"

#include <boost/asio/io_context.hpp>
#include <fcntl.h>
#include <unistd.h>

namespace inkling::wire {

std::unique_ptr<Transport> make_socket_transport(Loop& loop, int fd) {
  ::fcntl(fd, F_SETFL, ::fcntl(fd, F_GETFL) | O_NONBLOCK);
  return make_pump_transport(
      std::make_shared<StreamPump>(loop.io_context(), fd, fd, [fd] { ::close(fd); }));
}

Result<std::unique_ptr<Transport>> connect_unix(Loop& loop, const std::string& path) {
  const auto address = to_address(path);
  if (!address) return address.error();
  auto socket = open_unix_socket();
  if (!socket) return socket.error();
  switch (connect_to(*socket, *address)) {
  case Connected::yes:
    break;
  case Connected::busy:
    return make_error(Errc::unavailable, path + " is busy");
  case Connected::refused:
    return make_error(Errc::unavailable, "nobody listens on " + path);
  case Connected::missing:
    return make_error(Errc::unavailable, path + " does not exist");
  case Connected::failed:
    return system_error("cannot connect to " + path);
  }
  if (!peer_is_own_user(socket->get()))
    return make_error(Errc::unavailable, "another user listens on " + path);
  return make_socket_transport(loop, socket->release());
}

} // namespace inkling::wire
