// Cutting an event stream anywhere must not change its events.
//
// The first line of the input says how: the characters are piece sizes ('!' is 1, '"' is 2, …),
// used in turn. The rest is the stream.

#include "backend/http/sse.hpp"
#include "fuzz/fuzz.hpp"
#include "fuzz/pieces.hpp"

#include <string>
#include <utility>
#include <vector>

namespace {

using namespace inkling;

constexpr http::SseLimits kLimits{.line_bytes_max = 60, .event_bytes_max = 100};

struct Seen {
  std::vector<std::pair<std::string, std::string>> events;
  bool failed = false;

  bool operator==(const Seen&) const = default;
};

void drain(http::SseParser& parser, Seen& seen) {
  while (const auto event = parser.next()) seen.events.emplace_back(event->event, event->data);
  seen.failed = parser.failed();
}

Seen read(std::string_view bytes, std::string_view sizes, http::SseLimits limits) {
  http::SseParser parser(limits);
  Seen seen;
  fuzz::for_each_piece(bytes, sizes, [&](std::string_view piece) {
    parser.feed(piece);
    drain(parser, seen);
    return true;
  });
  parser.finish();
  drain(parser, seen);
  return seen;
}

/// The events written out as a server would.
std::string write(const Seen& seen) {
  std::string text;
  for (const auto& [name, data] : seen.events) {
    text += "event: " + name + "\n";
    std::size_t start = 0;
    for (std::size_t end = 0; end != data.npos; start = end + 1) {
      end = data.find('\n', start);
      text += "data: " + data.substr(start, end - start) + "\n";
    }
    text += "\n";
  }
  return text;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto [sizes, bytes] = fuzz::split_input(fuzz::to_text(data, size));
  const Seen whole = read(bytes, {}, kLimits);
  fuzz::require(read(bytes, sizes, kLimits) == whole, "pieces give the events of the whole");
  for (const auto& [name, text] : whole.events) {
    fuzz::require(name.size() + text.size() <= kLimits.event_bytes_max || name == "message",
                  "no event is beyond the limit");
    fuzz::require((name + text).find('\r') == name.npos, "line ends are no data");
  }
  fuzz::require(read(write(whole), sizes, {}).events == whole.events,
                "what is written is read back");
  return 0;
}
