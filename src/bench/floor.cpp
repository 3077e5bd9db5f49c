#include "bench/floor.hpp"

#include "bench/metrics.hpp"
#include "bench/process.hpp"

#include <arpa/inet.h>
#include <array>
#include <csignal>
#include <cstdio>
#include <exception>
#include <functional>
#include <netinet/tcp.h>
#include <optional>
#include <poll.h>
#include <string>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <system_error>
#include <unistd.h>

namespace inkling::harness {
namespace {

constexpr std::size_t kBytes = 200; ///< of each message: a small LSP message
constexpr Duration kSpacing = 20ms; ///< like typing, but quicker

void check(bool fine, const char* what) {
  if (!fine) throw std::system_error(errno, std::generic_category(), what);
}

/// Reads all of a message; false at the end of the input.
bool read_message(int fd) {
  std::array<char, kBytes> room{};
  for (std::size_t have = 0; have < kBytes;) {
    const ssize_t count = ::read(fd, room.data() + have, kBytes - have);
    if (count <= 0) return false;
    have += static_cast<std::size_t>(count);
  }
  return true;
}

/// Both a request and an answer: HTTP/1.1 with a small body, padded to kBytes.
const std::string& http_message() {
  static const std::string message = [] {
    std::string text = "POST /v1/completions HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: ";
    text += std::to_string(kBytes - text.size() - 7) + "\r\n\r\n"; // three digits and two line ends
    return text + std::string(kBytes - text.size(), 'x');
  }();
  return message;
}

void write_message(int fd) {
  const std::string& message = http_message();
  check(::write(fd, message.data(), kBytes) == static_cast<ssize_t>(kBytes), "write");
}

/// A server on loopback that reads and writes HTTP messages of a known size, and so parses none.
class HttpEcho {
public:
  HttpEcho() : listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    address_.sin_family = AF_INET;
    address_.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    auto* raw = reinterpret_cast<sockaddr*>(&address_);
    socklen_t size = sizeof address_;
    check(::bind(listener_, raw, size) == 0 && ::listen(listener_, 16) == 0 &&
              ::getsockname(listener_, raw, &size) == 0,
          "listen on loopback");
    process_.emplace([this] { return serve(); });
  }

  ~HttpEcho() {
    stop();
    ::close(listener_);
  }

  int connect() const {
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int on = 1;
    ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    check(::connect(fd, reinterpret_cast<const sockaddr*>(&address_), sizeof address_) == 0,
          "connect");
    return fd;
  }

private:
  /// One connection after the other, until one closes without having sent a byte.
  int serve() const {
    for (;;) {
      const int fd = ::accept(listener_, nullptr, nullptr);
      const int on = 1;
      ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
      bool any = false;
      while (read_message(fd)) {
        any = true;
        write_message(fd);
      }
      ::close(fd);
      if (!any) return 0;
    }
  }

  void stop() {
    ::close(connect());
    process_.reset();
  }

  int listener_;
  sockaddr_in address_{};
  std::optional<Process> process_;
};

/// What a child does: hands each message of its stdin to `work` and answers it on its stdout.
int relay(const std::function<void()>& work) {
  while (read_message(STDIN_FILENO)) {
    work();
    write_message(STDOUT_FILENO);
  }
  return 0;
}

void wait(Duration time) {
  const timespec pause{time / 1s, (time % 1s).count()};
  ::ppoll(nullptr, 0, &pause, nullptr);
}

class Floor {
public:
  explicit Floor(const FloorOptions& options) : options_(options) {}

  Metrics measure() {
    measure_pipe();
    measure_http();
    measure_chain();
    measure_starts();
    measure_timer();
    return std::move(metrics_);
  }

private:
  void add(const char* name, std::size_t count, Duration spacing,
           const std::function<void()>& work) {
    Samples samples;
    for (std::size_t at = 0; at < count; ++at) {
      if (spacing > 0ms) wait(spacing);
      const Instant begun = now();
      work();
      samples.add(now() - begun);
    }
    metrics_.add(name, samples);
  }

  static void ping(Process& child) {
    child.write(http_message());
    std::array<char, kBytes> room{};
    for (std::size_t have = 0; have < kBytes;) have += child.read(room);
  }

  void measure_pipe() {
    Process child([] { return relay([] {}); });
    add("pipe", options_.count, 0ms, [&] { ping(child); });
    add("pipe_spaced", options_.spaced_count, kSpacing, [&] { ping(child); });
  }

  void measure_http() {
    const HttpEcho echo;
    const auto exchange = [](int fd) {
      write_message(fd);
      check(read_message(fd), "read");
    };
    const int fd = echo.connect();
    add("http_kept_connection", options_.count, 0ms, [&] { exchange(fd); });
    ::close(fd);
    add("http_new_connection", options_.count, 0ms, [&] {
      const int fresh = echo.connect();
      exchange(fresh);
      ::close(fresh);
    });
  }

  void measure_chain() {
    const HttpEcho echo;
    Process child([&] {
      const int fd = echo.connect();
      return relay([fd] {
        write_message(fd);
        read_message(fd);
      });
    });
    add("pipe_then_http", options_.count, 0ms, [&] { ping(child); });
    add("pipe_then_http_spaced", options_.spaced_count, kSpacing, [&] { ping(child); });
    child.close_input();
  }

  void measure_starts() {
    add("start_to_first_byte", options_.starts, 0ms, [] {
      Process child({"echo"}, {});
      std::array<char, 16> room{};
      child.read(room);
    });
  }

  void measure_timer() {
    Samples late;
    for (std::size_t at = 0; at < options_.count / 4; ++at) {
      const Instant begun = now();
      wait(1ms);
      late.add(now() - begun - 1ms);
    }
    metrics_.add("timer_1ms_late", late);
  }

  FloorOptions options_;
  Metrics metrics_{"floor", {}};
};

std::string table(const Metrics& metrics) {
  std::vector<std::vector<std::string>> rows{{"µs", "p50", "p99"}};
  for (const auto& [name, value] : metrics.values) {
    if (!name.ends_with("_p50")) continue;
    const std::string row = name.substr(0, name.size() - 4);
    rows.push_back({row, to_text(value * 1e3), to_text(*metrics.find(row + "_p99") * 1e3)});
  }
  return align(rows);
}

} // namespace

int run_floor(const FloorOptions& options) {
  std::signal(SIGPIPE, SIG_IGN);
  ::prctl(PR_SET_TIMERSLACK, 1UL);
  try {
    const Metrics metrics = Floor(options).measure();
    const std::string out = options.json ? to_json({metrics}) : table(metrics);
    std::fwrite(out.data(), 1, out.size(), stdout);
    return 0;
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "inkling bench floor: %s\n", failure.what());
    return 1;
  }
}

} // namespace inkling::harness
