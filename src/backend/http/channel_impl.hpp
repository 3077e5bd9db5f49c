#pragma once
// Bytes over a connected socket, plain or TLS, without ever waiting: each call does what can be
// done now and says what to wait for. Used by connection.cpp.

#include "backend/http/dialer_impl.hpp"
#include "backend/http/tls_impl.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace inkling::http {

class Channel {
public:
  enum class Outcome {
    done,        ///< `count` bytes, at least one; the handshake is over
    wants_read,  ///< not before the socket can be read
    wants_write, ///< not before it can be written
    over,        ///< the peer closed in order
    broken,      ///< failure() says why
  };
  struct Result {
    Outcome outcome = Outcome::done;
    std::size_t count = 0;
  };

  /// Plain where `tls` is empty.
  Channel(Socket socket, SslPtr tls);

  Socket& socket() { return socket_; }
  bool is_tls() const { return tls_ != nullptr; }

  Result handshake();
  Result read(std::span<char> room);
  Result write(std::string_view bytes);
  /// Closes both ways at once. What the kernel has not sent yet is thrown away: nobody waits for
  /// the rest of a prompt whose answer is not wanted.
  void close();

  /// After `broken`: why, for a log line.
  const std::string& failure() const { return failure_; }
  /// After `broken`: it was TLS that failed, not the socket below.
  bool failed_in_tls() const { return failed_in_tls_; }

private:
  Result from_tls(int result);
  Result from_errno();

  Socket socket_;
  SslPtr tls_;
  std::string failure_;
  bool failed_in_tls_ = false;
};

} // namespace inkling::http
