#include "wire/stream_pump.hpp"

#include "base/assert.hpp"

#include <array>
#include <boost/asio/error.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <cerrno>
#include <cstring>
#include <poll.h>
#include <unistd.h>
#include <utility>

namespace inkling::wire {
namespace {

constexpr std::size_t kPartsMax = 64;
/// Reads of what the peer wrote before it went away. A pipe or socket holds less by default.
constexpr int kLastReadsMax = 64;

Error gone(const std::string& why) {
  return make_error(Errc::unavailable, "the peer went away: " + why);
}

bool would_block(int number) {
  return number == EAGAIN || number == EWOULDBLOCK;
}

bool has_hung_up(int fd) {
  pollfd waiter{fd, 0, 0};
  return ::poll(&waiter, 1, 0) > 0 && (waiter.revents & (POLLERR | POLLHUP | POLLNVAL)) != 0;
}

} // namespace

StreamPump::StreamPump(boost::asio::io_context& io, int input_fd, int output_fd,
                       std::function<void()> on_closed)
    : input_(io), input_fd_(input_fd), output_fd_(output_fd), on_closed_(std::move(on_closed)) {
  ErrorCode failed;
  input_.assign(input_fd, failed);
  if (output_fd == input_fd) return;
  separate_output_.emplace(io);
  // A bad descriptor stays unassigned: waiting for it, and reading or writing it, fails soon
  // enough.
  separate_output_->assign(output_fd, failed);
}

void StreamPump::start(TransportHandler& handler) {
  INKLING_ASSERT(!handler_ && !closed_);
  handler_ = &handler;
  if (output_broken_) break_output(); // by what was sent before
  await_hang_up();
  await_input();
}

// Reading.

void StreamPump::await_input() {
  if (!may_read() || awaiting_input_) return;
  awaiting_input_ = true;
  if (!input_polls_) {
    boost::asio::post(input_.get_executor(),
                      [self = shared_from_this()] { self->on_input_ready({}); });
    return;
  }
  input_.async_wait(Descriptor::wait_read, [self = shared_from_this()](ErrorCode failed) {
    self->on_input_ready(failed);
  });
}

void StreamPump::on_input_ready(ErrorCode failed) {
  awaiting_input_ = false;
  // Regular files and some devices; a descriptor that is not open fails in read().
  if (failed) input_polls_ = false;
  if (!may_read()) return;
  if (read_once() == ReadOutcome::some || input_polls_) await_input();
}

StreamPump::ReadOutcome StreamPump::read_once() {
  const auto room = handler_->on_read_room();
  INKLING_ASSERT(!room.empty());
  ssize_t count = 0;
  do count = ::read(input_fd_, room.data(), room.size());
  while (count < 0 && errno == EINTR);
  if (count > 0) {
    corked_ = true;
    handler_->on_read(static_cast<std::size_t>(count));
    corked_ = false;
    if (!closed_ && !awaiting_output_) flush();
    return ReadOutcome::some;
  }
  if (count < 0 && would_block(errno)) return ReadOutcome::would_block;
  if (count == 0)
    end(std::nullopt);
  else
    end(gone(std::strerror(errno)));
  return ReadOutcome::over;
}

void StreamPump::resume_reading() {
  paused_ = false;
  await_input();
}

// Writing.

void StreamPump::send(std::string bytes) {
  if (closed_ || output_broken_) return;
  outbox_.push(std::move(bytes));
  if (!corked_ && !awaiting_output_) flush();
}

void StreamPump::flush() {
  std::array<iovec, kPartsMax> parts;
  while (!outbox_.empty()) {
    const auto used = outbox_.gather(parts);
    const auto count = ::writev(output_fd_, parts.data(), static_cast<int>(used));
    if (count >= 0)
      outbox_.consume(static_cast<std::size_t>(count));
    else if (would_block(errno))
      return await_output();
    else if (errno != EINTR)
      return break_output();
  }
}

/// By the time the call comes what is corked now has been written, or is awaited.
void StreamPump::drain() {
  boost::asio::post(input_.get_executor(), [self = shared_from_this()] {
    if (!self->awaiting_output_ && self->handler_) self->handler_->on_drained();
  });
}

void StreamPump::await_output() {
  if (closed_) return;
  awaiting_output_ = true;
  output().async_wait(Descriptor::wait_write, [self = shared_from_this()](ErrorCode failed) {
    self->on_output_ready(failed);
  });
}

void StreamPump::on_output_ready(ErrorCode failed) {
  awaiting_output_ = false;
  if (closed_) return;
  if (failed)
    break_output();
  else
    flush();
  if (!awaiting_output_ && handler_) handler_->on_drained();
}

void StreamPump::break_output() {
  output_broken_ = true;
  outbox_.clear();
  if (closed_) return;
  boost::asio::post(input_.get_executor(), [self = shared_from_this()] { self->on_peer_gone(); });
}

// The end.

/// Errors are reported whether or not anyone waits to read or write: so a dead client is seen while
/// reading is paused.
void StreamPump::await_hang_up() {
  output().async_wait(Descriptor::wait_error,
                      [self = shared_from_this()](ErrorCode failed) { self->on_hang_up(failed); });
}

void StreamPump::on_hang_up(ErrorCode failed) {
  // A file that epoll refuses never hangs up. And urgent data, which ends this wait too, is nothing
  // to wait for again.
  if (failed || closed_ || !has_hung_up(output_fd_)) return;
  output_broken_ = true;
  outbox_.clear(); // on_output_ready() comes too, if it was awaited, and tells
  on_peer_gone();
}

/// The peer may have said its last words before it went: a clean exit must not look like a crash.
void StreamPump::on_peer_gone() {
  int reads = 0;
  while (may_read() && reads < kLastReadsMax && read_once() == ReadOutcome::some) ++reads;
  end(gone("it does not read any more"));
}

void StreamPump::end(std::optional<Error> error) {
  if (!handler_ || ended_) return;
  ended_ = true;
  handler_->on_end(std::move(error));
}

void StreamPump::close() {
  if (closed_) return;
  closed_ = true;
  handler_ = nullptr;
  if (!output_broken_) flush();
  // Not close(): the descriptors are not Asio's, and the epoll registration of a shared one would
  // outlive it.
  if (input_.is_open()) input_.release();
  if (separate_output_ && separate_output_->is_open()) separate_output_->release();
  on_closed_();
}

namespace {

class PumpTransport final : public Transport {
public:
  explicit PumpTransport(std::shared_ptr<StreamPump> pump) : pump_(std::move(pump)) {}
  ~PumpTransport() override { pump_->close(); }
  PumpTransport(const PumpTransport&) = delete;
  PumpTransport& operator=(const PumpTransport&) = delete;

  void start(TransportHandler& handler) override { pump_->start(handler); }
  void send(std::string bytes) override { pump_->send(std::move(bytes)); }
  std::size_t queued_bytes() const override { return pump_->queued_bytes(); }
  void pause_reading() override { pump_->pause_reading(); }
  void resume_reading() override { pump_->resume_reading(); }
  void drain() override { pump_->drain(); }
  void close() override { pump_->close(); }

private:
  std::shared_ptr<StreamPump> pump_;
};

} // namespace

std::unique_ptr<Transport> make_pump_transport(std::shared_ptr<StreamPump> pump) {
  return std::make_unique<PumpTransport>(std::move(pump));
}

} // namespace inkling::wire
