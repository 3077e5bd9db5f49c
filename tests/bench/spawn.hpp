#pragma once
// A child process with pipes on its stdin and stdout. Blocking reads and writes.
//
//   Child echo({"/path/of/echo"});
//   echo.write(message);
//   echo.read(room);
//
// Started with posix_spawn(), whose cost, unlike fork()'s, does not grow with the memory of the
// benchmark: a comparison of two starts would hide behind that.

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <sys/types.h>
#include <vector>

namespace inkling::bench {

class Child {
public:
  /// Throws std::system_error where it cannot be started.
  explicit Child(const std::vector<std::string>& arguments);
  /// Closes the pipes and waits for the end.
  ~Child();
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  pid_t pid() const { return pid_; }
  /// All of it. Throws where the child does not read any more.
  void write(std::string_view bytes);
  /// One read: at least one byte. Throws at the end of its output.
  std::size_t read(std::span<char> room);

private:
  pid_t pid_ = 0;
  int input_fd_ = -1;  ///< its stdin
  int output_fd_ = -1; ///< its stdout
};

/// Starts a program that uses no pipes and waits for its end.
void run_to_end(const std::string& program);

/// Resident memory of a process in bytes (VmRSS).
double resident_bytes(pid_t process);

/// Processor time in clock ticks that a process has used, all threads together, or without its
/// first.
long used_ticks(pid_t process);
long used_ticks_of_other_threads(pid_t process);

/// Waits until a process has used no processor time for 300 ms.
void wait_until_idle(pid_t process);

} // namespace inkling::bench
