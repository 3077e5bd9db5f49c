#include "wire/unix_socket.hpp"

#include <cerrno>
#include <cstring>
#include <unistd.h>

namespace inkling::wire {

FileDescriptor::~FileDescriptor() {
  if (fd_ >= 0) ::close(fd_);
}

Error system_error(const std::string& what) {
  return make_error(Errc::unavailable, what + ": " + std::strerror(errno));
}

Result<sockaddr_un> to_address(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.empty() || path.find('\0') != path.npos)
    return make_error(Errc::unavailable, "not a path for a socket");
  if (path.size() >= sizeof address.sun_path)
    return make_error(Errc::unavailable, path + " is too long for a socket: at most " +
                                             std::to_string(sizeof address.sun_path - 1) +
                                             " bytes");
  path.copy(address.sun_path, path.size());
  return address;
}

Result<FileDescriptor> open_unix_socket() {
  FileDescriptor fd(::socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  if (!fd) return system_error("cannot open a socket");
  return fd;
}

Connected connect_to(const FileDescriptor& socket, const sockaddr_un& address) {
  const auto* name = reinterpret_cast<const sockaddr*>(&address);
  if (::connect(socket.get(), name, sizeof address) == 0) return Connected::yes;
  switch (errno) {
  case EAGAIN:
    return Connected::busy;
  case ECONNREFUSED:
    return Connected::refused;
  case ENOENT:
    return Connected::missing;
  default:
    return Connected::failed;
  }
}

bool peer_is_own_user(int fd) {
  ucred peer{};
  socklen_t size = sizeof peer;
  return ::getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 && peer.uid == ::geteuid();
}

} // namespace inkling::wire
