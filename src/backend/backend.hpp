#pragma once
// A backend generates text for a prompt. The embedded model and every remote provider are this one
// interface.
//
// All calls happen on the loop thread. start() may answer from inside the call (the embedded model
// does); a remote one answers later. After abort(stream) nothing more may be heard of that stream.

#include "base/ids.hpp"
#include "base/time.hpp"
#include "context/prompt.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace inkling::backend {

/// Why a stream gave nothing, or stopped. The engine turns it into a ticket's reason.
enum class Failure : std::uint8_t {
  refused,        ///< no connection, reset, offline
  rate_limited,   ///< 429
  overloaded,     ///< 498, 503, 529: no room now, or the model is being loaded
  out_of_credits, ///< 402, and a 429 that says so: a person has to pay first
  timed_out,
  unauthorized, ///< 401, 403: the key
  rejected,     ///< other 4xx and redirects: unknown model or path, a request it does not take
  broken,       ///< other 5xx, garbage, truncated stream
};

/// What a stream tells. Implemented by the hub, which feeds it to the engine.
class StreamSink {
public:
  virtual ~StreamSink() = default;
  /// Its request is written; a connection may have had to be made before. At most once, before
  /// anything else about the stream; from inside start() where a connection was ready. Only for the
  /// books: start and abort nothing here. The embedded model, which sends nothing, does not say it.
  virtual void on_sent(StreamId) {}
  /// More text (UTF-8; a code point may be split between two calls).
  virtual void on_delta(StreamId stream, std::string_view text) = 0;
  /// More of another candidate (1, 2, …) for the same place, where several were asked for and the
  /// backend gives them.
  virtual void on_alternative(StreamId, std::size_t /*candidate*/, std::string_view /*text*/) {}
  /// The generation reached its limit: its text may end in the middle of a word. Directly before
  /// on_finished().
  virtual void on_cut(StreamId) {}
  /// The generation ended by itself; no call for this stream follows. Ending without text means
  /// "nothing to offer".
  virtual void on_finished(StreamId stream) = 0;
  /// It failed; no call for this stream follows. retry_after is the server's own word, where it
  /// gave one.
  virtual void on_failed(StreamId stream, Failure failure, std::optional<Duration> retry_after) = 0;
};

class Backend {
public:
  virtual ~Backend() = default;
  virtual void start(StreamId stream, const context::Prompt& prompt, StreamSink& sink) = 0;
  /// Stops work at once (on the wire too). Unknown and finished ids are ignored.
  virtual void abort(StreamId stream) = 0;
  /// Work is likely soon: be connected. Says nothing to the sink.
  virtual void warm() {}
};

} // namespace inkling::backend
