#include "wire/loop.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <cerrno>
#include <csignal>
#include <limits>
#include <sys/syscall.h>
#include <unistd.h>
#include <utility>

namespace inkling::wire {
namespace {

constexpr Duration kPollInterval = 500ms;

/// A descriptor that polls readable once the process has exited; -1 with errno where there is none.
int open_pidfd(pid_t pid) {
#ifdef SYS_pidfd_open
  return static_cast<int>(::syscall(SYS_pidfd_open, pid, 0));
#else
  errno = ENOSYS;
  return -1;
#endif
}

/// Also true for a process that we may not signal.
bool exists(pid_t pid) {
  return pid > 0 && (::kill(pid, 0) == 0 || errno == EPERM);
}

} // namespace

/// Shared with the handler in the queue, which may run after the ProcessWatch is gone.
struct ProcessWatch::Impl : std::enable_shared_from_this<Impl> {
  Impl(Loop& loop, pid_t watched, std::function<void()> fn)
      : owner(loop), pid(watched), on_exit(std::move(fn)), pidfd(loop.io_context()), poll(loop) {}

  /// False if there is nothing to watch.
  bool start() {
    if (!exists(pid)) return false;
    const int fd = open_pidfd(pid);
    if (fd < 0 && errno == ESRCH) return false;
    if (fd < 0) {
      await_poll();
      return true;
    }
    pidfd.assign(fd);
    pidfd.async_wait(boost::asio::posix::descriptor_base::wait_read,
                     [self = shared_from_this()](boost::system::error_code failed) {
                       if (!failed) self->exited();
                     });
    return true;
  }

  void await_poll() {
    poll.arm(owner.now() + kPollInterval, [this] {
      if (exists(pid))
        await_poll();
      else
        exited();
    });
  }

  void exited() {
    if (on_exit) std::exchange(on_exit, nullptr)();
  }

  void cancel() {
    on_exit = nullptr;
    poll.cancel();
    boost::system::error_code ignored;
    pidfd.close(ignored);
  }

  Loop& owner;
  pid_t pid;
  std::function<void()> on_exit;
  boost::asio::posix::stream_descriptor pidfd;
  Timer poll;
};

ProcessWatch::ProcessWatch(std::shared_ptr<Impl> impl) : impl_(std::move(impl)) {}
ProcessWatch::~ProcessWatch() {
  if (impl_) impl_->cancel();
}
ProcessWatch::ProcessWatch(ProcessWatch&&) noexcept = default;
ProcessWatch& ProcessWatch::operator=(ProcessWatch&& other) noexcept {
  if (impl_ && impl_ != other.impl_) impl_->cancel();
  impl_ = std::move(other.impl_);
  return *this;
}
bool ProcessWatch::watching() const {
  return impl_ != nullptr;
}

ProcessWatch watch_process_exit(Loop& loop, std::int64_t pid, std::function<void()> fn) {
  // Cut to its lower half, a number out of range could be anyone's.
  if (pid < 0 || pid > std::numeric_limits<pid_t>::max()) pid = 0;
  auto impl = std::make_shared<ProcessWatch::Impl>(loop, static_cast<pid_t>(pid), std::move(fn));
  if (!impl->start()) impl = nullptr;
  return ProcessWatch(std::move(impl));
}

} // namespace inkling::wire
