#include "base/log.hpp"

#include <algorithm>
#include <fcntl.h>
#include <memory>
#include <mutex>
#include <poll.h>
#include <spdlog/logger.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/base_sink.h>
#include <unistd.h>

namespace inkling::log {
namespace {

/// A line of at most this many bytes written to a pipe that polls writable does not block (POSIX:
/// PIPE_BUF).
constexpr std::size_t kLineBytesMax = 4096;

/// Writes whole lines to a file descriptor, and drops them, counted, while the reader does not
/// read.
class DroppingSink final : public spdlog::sinks::base_sink<std::mutex> {
public:
  DroppingSink(int fd, bool owned) : fd_(fd), owned_(owned) {}
  ~DroppingSink() override {
    if (owned_) ::close(fd_);
  }
  DroppingSink(const DroppingSink&) = delete;
  DroppingSink& operator=(const DroppingSink&) = delete;

protected:
  void sink_it_(const spdlog::details::log_msg& message) override {
    spdlog::memory_buf_t line;
    formatter_->format(message, line);
    if (dropped_ > 0) {
      const std::string note =
          "(" + std::to_string(dropped_) + " lines dropped: stderr was not read)\n";
      if (!put(note.data(), note.size())) return lose();
      dropped_ = 0;
    }
    if (!put(line.data(), line.size())) lose();
  }
  void flush_() override {}

private:
  void lose() { ++dropped_; }

  bool put(const char* data, std::size_t size) const {
    pollfd waiter{fd_, POLLOUT, 0};
    if (::poll(&waiter, 1, 0) != 1 || (waiter.revents & POLLOUT) == 0) return false;
    return ::write(fd_, data, size < kLineBytesMax ? size : kLineBytesMax) >= 0;
  }

  int fd_;
  bool owned_;
  std::uint64_t dropped_ = 0;
};

std::shared_ptr<spdlog::logger>& logger() {
  static std::shared_ptr<spdlog::logger> instance = [] {
    auto made =
        std::make_shared<spdlog::logger>("inkling", std::make_shared<DroppingSink>(2, false));
    made->set_level(spdlog::level::warn);
    made->set_pattern("%Y-%m-%dT%H:%M:%S.%e %l %v");
    return made;
  }();
  return instance;
}

spdlog::level::level_enum to_spdlog(Level level) {
  switch (level) {
  case Level::debug:
    return spdlog::level::debug;
  case Level::info:
    return spdlog::level::info;
  case Level::warn:
    return spdlog::level::warn;
  case Level::error:
    return spdlog::level::err;
  case Level::off:
    break;
  }
  return spdlog::level::off;
}

/// Quotes a value that has blanks, quotes or control characters, so that one event stays one line.
std::string quoted(std::string_view text) {
  const bool plain = text.find_first_of(" \"=\\") == text.npos && !text.empty() &&
                     std::find_if(text.begin(), text.end(), [](char c) {
                       return static_cast<unsigned char>(c) < 0x20;
                     }) == text.end();
  if (plain) return std::string(text);
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  }
  return out += '"';
}

} // namespace

std::string Field::value() const {
  return is_number_ ? std::to_string(number_) : quoted(text_);
}

bool set_up(const Options& options) {
  bool opened = true;
  if (!options.file.empty()) {
    const int fd = ::open(options.file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    opened = fd >= 0;
    if (opened) {
      auto level = logger()->level();
      logger() =
          std::make_shared<spdlog::logger>("inkling", std::make_shared<DroppingSink>(fd, true));
      logger()->set_level(level);
      logger()->set_pattern("%Y-%m-%dT%H:%M:%S.%e %l %v");
    }
  }
  logger()->set_level(to_spdlog(options.level));
  return opened;
}

bool parse_level(std::string_view name, Level& level) {
  if (name == "debug")
    level = Level::debug;
  else if (name == "info")
    level = Level::info;
  else if (name == "warn")
    level = Level::warn;
  else if (name == "error")
    level = Level::error;
  else if (name == "off")
    level = Level::off;
  else
    return false;
  return true;
}

bool enabled(Level level) {
  return logger()->should_log(to_spdlog(level));
}

void write(Level level, std::string_view message, Fields fields) {
  if (!enabled(level)) return;
  std::string line(message);
  for (const Field& field : fields) {
    line += ' ';
    line += field.key();
    line += '=';
    line += field.value();
  }
  logger()->log(to_spdlog(level), line);
}

} // namespace inkling::log
