#include "transport_fixture.hpp"

#include <atomic>
#include <csignal>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace inkling;
using namespace inkling::wire;
using namespace inkling::wire::test;

namespace {

/// A process that does nothing until it is killed.
class Sleeper {
public:
  Sleeper() : pid_(::fork()) {
    if (pid_ == 0)
      for (;;) ::pause();
  }
  ~Sleeper() { kill(); }
  Sleeper(const Sleeper&) = delete;
  Sleeper& operator=(const Sleeper&) = delete;

  pid_t pid() const { return pid_; }
  void kill() {
    if (pid_ <= 0) return;
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
    pid_ = 0;
  }

private:
  pid_t pid_;
};

} // namespace

TEST_CASE("the exit of a process is told once", "[loop]") {
  Loop loop;
  Sleeper process;
  int exits = 0;
  auto watch = watch_process_exit(loop, process.pid(), [&] { ++exits; });
  CHECK(watch.watching());
  settle(loop);
  CHECK(exits == 0);
  process.kill();
  REQUIRE(run_until(loop, [&] { return exits > 0; }));
  settle(loop);
  CHECK(exits == 1);
}

TEST_CASE("a process that does not exist is not watched", "[loop]") {
  Loop loop;
  Sleeper process;
  const pid_t gone = process.pid();
  process.kill();
  const std::int64_t wraps_to_us = (std::int64_t{1} << 32) + ::getpid();
  for (const std::int64_t pid : {std::int64_t{gone}, std::int64_t{0}, std::int64_t{-1}, wraps_to_us,
                                 wraps_to_us - (std::int64_t{1} << 33)}) {
    INFO(pid);
    auto watch = watch_process_exit(loop, pid, [] { FAIL("nothing was watched"); });
    CHECK_FALSE(watch.watching());
    settle(loop);
  }
}

TEST_CASE("a watch that is dropped tells nothing", "[loop]") {
  Loop loop;
  Sleeper process;
  {
    auto watch = watch_process_exit(loop, process.pid(), [] { FAIL("the watch is gone"); });
    process.kill();
  }
  settle(loop);
}

TEST_CASE("where there is no pidfd the process is asked for now and then", "[loop]") {
  // The kernel opens no pidfd for a thread that does not lead its process, but answers kill() for
  // it.
  std::atomic<pid_t> thread_id = 0;
  std::atomic<bool> leave = false;
  std::thread thread([&] {
    thread_id = static_cast<pid_t>(::syscall(SYS_gettid));
    while (!leave) std::this_thread::yield();
  });
  while (thread_id == 0) std::this_thread::yield();
  Loop loop;
  int exits = 0;
  auto watch = watch_process_exit(loop, thread_id, [&] { ++exits; });
  leave = true;
  thread.join();
  CHECK(watch.watching());
  REQUIRE(run_until(loop, [&] { return exits > 0; }));
  CHECK(exits == 1);
}
