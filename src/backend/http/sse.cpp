#include "backend/http/sse.hpp"

#include <algorithm>

namespace inkling::http {
namespace {

constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
/// LF and CR are looked for in turn over so many bytes: two memchr()s where lines are long, and
/// still linear where a stream ends every line with CR.
constexpr std::size_t kWindowBytes = 256;

std::size_t find_line_end(std::string_view text, std::size_t from) {
  for (; from < text.size(); from += kWindowBytes) {
    const auto window = text.substr(from, kWindowBytes);
    const auto lf = std::min(window.find('\n'), window.size());
    const auto end = std::min(window.substr(0, lf).find('\r'), lf);
    if (end < window.size()) return from + end;
  }
  return text.npos;
}

} // namespace

void SseParser::feed(std::string_view bytes) {
  if (failed_ || finished_) return;
  buffer_.erase(0, read_);
  scanned_ -= read_;
  read_ = 0;
  buffer_ += bytes;
}

void SseParser::finish() {
  finished_ = true;
}

std::optional<SseEvent> SseParser::next() {
  if (handed_out_) begin_event();
  while (!failed_) {
    const auto line = next_line();
    if (failed_ || (!line && !finished_)) break;
    if (line && !line->empty()) {
      take(*line);
    } else if (has_data_) {
      handed_out_ = true;
      return SseEvent{name_.empty() ? "message" : std::string_view(name_), data_};
    } else {
      begin_event(); // a name without data is forgotten
      if (!line) break;
    }
  }
  return std::nullopt;
}

std::optional<std::string_view> SseParser::next_line() {
  if (at_start_ && !pass_start()) return std::nullopt;
  if (after_cr_ && read_ < buffer_.size()) {
    if (buffer_[read_] == '\n') ++read_;
    after_cr_ = false;
  }
  scanned_ = std::max(scanned_, read_);
  const auto rest = std::string_view(buffer_).substr(read_);
  const auto end = find_line_end(rest, scanned_ - read_);
  scanned_ = buffer_.size();
  const auto line = rest.substr(0, end);
  if (line.size() > limits_.line_bytes_max) fail();
  if (failed_ || (end == rest.npos && (!finished_ || rest.empty()))) return std::nullopt;
  read_ += line.size();
  if (end != rest.npos) {
    // A CR ends its line at once: an event is not held back until the next byte shows an LF or not.
    after_cr_ = rest[end] == '\r';
    ++read_;
  }
  scanned_ = read_;
  return line;
}

bool SseParser::pass_start() {
  const auto start = std::string_view(buffer_).substr(0, kByteOrderMark.size());
  const bool may_grow = start.size() < kByteOrderMark.size() && !finished_;
  if (may_grow && kByteOrderMark.substr(0, start.size()) == start) return false;
  if (start == kByteOrderMark) read_ = start.size();
  at_start_ = false;
  return true;
}

void SseParser::take(std::string_view line) {
  const auto colon = std::min(line.find(':'), line.size());
  const auto field = line.substr(0, colon);
  auto value = line.substr(std::min(colon + 1, line.size()));
  if (!value.empty() && value.front() == ' ') value.remove_prefix(1);
  if (field == "data") {
    if (has_data_) data_ += '\n';
    data_ += value;
    has_data_ = true;
  } else if (field == "event") {
    name_ = value;
  }
  if (name_.size() + data_.size() > limits_.event_bytes_max) fail();
}

void SseParser::begin_event() {
  name_.clear();
  data_.clear();
  has_data_ = false;
  handed_out_ = false;
}

void SseParser::fail() {
  failed_ = true;
  finished_ = true;
  begin_event();
}

} // namespace inkling::http
