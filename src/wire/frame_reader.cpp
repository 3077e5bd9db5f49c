#include "wire/frame_reader.hpp"

#include "base/assert.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace inkling::wire {
namespace {

constexpr std::size_t kBufferBytes = 64 << 10;
/// Less room than this at the end of the buffer, and what is unread moves to its front.
constexpr std::size_t kRoomBytesMin = 16 << 10;
/// A longer body that is not here yet goes past the buffer.
constexpr std::size_t kBufferedBodyMax = 16 << 10;
/// What an announced length alone may allocate. From there a body grows by this factor as its bytes
/// come.
constexpr std::size_t kTrustedBytes = 1 << 20;
constexpr std::size_t kGrowth = 4;
/// What is shown of a body that is refused. Names its method and its document.
constexpr std::size_t kRefusedHeadBytes = 1 << 10;

} // namespace

FrameReader::FrameReader(const Limits& limits)
    : message_bytes_max_(limits.message_bytes_max), header_bytes_max_(limits.header_bytes_max) {}

std::span<char> FrameReader::prepare() {
  if (reading_direct()) {
    if (filled_ == body_.size()) body_.resize(std::min<std::size_t>(length_, filled_ * kGrowth));
    return {body_.data() + filled_, body_.size() - filled_};
  }
  make_room();
  return {buffer_.data() + end_, buffer_.size() - end_};
}

void FrameReader::commit(std::size_t bytes) {
  if (reading_direct()) {
    INKLING_ASSERT(bytes <= body_.size() - filled_);
    filled_ += bytes;
    return;
  }
  INKLING_ASSERT(bytes <= buffer_.size() - end_);
  if (state_ != State::broken) end_ += bytes;
}

void FrameReader::feed(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto room = prepare();
    const auto count = std::min(bytes.size(), room.size());
    std::memcpy(room.data(), bytes.data(), count);
    commit(count);
    bytes.remove_prefix(count);
  }
}

std::optional<Frame> FrameReader::next() {
  if (state_ == State::skipping) skip();
  switch (state_) {
  case State::header:
    return read_header();
  case State::body:
    return read_body();
  case State::direct:
    return read_direct();
  case State::refusing:
    return refuse();
  case State::skipping:
  case State::broken:
    break;
  }
  return std::nullopt;
}

bool FrameReader::at_boundary() const {
  return state_ == State::header && header_bytes_ == 0 && buffered() == 0;
}

void FrameReader::consume(std::size_t bytes) {
  begin_ += bytes;
  scanned_ = 0;
  if (begin_ == end_) begin_ = end_ = 0;
}

void FrameReader::make_room() {
  if (buffered() == 0 && buffer_.size() != kBufferBytes) buffer_ = std::vector<char>(kBufferBytes);
  if (buffer_.size() - end_ >= kRoomBytesMin) return;
  std::memmove(buffer_.data(), buffer_.data() + begin_, buffered());
  end_ = buffered();
  begin_ = 0;
  if (buffer_.size() - end_ < kRoomBytesMin) buffer_.resize(buffer_.size() * 2);
}

std::optional<Frame> FrameReader::read_header() {
  for (;;) {
    const char* const start = buffer_.data() + begin_;
    const void* found = buffered() == scanned_
                            ? nullptr
                            : std::memchr(start + scanned_, '\n', buffered() - scanned_);
    const auto line_bytes =
        found ? static_cast<std::size_t>(static_cast<const char*>(found) - start) + 1 : buffered();
    if (header_bytes_ + line_bytes > header_bytes_max_)
      return fail(make_error(Errc::parse_error, "header is too long"));
    if (!found) {
      scanned_ = line_bytes;
      return std::nullopt;
    }
    std::string_view line(start, line_bytes - 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    const bool blank = line.empty();
    if (!blank)
      if (auto error = header_.add_line(line)) return fail(std::move(*error));
    header_bytes_ += line_bytes;
    consume(line_bytes);
    if (blank) return end_header();
  }
}

std::optional<Frame> FrameReader::end_header() {
  const auto header = std::exchange(header_, {});
  header_bytes_ = 0;
  if (!header.content_length())
    return fail(make_error(Errc::parse_error, "Content-Length is missing"));
  length_ = *header.content_length();
  if (length_ > message_bytes_max_) {
    state_ = State::refusing;
    refusal_ = make_error(Errc::limit_exceeded, "message is too large");
    return refuse();
  }
  if (!header.charset_is_utf8()) {
    state_ = State::refusing;
    refusal_ = make_error(Errc::invalid_request, "the only charset is utf-8");
    return refuse();
  }
  state_ = State::body;
  return read_body();
}

std::optional<Frame> FrameReader::read_body() {
  const auto length = static_cast<std::size_t>(length_);
  if (buffered() >= length) {
    Frame frame{Frame::Kind::body, std::string(buffer_.data() + begin_, length), {}};
    consume(length);
    state_ = State::header;
    return frame;
  }
  if (length <= kBufferedBodyMax) return std::nullopt;
  filled_ = buffered();
  body_.resize(std::min(length, std::max(kTrustedBytes, filled_ * kGrowth)));
  std::memcpy(body_.data(), buffer_.data() + begin_, filled_);
  consume(filled_);
  state_ = State::direct;
  return std::nullopt;
}

std::optional<Frame> FrameReader::read_direct() {
  if (filled_ < length_) return std::nullopt;
  filled_ = 0;
  state_ = State::header;
  return Frame{Frame::Kind::body, std::exchange(body_, {}), {}};
}

std::optional<Frame> FrameReader::refuse() {
  const auto shown = std::min(kRefusedHeadBytes, message_bytes_max_);
  const auto head = static_cast<std::size_t>(std::min<std::uint64_t>(length_, shown));
  if (buffered() < head) return std::nullopt;
  state_ = State::skipping;
  return Frame{Frame::Kind::refused, std::string(buffer_.data() + begin_, head),
               std::move(refusal_)};
}

void FrameReader::skip() {
  const auto count = std::min<std::uint64_t>(length_, buffered());
  consume(static_cast<std::size_t>(count));
  length_ -= count;
  if (length_ == 0) state_ = State::header;
}

Frame FrameReader::fail(Error error) {
  state_ = State::broken;
  begin_ = end_ = scanned_ = header_bytes_ = 0;
  return {Frame::Kind::broken, {}, std::move(error)};
}

std::string to_frame(std::string_view body) {
  const auto length = std::to_string(body.size());
  std::string frame;
  frame.reserve(20 + length.size() + body.size());
  frame.append("Content-Length: ").append(length).append("\r\n\r\n").append(body);
  return frame;
}

} // namespace inkling::wire
