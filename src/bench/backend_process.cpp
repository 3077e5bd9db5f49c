#include "bench/backend_process.hpp"

#include <array>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace inkling::harness {
namespace {

constexpr Duration kPatience = 10s;

} // namespace

BackendProcess::BackendProcess(ServeOptions options) : options_(std::move(options)) {
  options_.log_file = folder_.file("backend.jsonl");
  options_.until_eof = true;
  process_.emplace([this] { return run_serve(options_); });
  const auto line = next_line(now() + kPatience);
  if (!line) throw std::runtime_error("the fake LLM server does not start");
  url_ = *line;
}

std::optional<std::string> BackendProcess::next_line(Instant until) {
  for (;;) {
    if (const std::size_t end = output_.find('\n'); end != output_.npos) {
      std::string line = output_.substr(0, end);
      output_.erase(0, end + 1);
      return line;
    }
    std::array<char, 4096> room;
    if (!process_->wait_readable(until)) return std::nullopt;
    const std::size_t count = process_->read(room);
    if (count == 0) return std::nullopt;
    output_.append(room.data(), count);
  }
}

BackendLog BackendProcess::finish() {
  process_->close_input();
  if (!process_->wait_end(now() + kPatience))
    throw std::runtime_error("the fake LLM server does not end");
  return read_backend_log_file(options_.log_file);
}

BackendLog read_backend_log_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  const std::string lines{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  auto log = read_backend_log(lines);
  if (!file || !log)
    throw std::runtime_error(path + ": " + (log ? "cannot be read" : log.error().message));
  return std::move(*log);
}

} // namespace inkling::harness
