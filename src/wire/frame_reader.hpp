#pragma once
// The base protocol of LSP 3.18: bytes in, message bodies out. Sans-IO: no sockets, no JSON, no
// clock.
//
//   FrameReader reader(limits);
//   auto space = reader.prepare();                 // read(fd, space.data(), space.size()) straight
//   into it reader.commit(bytes_read); while (auto frame = reader.next()) handle(*frame);
//
// prepare() offers room in the body itself while one is being read, so that a 10 MB message is not
// copied again. What is lenient: header names in any case and order, optional white space, unknown
// headers, a bare \n as line end, Content-Length twice with the same value, charset utf8. What ends
// the connection, because the next frame can no longer be found: a header line without a colon, an
// empty or non-token header name, Content-Length missing, not a decimal number, beyond 2^63-1, or
// twice with different values, and headers over Limits::header_bytes_max.

#include "base/limits.hpp"
#include "base/result.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace inkling::wire {

/// What one frame turned out to be.
struct Frame {
  enum class Kind : std::uint8_t {
    body,    ///< `body` is the message; the reader goes on
    refused, ///< the body was skipped unbuffered (too large, or a charset other than UTF-8); the
             ///< reader goes on
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

  bool broken() const;
  /// True between frames: an end of input here cuts nothing off.
  bool at_boundary() const;
};

/// "Content-Length: N\r\n\r\n" and the body, in one string.
std::string to_frame(std::string_view body);

} // namespace inkling::wire
