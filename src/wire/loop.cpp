#include "wire/loop.hpp"

#include "base/assert.hpp"

#include <atomic>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <csignal>
#include <cstdint>
#include <optional>
#include <utility>

namespace inkling::wire {

namespace asio = boost::asio;
using boost::system::error_code;

struct Loop::Impl {
  asio::io_context io{1};
  asio::executor_work_guard<asio::io_context::executor_type> busy{io.get_executor()};
  std::optional<asio::signal_set> signals;
  std::function<void(int)> on_signal;
  std::atomic<bool> worker_stopping{false};
  std::optional<asio::thread_pool> worker; ///< first to go: its last job may still post to io

  void await_signal() {
    signals->async_wait([this](error_code failed, int number) {
      if (failed) return;
      on_signal(number);
      await_signal();
    });
  }
};

Loop::Loop() : impl_(std::make_unique<Impl>()) {
  std::signal(SIGPIPE, SIG_IGN);
}

Loop::~Loop() {
  stop_worker();
}

void Loop::run() {
  impl_->io.run();
  impl_->io.restart(); // behind it, so that a stop() before run() counts
}

bool Loop::run_until(const std::function<bool()>& done, Instant deadline) {
  while (!done() && impl_->io.run_one_until(deadline) > 0) {
  }
  if (impl_->io.stopped()) impl_->io.restart();
  return done();
}

void Loop::stop() {
  impl_->io.stop();
}

void Loop::post(std::function<void()> fn) {
  asio::post(impl_->io, std::move(fn));
}

Instant Loop::now() const {
  return std::chrono::steady_clock::now();
}

void Loop::on_signals(std::initializer_list<int> signals, std::function<void(int)> fn) {
  INKLING_ASSERT(!impl_->signals);
  impl_->signals.emplace(impl_->io);
  for (const int number : signals) impl_->signals->add(number);
  impl_->on_signal = std::move(fn);
  impl_->await_signal();
}

void Loop::post_to_worker(std::function<std::function<void()>()> job) {
  if (impl_->worker_stopping) return;
  if (!impl_->worker) impl_->worker.emplace(1);
  asio::post(*impl_->worker, [impl = impl_.get(), job = std::move(job)] {
    if (auto then = job()) asio::post(impl->io, std::move(then));
  });
}

void Loop::stop_worker() {
  impl_->worker_stopping = true;
  impl_->worker.reset();
}

bool Loop::worker_stopping() const {
  return impl_->worker_stopping;
}

asio::io_context& Loop::io_context() {
  return impl_->io;
}

/// Shared with the handlers in the queue, which may run after the Timer is gone.
struct Timer::Impl : std::enable_shared_from_this<Impl> {
  explicit Impl(asio::io_context& io) : timer(io) {}

  void arm(Instant when, std::function<void()> fn) {
    callback = std::move(fn);
    timer.expires_at(when);
    timer.async_wait([self = shared_from_this(), armed = ++generation](error_code) {
      // An expiry that was queued before a cancel or a re-arming arrives without an error.
      if (armed == self->generation) self->fire();
    });
  }

  void cancel() {
    ++generation;
    callback = nullptr;
    timer.cancel();
  }

  void fire() {
    ++generation;
    std::exchange(callback, nullptr)();
  }

  asio::steady_timer timer;
  std::uint64_t generation = 0;
  std::function<void()> callback;
};

Timer::Timer(Loop& loop) : impl_(std::make_shared<Impl>(loop.io_context())) {}
Timer::~Timer() {
  if (impl_) impl_->cancel();
}
Timer::Timer(Timer&&) noexcept = default;
Timer& Timer::operator=(Timer&& other) noexcept {
  if (impl_ && impl_ != other.impl_) impl_->cancel();
  impl_ = std::move(other.impl_);
  return *this;
}
void Timer::arm(Instant when, std::function<void()> fn) {
  impl_->arm(when, std::move(fn));
}
void Timer::cancel() {
  impl_->cancel();
}
bool Timer::armed() const {
  return impl_->callback != nullptr;
}

} // namespace inkling::wire
