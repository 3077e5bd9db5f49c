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
// not one. Bytes are not checked for UTF-8: whoever reads the data as JSON does that.

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
  std::size_t line_bytes_max = 1 << 20;  ///< one line without its end; beyond: failed()
  std::size_t event_bytes_max = 1 << 20; ///< name and data of one event; beyond: failed()
};

class SseParser {
public:
  explicit SseParser(SseLimits limits = {}) : limits_(limits) {}

  /// Takes bytes as they come; ignored after a limit was passed. Take all events out between two
  /// calls: what is fed is held until then.
  void feed(std::string_view bytes);
  /// A clean end of the body: what still stands there counts as a last event, though its blank line
  /// (or line end) is missing.
  void finish();
  /// The next whole event; its views are valid until the next call of any member.
  std::optional<SseEvent> next();
  /// A line or event was larger than allowed: nothing more will come.
  bool failed() const { return failed_; }

private:
  /// The next line without its end; none while it is incomplete. Valid until feed().
  std::optional<std::string_view> next_line();
  /// False while it is open whether the stream begins with a byte order mark.
  bool pass_start();
  void take(std::string_view line);
  void begin_event();
  void fail();

  SseLimits limits_;
  std::string buffer_;
  std::size_t read_ = 0;    ///< of buffer_: lines before it are done
  std::size_t scanned_ = 0; ///< of buffer_: no line ends between read_ and here
  std::string name_;
  std::string data_;
  bool has_data_ = false;
  bool handed_out_ = false; ///< name_ and data_ are those of the event told last
  bool at_start_ = true;    ///< of the stream: a byte order mark may stand there
  bool after_cr_ = false;   ///< an LF here is the other half of a CRLF
  bool finished_ = false;
  bool failed_ = false;
};

} // namespace inkling::http
