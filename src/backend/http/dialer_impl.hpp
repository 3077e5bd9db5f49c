#pragma once
// One connected socket out of several addresses: each is tried 250 ms after the one before it, or
// at once where that one failed; the first to connect wins and the others are closed (RFC 8305 §5).
// Used by connection.cpp.

#include "backend/http/resolver_impl.hpp"
#include "base/time.hpp"

#include <boost/asio/posix/stream_descriptor.hpp>
#include <functional>
#include <memory>
#include <string>

namespace inkling::http {

/// A socket, as Asio waits for it; non-blocking, closed on exec.
using Socket = boost::asio::posix::stream_descriptor;

class Dialer {
public:
  /// The socket is open, or else the text says why none is (of the first address that failed).
  using Done = std::function<void(Socket socket, const std::string& why_none)>;

  /// `addresses` is not empty.
  Dialer(wire::Loop& loop, Addresses addresses, Duration unanswered_max, Done done);
  /// Closes what is not connected; `done` is not called any more.
  ~Dialer();
  Dialer(const Dialer&) = delete;
  Dialer& operator=(const Dialer&) = delete;

  /// Calls `done` once, inside this call where the first address answers or all refuse at once.
  /// `done` may destroy the Dialer.
  void start();

private:
  struct Impl;
  std::shared_ptr<Impl> impl_;
};

} // namespace inkling::http
