#pragma once
// HTTP/1.x responses out of a byte stream cut anywhere (RFC 9112), one after another. Sans-IO: what
// the client reads from a socket and what the fuzzer makes up go through the same code. Beast's
// parser is inside.
//
//   auto room = reader.prepare();
//   reader.commit(read(fd, room.data(), room.size()));   // or reader.finish() at its end
//   while (true) switch (reader.next().kind) { case Step::more: …
//
// The pieces of a body are views of the buffer that prepare() offered: nothing is copied.
//
// Not here: redirects, cookies, content coding. A coded body is malformed (we ask for identity, and
// nothing can unfold), and so are transfer codings but chunked, and protocol switches.

#include "backend/http/http.hpp"

#include <chrono>
#include <cstddef>
#include <memory>
#include <span>
#include <string_view>

namespace inkling::http {

class ResponseReader {
public:
  using WallClock = std::chrono::system_clock::time_point (*)();

  struct Step {
    enum class Kind : std::uint8_t {
      more,  ///< nothing until more bytes are committed
      head,  ///< the final head: head()
      body,  ///< `bytes`, at least one, valid until prepare()
      end,   ///< the response is complete. Then begin(), or nothing any more
      fault, ///< `fault` and `detail`; nothing any more
    };
    Kind kind = Kind::more;
    std::string_view bytes = {};
    Fault fault = Fault::malformed;
    std::string_view detail = {}; ///< for a log line; nothing that the server sent; never ends
  };

  /// Of `limits`, the two sizes hold here. A head, a chunk's header and the trailers are each at
  /// most header_bytes_max long.
  /// `wall` is asked where a server names a moment and not its own time.
  explicit ResponseReader(const ClientLimits& limits,
                          WallClock wall = std::chrono::system_clock::now);
  ~ResponseReader();
  ResponseReader(ResponseReader&&) noexcept;
  ResponseReader& operator=(ResponseReader&&) noexcept;

  /// Ready for the next response of the connection. What was committed beyond the last one counts
  /// to this one.
  void begin();
  /// Where the next bytes may be written; never empty once next() has said `more`.
  std::span<char> prepare();
  /// So many bytes of prepare() are there.
  void commit(std::size_t count);
  /// The connection has ended cleanly. Completes a body whose end nothing else marks.
  void finish();
  Step next();

  /// Valid from Step::head until begin().
  const ResponseHead& head() const;
  /// A byte of this response has come, be it of a 1xx head.
  bool has_begun() const;
  /// After `end`: the server keeps the connection open, and nothing came behind the response.
  bool may_reuse() const;

private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

} // namespace inkling::http
