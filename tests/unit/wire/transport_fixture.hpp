#pragma once
// What the transport tests share: a handler that writes down what it hears, and descriptors that
// close themselves.

#include "support/catch.hpp"
#include "wire/loop.hpp"
#include "wire/transport.hpp"
#include "wire/unix_socket.hpp"

#include <array>
#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <sys/socket.h>
#include <unistd.h>

namespace inkling::wire::test {

/// Long enough for any machine: only a failing test waits for it.
constexpr Duration kPatience = 20s;

inline bool run_until(Loop& loop, const std::function<bool()>& done) {
  return loop.run_until(done, loop.now() + kPatience);
}

/// Lets everything happen that is ready to happen now.
inline void settle(Loop& loop) {
  for (int turn = 0; turn < 20; ++turn) {
    bool reached = false;
    loop.post([&] { reached = true; });
    run_until(loop, [&] { return reached; });
  }
}

class Recorder final : public TransportHandler {
public:
  std::span<char> on_read_room() override { return room_; }
  void on_read(std::size_t bytes) override {
    received.append(room_.data(), bytes);
    ++reads;
    if (when_read) when_read();
  }
  void on_end(std::optional<Error> error) override {
    ++ends;
    end_error = std::move(error);
    if (when_ended) when_ended();
  }
  void on_drained() override { ++drains; }

  std::string received;
  int reads = 0;
  int ends = 0;
  int drains = 0;
  std::optional<Error> end_error;
  std::function<void()> when_read;
  std::function<void()> when_ended;

private:
  std::array<char, 4096> room_{};
};

/// Two connected descriptors: [0] is read, [1] is written (a socket pair goes both ways).
using Pair = std::array<FileDescriptor, 2>;

inline Pair make_pipe() {
  int fds[2];
  REQUIRE(::pipe2(fds, O_CLOEXEC) == 0);
  return {FileDescriptor(fds[0]), FileDescriptor(fds[1])};
}

inline Pair make_socket_pair() {
  int fds[2];
  REQUIRE(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds) == 0);
  return {FileDescriptor(fds[0]), FileDescriptor(fds[1])};
}

inline void close(FileDescriptor& fd) {
  fd = FileDescriptor();
}

inline void write_all(const FileDescriptor& fd, const std::string& bytes) {
  REQUIRE(::write(fd.get(), bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()));
}

/// What can be read without waiting.
inline std::string read_available(const FileDescriptor& fd) {
  const int flags = ::fcntl(fd.get(), F_GETFL);
  ::fcntl(fd.get(), F_SETFL, flags | O_NONBLOCK);
  std::string bytes;
  std::array<char, 65536> room;
  for (ssize_t count = 0; (count = ::read(fd.get(), room.data(), room.size())) > 0;)
    bytes.append(room.data(), static_cast<std::size_t>(count));
  ::fcntl(fd.get(), F_SETFL, flags);
  return bytes;
}

inline bool is_non_blocking(const FileDescriptor& fd) {
  return (::fcntl(fd.get(), F_GETFL) & O_NONBLOCK) != 0;
}

/// A folder of our own that goes with the test.
class TemporaryFolder {
public:
  TemporaryFolder() {
    auto name = (std::filesystem::temp_directory_path() / "inkling-test-XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    path_ = name;
  }
  ~TemporaryFolder() { std::filesystem::remove_all(path_); }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  std::string operator/(const std::string& name) const { return (path_ / name).string(); }
  std::string path() const { return path_.string(); }

private:
  std::filesystem::path path_;
};

} // namespace inkling::wire::test
