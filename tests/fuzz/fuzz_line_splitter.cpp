// Cutting lines of JSON anywhere must not change them.
//
// The first line of the input says how: the characters are piece sizes ('!' is 1, '"' is 2, …),
// used in turn. The rest is the stream.

#include "backend/http/line_splitter.hpp"
#include "fuzz/fuzz.hpp"
#include "fuzz/pieces.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace {

using namespace inkling;

constexpr std::size_t kLineMax = 60;

struct Seen {
  std::vector<std::string> lines;
  bool failed = false;

  bool operator==(const Seen&) const = default;
};

Seen read(std::string_view bytes, std::string_view sizes) {
  http::LineSplitter splitter(kLineMax);
  Seen seen;
  const auto drain = [&] {
    while (const auto event = splitter.next()) seen.lines.emplace_back(event->data);
    seen.failed = splitter.failed();
  };
  fuzz::for_each_piece(bytes, sizes, [&](std::string_view piece) {
    splitter.feed(piece);
    drain();
    return true;
  });
  splitter.finish();
  drain();
  return seen;
}

/// The same in one look at the whole.
Seen expected(std::string_view bytes) {
  Seen seen;
  while (!bytes.empty() && !seen.failed) {
    const std::string_view line = bytes.substr(0, bytes.find('\n'));
    bytes.remove_prefix(std::min(line.size() + 1, bytes.size()));
    seen.failed = line.size() > kLineMax;
    if (!line.empty() && !seen.failed) seen.lines.emplace_back(line);
  }
  return seen;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto [sizes, bytes] = fuzz::split_input(fuzz::to_text(data, size));
  const Seen wanted = expected(bytes);
  fuzz::require(read(bytes, {}) == wanted, "the whole gives its lines");
  fuzz::require(read(bytes, sizes) == wanted, "pieces give the lines of the whole");
  return 0;
}
