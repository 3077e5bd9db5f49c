#include "bench/serve.hpp"

#include "wire/loop.hpp"

#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <csignal>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <sys/prctl.h>
#include <unistd.h>

namespace inkling::harness {
namespace {

constexpr std::size_t kLogBytesMax = 64U << 20;
constexpr Duration kIdle = 1s;

/// The log file: truncated at the start, appended to seldom.
class LogFile {
public:
  LogFile(const std::string& path, wire::Loop& loop, FakeServer& server)
      : loop_(loop), server_(server), timer_(loop) {
    if (path.empty()) return;
    file_.open(path, std::ios::binary | std::ios::trunc);
    if (!file_) throw std::runtime_error("cannot write " + path);
    watch();
  }
  ~LogFile() { write(); }

private:
  void watch() {
    const Instant now = loop_.now();
    if (server_.idle(now, kIdle) || server_.log_bytes() > kLogBytesMax) write();
    timer_.arm(now + kIdle, [this] { watch(); });
  }
  void write() {
    if (!file_.is_open()) return;
    file_ << server_.take_log();
    file_.flush();
  }

  wire::Loop& loop_;
  FakeServer& server_;
  wire::Timer timer_;
  std::ofstream file_;
};

/// Stops the loop when stdin ends.
class EndOfInput {
public:
  explicit EndOfInput(wire::Loop& loop)
      : loop_(loop), input_(loop.io_context(), ::dup(STDIN_FILENO)) {
    read();
  }

private:
  void read() {
    input_.async_read_some(boost::asio::buffer(room_), [this](auto error, std::size_t) {
      if (error == boost::asio::error::operation_aborted) return;
      if (error)
        loop_.stop();
      else
        read();
    });
  }

  wire::Loop& loop_;
  std::array<char, 256> room_{};
  boost::asio::posix::stream_descriptor input_;
};

void print(const std::string& line) {
  std::fwrite(line.data(), 1, line.size(), stdout);
  std::fflush(stdout);
}

void announce(const Notice& notice) {
  const bool received = notice.kind == Notice::Kind::received;
  print((received ? "received " : "dropped ") + std::to_string(notice.request) + ' ' +
        std::to_string(notice.at.time_since_epoch().count()) + '\n');
}

int fail(const std::string& why) {
  std::fprintf(stderr, "inkling bench serve: %s\n", why.c_str());
  return 1;
}

} // namespace

Result<std::vector<std::string>> read_texts(const std::vector<std::string>& files) {
  std::vector<std::string> texts;
  for (const std::string& path : files) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return make_error(Errc::unavailable, "cannot read " + path);
    texts.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
  }
  return texts;
}

int run_serve(const ServeOptions& options) {
  // Tokens are due by the microsecond; the kernel's default is to wake us up to 50 later.
  ::prctl(PR_SET_TIMERSLACK, 1UL);
  auto texts = read_texts(options.text_files);
  if (!texts) return fail(texts.error().message);
  const KnownTexts known(std::move(*texts));
  wire::Loop loop;
  FakeServer server(loop, options.server, known);
  if (options.announce) server.on_notice(announce);
  const auto url = server.listen(options.listen);
  if (!url) return fail(url.error().message);
  const LogFile log(options.log_file, loop, server);
  loop.on_signals({SIGINT, SIGTERM}, [&](int) { loop.stop(); });
  std::optional<EndOfInput> parent;
  if (options.until_eof) parent.emplace(loop);
  print(*url + '\n');
  loop.run();
  return 0;
}

} // namespace inkling::harness
