#pragma once
// The base protocol of LSP 3.18: bytes in, message bodies out. Sans-IO: no sockets, no JSON, no
// clock.
//
//   FrameReader reader(limits);
//   auto room = reader.prepare();                  // read(fd, room.data(), room.size()) straight
//   into it reader.commit(bytes_read); while (auto frame = reader.next()) handle(*frame);
//
// prepare() offers room in the body itself while a large one is read, so that it is not copied
// again; small frames come many to a read. Memory stays within the frame being read (an announced
// length alone allocates at most 1 MiB) and the 64 KiB read buffer, as long as next() is called
// until it yields nothing before the next prepare().
//
// What is lenient: header names in any case and order, optional white space (also before the colon)
// around values, unknown headers, a bare \n as line end, Content-Length twice with the same value,
// charset utf8. What ends the connection, because the next frame can no longer be found: a header
// line without a colon, an empty or non-token header name, Content-Length missing, not a decimal
// number, beyond 2^63-1, or twice with different values, and headers over Limits::header_bytes_max.

#include "base/limits.hpp"
#include "base/result.hpp"
#include "wire/frame_header.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace inkling::wire {

/// What one frame turned out to be.
struct Frame {
  enum class Kind : std::uint8_t {
    body,    ///< `body` is the message; the reader goes on
    refused, ///< body too large, or a charset other than UTF-8: `body` is its first 1 KiB, for
             ///< whoever must guess what it meant; all of it is skipped unbuffered, and the reader
             ///< goes on behind it
    broken,  ///< the frame boundary is lost; the reader yields nothing more
  };
  Kind kind = Kind::body;
  std::string body;
  Error error; ///< for refused and broken: what to tell the client (code and one line)
};

class FrameReader {
public:
  explicit FrameReader(const Limits& limits = {});

  /// Room for at least one byte (usually 64 KiB, or up to the rest of a large body). Valid until
  /// commit().
  std::span<char> prepare();
  /// Says how many bytes of the prepared room were filled.
  void commit(std::size_t bytes);
  /// Copies bytes in: prepare + commit, for callers that have bytes already.
  void feed(std::string_view bytes);

  /// The next complete frame, or nothing until more bytes come.
  std::optional<Frame> next();

  bool broken() const { return state_ == State::broken; }
  /// True between frames: an end of input here cuts nothing off.
  bool at_boundary() const;

private:
  enum class State : std::uint8_t {
    header,   ///< reading header lines from the buffer
    body,     ///< reading a body of length_ bytes from the buffer
    direct,   ///< reading a large body into body_, past the buffer
    refusing, ///< waiting for the first bytes of a body that will be skipped
    skipping, ///< throwing length_ bytes away
    broken,
  };

  std::size_t buffered() const { return end_ - begin_; }
  bool reading_direct() const { return state_ == State::direct && filled_ < length_; }
  void consume(std::size_t bytes);
  void make_room();

  std::optional<Frame> read_header();
  std::optional<Frame> end_header();
  std::optional<Frame> read_body();
  std::optional<Frame> read_direct();
  std::optional<Frame> refuse();
  void skip();
  Frame fail(Error error);

  std::size_t message_bytes_max_;
  std::size_t header_bytes_max_;
  State state_ = State::header;

  std::vector<char> buffer_; ///< bytes [begin_, end_) are not consumed yet
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::size_t scanned_ = 0; ///< of those, how many are known to hold no line end
  FrameHeader header_;
  std::size_t header_bytes_ = 0; ///< of the lines already consumed
  std::uint64_t length_ = 0;     ///< of the body; while skipping, what is left of it
  Error refusal_;                ///< refusing: why
  std::string body_;             ///< direct: sized as room, filled_ bytes of it are there
  std::size_t filled_ = 0;
};

/// "Content-Length: N\r\n\r\n" and the body, in one string.
std::string to_frame(std::string_view body);

} // namespace inkling::wire
