#pragma once
// Unix stream sockets as values: addresses, file descriptors that close themselves, and who is at
// the other end. Synchronous and never blocking; no Asio. Used by unix_listener.cpp and
// unix_transport.cpp.

#include "base/result.hpp"

#include <string>
#include <sys/socket.h>
#include <sys/types.h>
#include <sys/un.h>
#include <utility>

namespace inkling::wire {

/// An owned file descriptor.
class FileDescriptor {
public:
  FileDescriptor() = default;
  explicit FileDescriptor(int fd) : fd_(fd) {}
  ~FileDescriptor();
  FileDescriptor(FileDescriptor&& other) noexcept : fd_(other.release()) {}
  FileDescriptor& operator=(FileDescriptor&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }

  explicit operator bool() const { return fd_ >= 0; }
  int get() const { return fd_; }
  int release() { return std::exchange(fd_, -1); }

private:
  int fd_ = -1;
};

/// "<what>: <the text of errno>", code unavailable.
Error system_error(const std::string& what);

/// Error unavailable if the path is empty, has a NUL in it, or does not fit into a socket address
/// (107 bytes).
Result<sockaddr_un> to_address(const std::string& path);

/// A new socket: non-blocking, closed on exec.
Result<FileDescriptor> open_unix_socket();

/// How a connect() to a path went.
enum class Connected { yes, busy, refused, missing, failed };
/// Busy: somebody listens, and its queue is full. Failed: errno says why.
Connected connect_to(const FileDescriptor& socket, const sockaddr_un& address);

/// Whether the process at the other end runs as the user we are.
bool peer_is_own_user(int fd);

} // namespace inkling::wire
