#include "spawn.hpp"

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <spawn.h>
#include <sstream>
#include <sys/wait.h>
#include <system_error>
#include <thread>
#include <unistd.h>

namespace inkling::bench {
namespace {

using namespace std::chrono_literals;

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

pid_t start(const std::vector<std::string>& arguments, const posix_spawn_file_actions_t* actions) {
  std::vector<char*> argv;
  // The children get no argument that they could write to, but argv has no const.
  for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  pid_t pid = 0;
  if (const int failed = ::posix_spawn(&pid, argv[0], actions, nullptr, argv.data(), environ))
    fail(arguments[0], failed);
  return pid;
}

/// User and system time of a line of /proc/…/stat, behind the name in parentheses.
long ticks_in(const std::filesystem::path& stat) {
  std::ifstream file(stat);
  std::string line;
  if (!std::getline(file, line)) return 0;
  std::istringstream fields(line.substr(line.rfind(')') + 1));
  std::string skipped;
  for (int field = 3; field < 14; ++field) fields >> skipped;
  long user = 0;
  long system = 0;
  fields >> user >> system;
  return user + system;
}

std::filesystem::path folder_of(pid_t process) {
  return "/proc/" + std::to_string(process);
}

} // namespace

Child::Child(const std::vector<std::string>& arguments) {
  const Pipe in;
  const Pipe out;
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_adddup2(&actions, in.read_end, STDIN_FILENO);
  ::posix_spawn_file_actions_adddup2(&actions, out.write_end, STDOUT_FILENO);
  pid_ = start(arguments, &actions);
  ::posix_spawn_file_actions_destroy(&actions);
  ::close(in.read_end);
  ::close(out.write_end);
  input_fd_ = in.write_end;
  output_fd_ = out.read_end;
}

Child::~Child() {
  ::close(input_fd_);
  ::close(output_fd_);
  ::waitpid(pid_, nullptr, 0);
}

void Child::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(input_fd_, bytes.data(), bytes.size());
    if (count < 0 && errno != EINTR) fail("write to child");
    if (count > 0) bytes.remove_prefix(static_cast<std::size_t>(count));
  }
}

std::size_t Child::read(std::span<char> room) {
  for (;;) {
    const ssize_t count = ::read(output_fd_, room.data(), room.size());
    if (count > 0) return static_cast<std::size_t>(count);
    if (count == 0) fail("the child has closed its output", EPIPE);
    if (errno != EINTR) fail("read from child");
  }
}

void run_to_end(const std::string& program) {
  const pid_t pid = start({program}, nullptr);
  ::waitpid(pid, nullptr, 0);
}

double resident_bytes(pid_t process) {
  std::ifstream file(folder_of(process) / "status");
  std::string line;
  while (std::getline(file, line))
    if (line.starts_with("VmRSS:")) return std::strtod(line.c_str() + 6, nullptr) * 1024;
  return 0;
}

long used_ticks(pid_t process) {
  return ticks_in(folder_of(process) / "stat");
}

long used_ticks_of_other_threads(pid_t process) {
  long ticks = 0;
  std::error_code failed;
  for (const auto& thread :
       std::filesystem::directory_iterator(folder_of(process) / "task", failed))
    if (thread.path().filename() != std::to_string(process))
      ticks += ticks_in(thread.path() / "stat");
  return ticks;
}

void wait_until_idle(pid_t process) {
  long before = -1;
  for (long now = used_ticks(process); now != before; now = used_ticks(process)) {
    before = now;
    std::this_thread::sleep_for(300ms);
  }
}

} // namespace inkling::bench
