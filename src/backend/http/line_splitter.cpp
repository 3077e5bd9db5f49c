#include "backend/http/line_splitter.hpp"

#include <algorithm>

namespace inkling::http {

void LineSplitter::feed(std::string_view bytes) {
  if (failed_ || finished_) return;
  buffer_.erase(0, read_);
  scanned_ -= read_;
  read_ = 0;
  buffer_ += bytes;
}

std::optional<SseEvent> LineSplitter::next() {
  while (!failed_) {
    const std::size_t found = buffer_.find('\n', scanned_);
    const std::size_t end = std::min(found, buffer_.size());
    const auto line = std::string_view(buffer_).substr(read_, end - read_);
    failed_ = line.size() > line_bytes_max_;
    if (failed_ || (found == buffer_.npos && (!finished_ || line.empty()))) break;
    read_ = scanned_ = std::min(end + 1, buffer_.size());
    if (!line.empty()) return SseEvent{"message", line};
  }
  scanned_ = buffer_.size();
  return std::nullopt;
}

} // namespace inkling::http
