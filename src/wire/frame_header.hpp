#pragma once
// The header lines of one frame (LSP 3.18 base protocol; RFC 7230 §3.2 for the field syntax). No
// buffering: whole lines come in without their line end. Used by FrameReader only.

#include "base/result.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace inkling::wire {

class FrameHeader {
public:
  /// Takes one line that is not blank. An error means that the frame boundary is lost.
  std::optional<Error> add_line(std::string_view line);

  /// Bytes of the body; nothing while no Content-Length was seen.
  std::optional<std::uint64_t> content_length() const { return content_length_; }
  /// False where a Content-Type named a charset other than UTF-8.
  bool charset_is_utf8() const { return charset_is_utf8_; }

private:
  std::optional<Error> set_content_length(std::string_view value);

  std::optional<std::uint64_t> content_length_;
  bool charset_is_utf8_ = true;
};

} // namespace inkling::wire
