#pragma once
// The one event loop: everything of the daemon but indexing runs on the thread that calls run().
//
//   Loop loop;
//   Timer timer(loop);
//   timer.arm(loop.now() + 20ms, [&] { engine_step(); });
//   loop.run();                                 // returns after stop()
//
// A pimpl over boost::asio::io_context, so that the rooms above it need not know Asio. Nothing
// polls: an idle loop sleeps in epoll_wait. All callbacks run on the loop thread, never inside the
// call that asked for them. Only post(), stop() and worker_stopping() may be called from other
// threads.

#include "base/time.hpp"

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <sys/types.h>

namespace boost::asio {
class io_context;
}

namespace inkling::wire {

class Loop {
public:
  /// Also ignores SIGPIPE in the whole process: a peer that went away is an error value, not a
  /// signal.
  Loop();
  /// Waits for the running worker job (it sees worker_stopping()); drops callbacks that have not
  /// run.
  ~Loop();
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  /// Runs callbacks until stop(). May be called again after it. Lets the exceptions of callbacks
  /// through.
  void run();
  /// Runs callbacks until `done` holds, checked after each; false if `deadline` passed or stop()
  /// was called first. For tests and for exits with a time limit.
  bool run_until(const std::function<bool()>& done, Instant deadline);
  /// Makes run() return after the callback in progress, or at once where it does not run yet.
  /// Thread-safe.
  void stop();
  /// Runs `fn` on the loop thread, in order of posting. Thread-safe.
  void post(std::function<void()> fn);
  /// The steady clock.
  Instant now() const;

  /// Calls `fn` with the signal's number each time one arrives, until the Loop ends. Once per Loop.
  void on_signals(std::initializer_list<int> signals, std::function<void(int)> fn);

  /// Runs `job` on the worker thread (there is one, started at the first job), in order; what it
  /// returns (may be empty) then runs on the loop thread. An exception in a job ends the process:
  /// jobs catch their own.
  void post_to_worker(std::function<std::function<void()>()> job);
  /// Waits for the running job, which sees worker_stopping(); the others, and those posted later,
  /// never run. Before what jobs refer to goes away; the destructor does the same.
  void stop_worker();
  /// True from stop_worker() on; long jobs look at it now and then. Thread-safe.
  bool worker_stopping() const;

  /// For code that speaks Asio itself (transports, backend/http).
  boost::asio::io_context& io_context();

private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// One callback at one time. Destroying or re-arming it cancels: a stale expiry already queued is
/// never heard.
class Timer {
public:
  /// The loop must outlive the timer.
  explicit Timer(Loop& loop);
  ~Timer();
  Timer(Timer&&) noexcept;
  Timer& operator=(Timer&&) noexcept;

  /// Calls `fn` once, at `when` or soon after it; at once (but not inside this call) where that is
  /// past. Replaces what was armed. `fn` may arm the timer again, and may destroy it.
  void arm(Instant when, std::function<void()> fn);
  void cancel();
  bool armed() const;

private:
  struct Impl;
  std::shared_ptr<Impl> impl_;
};

/// Watches a process that is not our child. Destroying it ends the watch.
class ProcessWatch {
public:
  ~ProcessWatch();
  ProcessWatch(ProcessWatch&&) noexcept;
  ProcessWatch& operator=(ProcessWatch&&) noexcept;

  /// False if the process did not exist when asked (it may live in another PID namespace): nothing
  /// will be called.
  bool watching() const;

private:
  friend ProcessWatch watch_process_exit(Loop& loop, std::int64_t pid, std::function<void()> fn);
  struct Impl;
  explicit ProcessWatch(std::shared_ptr<Impl> impl);
  std::shared_ptr<Impl> impl_;
};

/// Calls `fn` once when `pid` has exited: at once through a pidfd, or by asking every 500 ms where
/// the kernel has none. `pid` is as a client named it: a number that no process can have is one
/// that does not exist. The loop must outlive the watch.
[[nodiscard]] ProcessWatch watch_process_exit(Loop& loop, std::int64_t pid,
                                              std::function<void()> fn);

} // namespace inkling::wire
