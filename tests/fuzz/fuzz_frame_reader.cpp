// Cutting the bytes of a connection anywhere must not change its frames.
//
// The first line of the input says how: the characters are piece sizes ('!' is 1, '"' is 2, …),
// used in turn. The rest is the connection; '~' there stands for a long run, so that small inputs
// reach bodies read in place.

#include "fuzz/fuzz.hpp"
#include "wire/frame_reader.hpp"

#include <algorithm>
#include <string>
#include <tuple>
#include <vector>

namespace {

using namespace inkling;
using namespace inkling::wire;

constexpr std::size_t kRunBytes = 6'000;
/// Runs in one input: what a mutation may cost.
constexpr std::size_t kRunsMax = 20;

Limits limits() {
  Limits limits;
  limits.message_bytes_max = 50'000;
  limits.header_bytes_max = 400;
  return limits;
}

std::string expand(std::string_view text) {
  std::string bytes;
  std::size_t runs = 0;
  for (const char c : text) {
    const bool is_run = c == '~' && runs < kRunsMax;
    if (is_run) ++runs;
    bytes.append(is_run ? kRunBytes : 1, c);
  }
  return bytes;
}

/// Everything seen of a connection; the last entry is how it stands at the end.
using Outcome = std::tuple<Frame::Kind, std::string, Error>;
struct Seen {
  std::vector<Outcome> frames;
  bool broken = false;
  bool at_boundary = false;

  bool operator==(const Seen&) const = default;
};

void drain(FrameReader& reader, Seen& seen) {
  while (auto frame = reader.next())
    seen.frames.emplace_back(frame->kind, std::move(frame->body), std::move(frame->error));
}

Seen read_in_pieces(std::string_view bytes, std::string_view sizes) {
  FrameReader reader(limits());
  Seen seen;
  for (std::size_t i = 0; !bytes.empty(); ++i) {
    const int size = sizes.empty() ? 0 : sizes[i % sizes.size()] - ' ';
    const auto count = size <= 0 ? bytes.size() : std::min(bytes.size(), std::size_t(size));
    reader.feed(bytes.substr(0, count));
    bytes.remove_prefix(count);
    drain(reader, seen);
  }
  seen.broken = reader.broken();
  seen.at_boundary = reader.at_boundary();
  return seen;
}

void check_sanity(const Seen& seen) {
  for (std::size_t i = 0; i < seen.frames.size(); ++i) {
    const auto& [kind, body, error] = seen.frames[i];
    const bool is_body = kind == Frame::Kind::body;
    fuzz::require(is_body == error.message.empty(), "a frame is a body or has an error");
    fuzz::require(body.size() <= limits().message_bytes_max, "no body is beyond the limit");
    if (kind == Frame::Kind::broken)
      fuzz::require(i + 1 == seen.frames.size() && seen.broken, "nothing follows a broken frame");
  }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto input = fuzz::to_text(data, size);
  const auto line_end = std::min(input.find('\n'), input.size());
  const auto sizes = input.substr(0, line_end);
  const auto bytes = expand(input.substr(std::min(line_end + 1, input.size())));
  const Seen whole = read_in_pieces(bytes, {});
  check_sanity(whole);
  fuzz::require(read_in_pieces(bytes, sizes) == whole, "pieces give the frames of the whole");
  for (const auto& frame : whole.frames) {
    const auto& body = std::get<1>(frame);
    const Seen again = read_in_pieces(to_frame(body), sizes);
    fuzz::require(again.frames.size() == 1 && std::get<1>(again.frames[0]) == body,
                  "a framed body is read back");
  }
  return 0;
}
