#pragma once
// A child process with pipes on its stdin and stdout, and what the kernel says of it. Blocking
// writes; reads when there is something. For the bench's own children only.
//
//   Process server({"node", "forwarder.js"}, {"INKLING_BENCH_URL=http://127.0.0.1:8765"});
//   server.write(frame);

#include "base/time.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <sys/types.h>
#include <vector>

namespace inkling::harness {

/// Milliseconds are not enough for a bench: the steady clock, in nanoseconds.
Instant now();

class Process {
public:
  /// Starts a program, found on the PATH, with `environment` ("NAME=VALUE") added to ours. Its
  /// stderr is dropped. Throws std::system_error where it cannot be started.
  Process(const std::vector<std::string>& arguments, const std::vector<std::string>& environment);
  /// Runs `work` in a fork of this process, which must have one thread; the child exits with what
  /// it returns.
  explicit Process(const std::function<int()>& work);
  /// Closes its stdin; waits a second for its end, then kills it.
  ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  /// All of it. Throws where the child does not read any more.
  void write(std::string_view bytes);
  /// Waits for output until `until`. True if there is some, or its end.
  bool wait_readable(Instant until);
  /// One read, of at least one byte, which may block; 0 at the end of its output.
  std::size_t read(std::span<char> room);
  void close_input();
  /// Waits for its end until then. False where it still runs.
  bool wait_end(Instant until);

  /// Processor time of all its threads so far, without its children.
  Duration cpu_time() const;
  /// The most memory it ever had resident (VmHWM); 0 where that cannot be known.
  std::uint64_t peak_rss_bytes() const;

private:
  pid_t pid_ = 0;
  int input_fd_ = -1;
  int output_fd_ = -1;
  bool ended_ = false;
};

/// A folder in the temporary folder, removed with everything in it.
class ScratchFolder {
public:
  ScratchFolder();
  ~ScratchFolder();
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  std::string file(const std::string& name) const { return path_ + '/' + name; }

private:
  std::string path_;
};

} // namespace inkling::harness
