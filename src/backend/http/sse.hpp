#pragma once
// Server-sent events out of a byte stream cut anywhere (WHATWG HTML §9.2.6, and what LLM servers
// make of it). No sockets, no JSON.
//
//   parser.feed(bytes);
//   while (auto event = parser.next()) use(event->data);
//   if (parser.failed()) give_up();
//
// Lines end with LF, CR or CRLF; a byte order mark at the very start is dropped; comments, ids and
// unknown fields are skipped; data lines of one event are joined by LF; an event without data is
// not one.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace inkling::http {

struct SseEvent {
  std::string_view event; ///< "message" where the server named none
  std::string_view data;
};

struct SseLimits {
  std::size_t line_bytes_max = 1 << 20;
  std::size_t event_bytes_max = 1 << 20;
};

class SseParser {
public:
  explicit SseParser(SseLimits limits = {}) : limits_(limits) {}

  /// Takes bytes as they come; ignored after a limit was passed.
  void feed(std::string_view bytes);
  /// A clean end of the body: what still stands there counts as a last event, though its blank line
  /// (or line end) is missing.
  void finish();
  /// The next whole event; its views are valid until the next call of any member.
  std::optional<SseEvent> next();
  /// A line or event was larger than allowed: nothing more will come.
  bool failed() const { return failed_; }

private:
  SseLimits limits_;
  bool failed_ = false;
};

} // namespace inkling::http
