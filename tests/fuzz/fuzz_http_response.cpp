// Cutting the bytes of a response anywhere must not change what is told of it, and what is told
// must be in order: one head, body, one end.
//
// The first line of the input says how to cut: the characters are piece sizes ('!' is 1, '"' is 2,
// …), used in turn. The rest is what the server sends until it closes.

#include "backend/http/response_reader.hpp"
#include "fuzz/fuzz.hpp"
#include "fuzz/pieces.hpp"

#include <cstring>
#include <optional>
#include <string>

namespace {

using namespace inkling;
using http::ResponseReader;
using Kind = ResponseReader::Step::Kind;

http::ClientLimits limits() {
  http::ClientLimits limits;
  limits.header_bytes_max = 200;
  limits.body_bytes_max = 100;
  return limits;
}

struct Told {
  int heads = 0;
  int status = 0;
  std::string content_type;
  std::optional<Duration> retry_after;
  std::string body;
  std::string last;

  bool operator==(const Told&) const = default;
};

class Reading {
public:
  /// False once nothing more may come.
  bool feed(std::string_view bytes) {
    while (!bytes.empty()) {
      const auto room = reader_.prepare();
      fuzz::require(!room.empty(), "there is room for more");
      const auto count = std::min(room.size(), bytes.size());
      std::memcpy(room.data(), bytes.data(), count);
      reader_.commit(count);
      bytes.remove_prefix(count);
      if (!drain()) return false;
    }
    return true;
  }

  Told finish() {
    if (over_) return told_;
    reader_.finish();
    drain();
    fuzz::require(over_, "the end of the connection ends the response");
    return told_;
  }

private:
  bool drain() {
    while (!over_) {
      const auto step = reader_.next();
      if (step.kind == Kind::more) return true;
      note(step);
    }
    return false;
  }

  void note(const ResponseReader::Step& step) {
    fuzz::require(step.kind == Kind::fault || (told_.heads == 0) == (step.kind == Kind::head),
                  "one head comes first");
    switch (step.kind) {
    case Kind::more:
      return;
    case Kind::head:
      ++told_.heads;
      told_.status = reader_.head().status;
      told_.content_type = reader_.head().content_type;
      told_.retry_after = reader_.head().retry_after;
      fuzz::require(told_.status >= 200, "1xx heads are not told");
      return;
    case Kind::body:
      fuzz::require(!step.bytes.empty(), "a piece of body has bytes");
      told_.body += step.bytes;
      fuzz::require(told_.body.size() <= limits().body_bytes_max, "no body is beyond the limit");
      return;
    case Kind::end:
      told_.last = "end";
      break;
    case Kind::fault:
      told_.last = std::to_string(static_cast<int>(step.fault)) + std::string(step.detail);
      break;
    }
    over_ = true;
  }

  ResponseReader reader_{limits()};
  Told told_;
  bool over_ = false;
};

Told read(std::string_view bytes, std::string_view sizes) {
  Reading reading;
  fuzz::for_each_piece(bytes, sizes, [&](std::string_view piece) { return reading.feed(piece); });
  return reading.finish();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto [sizes, bytes] = fuzz::split_input(fuzz::to_text(data, size));
  const auto whole = read(bytes, {});
  fuzz::require(read(bytes, sizes) == whole, "pieces tell what the whole tells");
  fuzz::require(read(bytes, "!") == whole, "bytes tell what the whole tells");
  return 0;
}
