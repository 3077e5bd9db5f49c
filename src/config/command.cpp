#include "config/command.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

extern char** environ;

namespace inkling::config {
namespace {

using Clock = std::chrono::steady_clock;

Error failed(std::string why) {
  return make_error(Errc::unavailable, "the command " + std::move(why));
}

class Pipe {
public:
  Pipe() { open_ = ::pipe2(ends_.data(), O_CLOEXEC) == 0; }
  ~Pipe() {
    if (!open_) return;
    ::close(ends_[0]);
    close_writer();
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;

  bool is_open() const { return open_; }
  int reader() const { return ends_[0]; }
  int writer() const { return ends_[1]; }
  void close_writer() {
    if (ends_[1] >= 0) ::close(std::exchange(ends_[1], -1));
  }

private:
  std::array<int, 2> ends_ = {-1, -1};
  bool open_ = false;
};

/// In a process group of its own, so that all of it can be killed, and with signals as at a fresh
/// start: the daemon ignores SIGPIPE.
int spawn(const std::vector<std::string>& command, int output, pid_t& child) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  posix_spawn_file_actions_init(&actions);
  posix_spawnattr_init(&attributes);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  sigset_t none;
  sigset_t pipe;
  sigemptyset(&none);
  sigemptyset(&pipe);
  sigaddset(&pipe, SIGPIPE);
  posix_spawnattr_setflags(&attributes,
                           POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setsigdefault(&attributes, &pipe);
  posix_spawnattr_setpgroup(&attributes, 0);

  std::vector<char*> arguments;
  for (const std::string& argument : command)
    arguments.push_back(const_cast<char*>(argument.c_str())); // the signature is C's
  arguments.push_back(nullptr);
  const int error =
      posix_spawnp(&child, arguments[0], &actions, &attributes, arguments.data(), environ);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  return error;
}

class Patience {
public:
  explicit Patience(const CommandLimits& limits)
      : limits_(limits), deadline_(Clock::now() + limits.longest) {}

  bool is_over() const {
    return Clock::now() >= deadline_ || (limits_.stopping && limits_.stopping());
  }

private:
  const CommandLimits& limits_;
  Clock::time_point deadline_;
};

/// Waits for something to read; false where patience is over.
bool wait_readable(int fd, const Patience& patience) {
  constexpr int kLookMs = 50;
  while (!patience.is_over()) {
    pollfd wanted{fd, POLLIN, 0};
    const int count = ::poll(&wanted, 1, kLookMs);
    if (count > 0) return true;
    if (count < 0 && errno != EINTR) return false;
  }
  return false;
}

Result<std::string> read_output(int fd, std::size_t bytes_max, const Patience& patience) {
  std::string output;
  std::array<char, 1024> part = {};
  while (true) {
    if (!wait_readable(fd, patience)) return failed("took too long and was killed");
    const ssize_t count = ::read(fd, part.data(), part.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return failed("could not be read from");
    if (count == 0) return output;
    output.append(part.data(), static_cast<std::size_t>(count));
    if (output.size() > bytes_max) return failed("printed too much");
  }
}

/// Its output is closed, or it is killed: it ends soon. One that closes its output and stays is
/// killed when patience is over, too.
int wait_for_end(pid_t child, const Patience& patience) {
  int status = 0;
  constexpr timespec kPause = {.tv_sec = 0, .tv_nsec = 2'000'000};
  while (::waitpid(child, &status, WNOHANG) == 0) {
    if (patience.is_over()) ::kill(-child, SIGKILL);
    ::nanosleep(&kPause, nullptr);
  }
  return status;
}

} // namespace

Result<std::string> run_command(const std::vector<std::string>& command,
                                const CommandLimits& limits) {
  if (command.empty() || command.front().empty()) return failed("is empty");
  Pipe pipe;
  if (!pipe.is_open()) return failed("could not be started");
  pid_t child = 0;
  if (const int error = spawn(command, pipe.writer(), child); error != 0)
    return failed(std::string("could not be started: ") + std::strerror(error));
  pipe.close_writer();
  const Patience patience(limits);
  Result<std::string> output = read_output(pipe.reader(), limits.bytes_max, patience);
  if (!output) ::kill(-child, SIGKILL);
  const int status = wait_for_end(child, patience);
  if (!output) return output;
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return output;
  if (WIFEXITED(status)) return failed("ended with " + std::to_string(WEXITSTATUS(status)));
  return failed("was ended by a signal, or took too long");
}

} // namespace inkling::config
