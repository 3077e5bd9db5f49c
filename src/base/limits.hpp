#pragma once
// Every bound of the daemon: its name, unit, default, and what happens there.

#include <cstddef>

namespace inkling {

struct Limits {
  /// Body of one message. A larger one is skipped unbuffered and answered with an error; the next
  /// frame works.
  std::size_t message_bytes_max = std::size_t{64} << 20;
  /// One line of a frame header, and all lines of it together. Beyond: the frame boundary is lost,
  /// the connection ends.
  std::size_t header_bytes_max = 16 << 10;
  /// Nesting of a JSON message. Deeper: ParseError. (So is one of more than 2^20 values:
  /// wire/json.cpp.)
  std::size_t json_depth_max = 256;
  /// Bytes waiting for a client that does not read. Beyond: we stop reading from it until it does.
  std::size_t outbox_bytes_max = std::size_t{16} << 20;

  /// Open documents of one session. Beyond: a didOpen is logged and its document offers nothing.
  std::size_t documents_max = 10'000;
  /// Text of one document. Beyond: its text is dropped and it offers nothing until replaced whole
  /// or reopened.
  std::size_t document_bytes_max = std::size_t{64} << 20;
  /// Generations in flight for one document: one that is waited for, the stand-in's beside it, one
  /// that prepares what follows. Whoever begins one stops those before it, so it is asserted only.
  std::size_t streams_per_document_max = 3;
  /// Text one stream may produce. Beyond: it is stopped and what came is used.
  std::size_t stream_bytes_max = 64 << 10;
  /// Suggestions remembered for re-use, all sessions together. Beyond: the least recently used go.
  std::size_t cache_bytes_max = std::size_t{4} << 20;

  /// Files of the workspace that the embedded model indexes. Beyond: the rest is left out, and the
  /// log says so.
  std::size_t index_files_max = 20'000;
  /// Bytes of workspace source that the embedded model indexes. Beyond: the rest is left out, and
  /// the log says so.
  std::size_t index_bytes_max = std::size_t{32} << 20;
  /// One file larger than this is not indexed.
  std::size_t index_file_bytes_max = 1 << 20;
  /// Bytes of one open document that the embedded model indexes, nearest to the cursor first.
  std::size_t index_document_bytes_max = 1 << 20;
  /// Wall time in milliseconds that one walk over a workspace may take. Beyond: what was read is
  /// indexed.
  std::size_t index_time_ms_max = 20'000;

  friend bool operator==(const Limits&, const Limits&) = default;
};

} // namespace inkling
