#include "bench/process.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>

namespace inkling::harness {
namespace {

constexpr Duration kPatience = 1s;
constexpr Duration kPollInterval = 2ms;

[[noreturn]] void fail(const std::string& what, int number = errno) {
  throw std::system_error(number, std::generic_category(), what);
}

struct Pipe {
  Pipe() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) fail("pipe");
    read_end = ends[0];
    write_end = ends[1];
  }
  int read_end;
  int write_end;
};

std::vector<char*> pointers(const std::vector<std::string>& strings) {
  std::vector<char*> all;
  // Nobody writes to them, but argv and envp have no const.
  for (const std::string& string : strings) all.push_back(const_cast<char*>(string.c_str()));
  all.push_back(nullptr);
  return all;
}

pid_t spawn(const std::vector<std::string>& arguments, const std::vector<std::string>& added,
            const Pipe& in, const Pipe& out) {
  std::vector<std::string> environment = added;
  for (char** variable = environ; *variable != nullptr; ++variable)
    environment.emplace_back(*variable);
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_adddup2(&actions, in.read_end, STDIN_FILENO);
  ::posix_spawn_file_actions_adddup2(&actions, out.write_end, STDOUT_FILENO);
  ::posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  pid_t pid = 0;
  const int failed = ::posix_spawnp(&pid, arguments.at(0).c_str(), &actions, nullptr,
                                    pointers(arguments).data(), pointers(environment).data());
  ::posix_spawn_file_actions_destroy(&actions);
  if (failed != 0) fail("cannot start " + arguments[0], failed);
  return pid;
}

pid_t fork_off(const std::function<int()>& work, const Pipe& in, const Pipe& out) {
  std::fflush(nullptr);
  const pid_t pid = ::fork();
  if (pid < 0) fail("fork");
  if (pid > 0) return pid;
  ::dup2(in.read_end, STDIN_FILENO);
  ::dup2(out.write_end, STDOUT_FILENO);
  for (const int fd : {in.read_end, in.write_end, out.read_end, out.write_end}) ::close(fd);
  int code = 70; // EX_SOFTWARE
  try {
    code = work();
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "inkling bench: %s\n", failure.what());
  }
  std::fflush(nullptr);
  ::_exit(code);
}

} // namespace

Instant now() {
  return std::chrono::steady_clock::now();
}

Process::Process(const std::vector<std::string>& arguments,
                 const std::vector<std::string>& environment) {
  const Pipe in;
  const Pipe out;
  pid_ = spawn(arguments, environment, in, out);
  ::close(in.read_end);
  ::close(out.write_end);
  input_fd_ = in.write_end;
  output_fd_ = out.read_end;
}

Process::Process(const std::function<int()>& work) {
  const Pipe in;
  const Pipe out;
  pid_ = fork_off(work, in, out);
  ::close(in.read_end);
  ::close(out.write_end);
  input_fd_ = in.write_end;
  output_fd_ = out.read_end;
}

Process::~Process() {
  close_input();
  if (!wait_end(now() + kPatience)) {
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
  }
  ::close(output_fd_);
}

void Process::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(input_fd_, bytes.data(), bytes.size());
    if (count < 0 && errno != EINTR) fail("write to a child");
    if (count > 0) bytes.remove_prefix(static_cast<std::size_t>(count));
  }
}

bool Process::wait_readable(Instant until) {
  pollfd watched{output_fd_, POLLIN, 0};
  const Duration left = std::max(Duration::zero(), until - now());
  timespec timeout{};
  timeout.tv_sec = std::chrono::duration_cast<std::chrono::seconds>(left).count();
  timeout.tv_nsec = (left % std::chrono::seconds(1)).count();
  return ::ppoll(&watched, 1, &timeout, nullptr) > 0;
}

std::size_t Process::read(std::span<char> room) {
  for (;;) {
    const ssize_t count = ::read(output_fd_, room.data(), room.size());
    if (count >= 0) return static_cast<std::size_t>(count);
    if (errno != EINTR) fail("read from a child");
  }
}

void Process::close_input() {
  if (input_fd_ >= 0) ::close(input_fd_);
  input_fd_ = -1;
}

bool Process::wait_end(Instant until) {
  while (!ended_) {
    ended_ = ::waitpid(pid_, nullptr, WNOHANG) == pid_;
    if (ended_ || now() >= until) break;
    ::poll(nullptr, 0, static_cast<int>(kPollInterval / 1ms));
  }
  return ended_;
}

Duration Process::cpu_time() const {
  clockid_t clock{};
  timespec used{};
  if (::clock_getcpuclockid(pid_, &clock) != 0 || ::clock_gettime(clock, &used) != 0)
    return Duration::zero();
  return std::chrono::seconds(used.tv_sec) + std::chrono::nanoseconds(used.tv_nsec);
}

std::uint64_t Process::peak_rss_bytes() const {
  std::ifstream status("/proc/" + std::to_string(pid_) + "/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with("VmHWM:")) return std::strtoull(line.c_str() + 6, nullptr, 10) * 1024;
  return 0;
}

ScratchFolder::ScratchFolder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "inkling-bench-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr) fail("mkdtemp");
  path_ = pattern;
}

ScratchFolder::~ScratchFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

} // namespace inkling::harness
