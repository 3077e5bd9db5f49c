#pragma once
// The shell that all transports share: waits with Asio, reads and writes with plain system calls,
// tells its handler. Knows nothing of where the descriptors come from. Not for use outside the
// transports.

#include "wire/outbox.hpp"
#include "wire/transport.hpp"

#include <boost/asio/posix/stream_descriptor.hpp>
#include <functional>
#include <memory>
#include <optional>

namespace inkling::wire {

/// Shared by its owner and by the handlers in the loop's queue, which find closed_ set if they come
/// too late.
class StreamPump : public std::enable_shared_from_this<StreamPump> {
public:
  /// The descriptors are non-blocking and may be the same one. `on_closed` gives them back to
  /// whoever had them.
  StreamPump(boost::asio::io_context& io, int input_fd, int output_fd,
             std::function<void()> on_closed);

  void start(TransportHandler& handler);
  void send(std::string bytes);
  std::size_t queued_bytes() const { return outbox_.bytes(); }
  void pause_reading() { paused_ = true; }
  void resume_reading();
  void drain();
  void close();

private:
  using Descriptor = boost::asio::posix::stream_descriptor;
  using ErrorCode = boost::system::error_code;
  enum class ReadOutcome { some, would_block, over };

  Descriptor& output() { return separate_output_ ? *separate_output_ : input_; }
  bool may_read() const { return handler_ && !ended_ && !paused_; }

  void await_input();
  void on_input_ready(ErrorCode failed);
  ReadOutcome read_once();

  void flush();
  void await_output();
  void on_output_ready(ErrorCode failed);
  void break_output();

  void await_hang_up();
  void on_hang_up(ErrorCode failed);
  void on_peer_gone();
  void end(std::optional<Error> error);

  Descriptor input_;
  std::optional<Descriptor> separate_output_;
  int input_fd_;
  int output_fd_;
  std::function<void()> on_closed_;
  TransportHandler* handler_ = nullptr;
  Outbox outbox_;

  bool input_polls_ = true; ///< false for files that epoll refuses: they are read straight away
  bool awaiting_input_ = false;
  bool awaiting_output_ = false; ///< and so has something queued that the kernel did not take
  bool corked_ = false;          ///< inside on_read(): what is sent leaves right after it
  bool paused_ = false;
  bool ended_ = false;         ///< on_end() has been called
  bool output_broken_ = false; ///< nothing can be written any more
  bool closed_ = false;
};

/// The Transport that owns a pump.
std::unique_ptr<Transport> make_pump_transport(std::shared_ptr<StreamPump> pump);

} // namespace inkling::wire
