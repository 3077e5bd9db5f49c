#pragma once
// Bytes between one client and the daemon, in both directions, on the loop thread. No framing, no
// JSON.
//
//   auto transport = make_stdio_transport(loop);
//   transport->start(session);                  // session is a TransportHandler
//   transport->send(to_frame(body));
//
// Writing never blocks and never fails in the caller's face: what the peer does not take is queued,
// what cannot be sent any more is dropped, and on_end() tells. A caller that minds the queue
// (Limits::outbox_bytes_max) pauses reading while queued_bytes() is high and resumes it in
// on_drained(); a peer that goes away is noticed even then. A handler may close or destroy its
// transport inside any callback.

#include "base/result.hpp"

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>

namespace inkling::wire {

class Loop;

/// What a transport tells its owner. Never called inside start(), send(), close() or the like.
class TransportHandler {
public:
  virtual ~TransportHandler() = default;
  /// Room for the bytes about to be read: at least one byte, valid until the on_read() that follows
  /// in the same turn.
  virtual std::span<char> on_read_room() = 0;
  /// `bytes` of that room were filled by one read(). Frames sent inside this call leave together
  /// right after it.
  virtual void on_read(std::size_t bytes) = 0;
  /// Nothing more will be read. Without an error it is an end of file: what is sent is still
  /// written if the peer takes it. With one the peer is gone both ways. At most one call; none
  /// after close().
  virtual void on_end(std::optional<Error> error) = 0;
  /// Nothing waits any more, after a time when something did: the kernel took it, or the peer is
  /// gone. Also the answer to drain().
  virtual void on_drained() {}
};

class Transport {
public:
  /// Closes.
  virtual ~Transport() = default;

  /// Begins to read. `handler` must outlive the transport, or close() be called first. Once.
  virtual void start(TransportHandler& handler) = 0;
  /// Writes all of `bytes`, in the order of the calls: at once where nothing waits and we are not
  /// inside on_read().
  virtual void send(std::string bytes) = 0;
  /// Bytes the kernel has not taken yet.
  virtual std::size_t queued_bytes() const = 0;
  /// No on_read() until resume_reading(). Both may be called at any time, also before start().
  virtual void pause_reading() = 0;
  virtual void resume_reading() = 0;
  /// Asks for on_drained() once nothing waits, also where nothing waits now. Before close(), for
  /// whom the last words matter; a peer that never reads never lets it come.
  virtual void drain() = 0;
  /// Ends both directions now; queued bytes get one last attempt that does not block. No callback
  /// follows.
  virtual void close() = 0;
};

/// The client that started us, on stdin and stdout. The descriptors are borrowed: not closed, and
/// their O_NONBLOCK flag (shared with every process that has them) is put back by close(). Any kind
/// of file will do: pipe, socket, terminal, regular file, /dev/null.
std::unique_ptr<Transport> make_stdio_transport(Loop& loop, int input_fd = 0, int output_fd = 1);

/// A connected stream socket. Takes ownership of `fd`.
std::unique_ptr<Transport> make_socket_transport(Loop& loop, int fd);

/// Connects to a listening Unix socket. Error unavailable: there is none, or nobody listens.
Result<std::unique_ptr<Transport>> connect_unix(Loop& loop, const std::string& path);

} // namespace inkling::wire
