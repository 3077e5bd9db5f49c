#pragma once
// Newline-delimited JSON (application/x-ndjson) out of a byte stream cut anywhere: each line is one
// event. The counterpart of SseParser (sse.hpp), used in the same way. No sockets, no JSON.
//
//   splitter.feed(bytes);
//   while (auto event = splitter.next()) use(event->data);
//   if (splitter.failed()) give_up();
//
// Lines end with LF; a CR before it stays, which is white space to JSON. Empty lines are none.

#include "backend/http/sse.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace inkling::http {

class LineSplitter {
public:
  static constexpr std::size_t kLineBytesMax = 1 << 20;

  explicit LineSplitter(std::size_t line_bytes_max = kLineBytesMax)
      : line_bytes_max_(line_bytes_max) {}

  /// Takes bytes as they come; ignored once failed(). Take all lines out between two calls.
  void feed(std::string_view bytes);
  /// A clean end of the body: what still stands there counts as a line.
  void finish() { finished_ = true; }
  /// The next line, always a "message"; valid until the next call of any member.
  std::optional<SseEvent> next();
  /// A line was longer than allowed: nothing more will come.
  bool failed() const { return failed_; }

private:
  std::size_t line_bytes_max_;
  std::string buffer_;
  std::size_t read_ = 0;    ///< of buffer_: lines before it are done
  std::size_t scanned_ = 0; ///< of buffer_: no line ends between read_ and here
  bool finished_ = false;
  bool failed_ = false;
};

} // namespace inkling::http
