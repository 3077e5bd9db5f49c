#pragma once
// The daemon's door: a Unix socket that only its owner can reach.
//
//   auto listener = listen_unix(loop, "/run/user/1000/inkling/sock", [&](auto transport) {
//   open(std::move(transport)); }); if (!listener) return fail(listener.error().message);
//
// The folder is made with mode 0700 if missing, and refused where another user owns it or may write
// in it; the socket has mode 0600; a peer of another user is turned away. There is no TCP listener
// on purpose: any web page can reach loopback.

#include "base/result.hpp"
#include "wire/transport.hpp"

#include <functional>
#include <memory>
#include <string>

namespace inkling::wire {

class Loop;

/// Destroying it stops accepting and removes the socket file, if that is still ours.
class UnixListener {
public:
  virtual ~UnixListener() = default;
};

/// Called on the loop thread, once per client.
using OnAccept = std::function<void(std::unique_ptr<Transport>)>;

/// `path` is absolute, or relative to the working directory. A socket file nobody listens on is
/// replaced. Error unavailable, with a line that says what to do: somebody listens there already,
/// something there is not a socket, the path is too long for a socket address, or the folder is not
/// safe. The loop must outlive the listener.
Result<std::unique_ptr<UnixListener>> listen_unix(Loop& loop, const std::string& path,
                                                  OnAccept on_accept);

} // namespace inkling::wire
