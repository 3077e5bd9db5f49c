#pragma once
// From a URL's host to socket addresses. Numbers, "localhost" and Unix sockets are answered at
// once; names by getaddrinfo() on a thread of its own, which nobody ever waits for: it may hang for
// minutes, and an exit must not. Used by connection.cpp and dialer.cpp.
//
//   resolver.look_up([](const Addresses& addresses, std::string_view why_none) { … });

#include "backend/http/http.hpp"

#include <functional>
#include <memory>
#include <string_view>
#include <sys/socket.h>
#include <vector>

namespace inkling::http {

struct Address {
  sockaddr_storage bytes = {};
  socklen_t size = 0;

  const sockaddr* get() const { return reinterpret_cast<const sockaddr*>(&bytes); }
};
using Addresses = std::vector<Address>;

/// The families in turn, beginning with that of the first; within a family the order stays
/// (RFC 8305 §4).
void interleave_families(Addresses& addresses);

/// Of one host. Loop thread only; the loop must outlive it.
class Resolver {
public:
  /// Empty where there are none; then the text says why.
  using Done = std::function<void(const Addresses&, std::string_view why_none)>;

  Resolver(wire::Loop& loop, const Url& url);
  /// Callbacks that have not been called are dropped.
  ~Resolver();
  Resolver(const Resolver&) = delete;
  Resolver& operator=(const Resolver&) = delete;

  /// Calls `done` once; inside this call where the answer is known, be it from a minute ago. There
  /// is never more than one thread: who comes while it runs waits for it too.
  void look_up(Done done);
  /// The next look_up() of a name asks anew: none of its addresses could be reached.
  void forget();

private:
  struct Impl;
  std::shared_ptr<Impl> impl_;
};

} // namespace inkling::http
