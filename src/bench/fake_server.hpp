#pragma once
// A fake LLM server: answers from texts it knows, at the speed it is told, and logs every request,
// token and disconnect with its time. What it says and when is decided in generation.hpp; here it
// is written on sockets. One thread, the loop's.
//
//   FakeServer server(loop, options, known);
//   auto url = server.listen("127.0.0.1:0");   // "http://127.0.0.1:41234"
//   loop.run();
//   std::string log = server.take_log();
//
// For the bench and for trying a client by hand; it must stay lighter than anything it measures. It
// reads while it writes, so that a client that leaves is noticed at once; like llama-server it
// takes a half-closed connection for one that was left.

#include "base/result.hpp"
#include "base/time.hpp"
#include "bench/generation.hpp"
#include "bench/known_text.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace inkling::wire {
class Loop;
}

namespace inkling::harness {

struct FakeServerOptions {
  ModelOptions model;
  bool close_after_stream = false; ///< as llama-server does
};

/// What a watcher of the server hears of, besides the log.
struct Notice {
  enum class Kind : std::uint8_t { received, dropped };
  Kind kind;
  std::uint64_t request;
  Instant at;
};

class FakeServer {
public:
  /// Both references must outlive the server.
  FakeServer(wire::Loop& loop, FakeServerOptions options, const KnownTexts& known);
  ~FakeServer();

  /// Listens on "HOST:PORT" (an address; port 0: one that is free) or "unix:PATH" (which must not
  /// exist). Returns the URL. Error unavailable.
  Result<std::string> listen(const std::string& where);

  void on_notice(std::function<void(const Notice&)> fn);

  std::size_t log_bytes() const;
  /// Nothing is being received or answered, since `for_at_least`.
  bool idle(Instant now, Duration for_at_least) const;
  /// The log lines so far; they are forgotten here.
  std::string take_log();

private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

} // namespace inkling::harness
