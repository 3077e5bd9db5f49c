#pragma once
// Where a running daemon can be looked into: a Unix socket in the person's runtime folder,
// $XDG_RUNTIME_DIR/inkling/PID.sock, which only that person can reach (wire/unix_listener.hpp).
// Both sides: the daemon's door, and finding the doors of others.
//
// Without such a folder there is no door. That is never an error: completions need none.

#include "wire/loop.hpp"
#include "wire/unix_listener.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace inkling::app {

/// $XDG_RUNTIME_DIR/inkling; nothing where that variable names no folder of ours. Makes nothing.
std::optional<std::string> control_folder();

class ControlSocket {
public:
  /// Listens shortly after, and tries again where daemons that start at the same moment are in each
  /// other's way. The loop must outlive it; destroying it removes the file.
  ControlSocket(wire::Loop& loop, wire::OnAccept on_accept);

private:
  void listen_soon();
  void listen();

  wire::Loop& loop_;
  wire::OnAccept on_accept_;
  std::string path_;
  std::unique_ptr<wire::UnixListener> listener_;
  wire::Timer timer_;
  int tries_ = 0;
};

/// A daemon that answers at its door.
struct RunningDaemon {
  std::int64_t pid = 0;
  std::string path;       ///< of its socket
  std::string folder;     ///< its working directory; empty where it cannot be known
  std::int64_t since = 0; ///< seconds since 1970
};

/// Those of this user, the newest first. Files left by processes that are gone are removed.
std::vector<RunningDaemon> find_daemons(const std::string& control_folder);

} // namespace inkling::app
