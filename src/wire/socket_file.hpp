#pragma once
// The file of a listening Unix socket: a folder that is safe, a stale file replaced, a living one
// respected, and nothing of somebody else's ever removed. Synchronous, no Asio. Used by
// unix_listener.cpp.

#include "base/result.hpp"
#include "wire/unix_socket.hpp"

#include <ctime>
#include <string>
#include <sys/types.h>

namespace inkling::wire {

class ListeningSocket {
public:
  /// See listen_unix() for what is made, replaced and refused.
  static Result<ListeningSocket> open(const std::string& path);

  int fd() const { return fd_.get(); }
  /// Removes the file if it is still the one we made, then closes. In this order, nobody finds our
  /// file dead and replaces it before we look at it.
  void remove();

private:
  /// What tells our file from one made later at the same path; inode numbers alone are used again.
  struct Identity {
    dev_t device = 0;
    ino_t inode = 0;
    timespec changed{};
  };
  static Result<Identity> identify(const std::string& path);

  FileDescriptor fd_;
  std::string path_;
  Identity identity_;
};

} // namespace inkling::wire
