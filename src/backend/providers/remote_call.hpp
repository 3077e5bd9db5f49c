#pragma once
// One stream at a server: from a request that is ready to exactly one end. Reads the response as it
// comes; when the stream has ended and the body has not, reads on for a while, because a connection
// whose response was read to its end can be used again.
//
// RemoteBackend owns it. Every word to the sink may abort this very stream, so each is followed by
// a look at the state.

#include "backend/backend.hpp"
#include "backend/http/http.hpp"
#include "backend/http/line_splitter.hpp"
#include "backend/http/sse.hpp"
#include "backend/providers/choices.hpp"
#include "backend/providers/failure_log.hpp"
#include "backend/providers/provider.hpp"
#include "base/secret.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace inkling::backend {

class RemoteCall;

/// What a call needs of its backend, which outlives it.
class CallOwner {
public:
  virtual Provider& provider() = 0;
  virtual http::Client& client() = 0;
  virtual FailureLog& failures() = 0;
  virtual const Secret& key() = 0;
  /// The stream has ended; the call may still read. Before the sink hears of it.
  virtual void stream_ended(StreamId stream) = 0;
  /// The server does not take our key.
  virtual void on_unauthorized() = 0;
  /// The server told something of itself beside an answer.
  virtual void on_facts(const ServerFacts& facts) = 0;
  /// The call does nothing any more and can be dropped.
  virtual void call_over(const RemoteCall& call) = 0;

protected:
  ~CallOwner() = default;
};

class RemoteCall final : public http::ExchangeHandler,
                         public std::enable_shared_from_this<RemoteCall> {
public:
  /// Body read after the end of a stream, for the connection's sake. Beyond: it is closed. One last
  /// event with timings or usage and "[DONE]" fit.
  static constexpr std::size_t kDrainBytesMax = 16 << 10;
  /// A whole JSON answer. Beyond: a failure.
  static constexpr std::size_t kWholeBytesMax = 1 << 20;

  /// Of an error's body. The rest is not looked at.
  static constexpr std::size_t kErrorBytesMax = 16 << 10;

  RemoteCall(CallOwner& owner, StreamId stream, StreamSink& sink, context::PromptText prompt);

  StreamId stream() const { return stream_; }
  /// Writes the request and sends it; once, when the owner has its key.
  void send();
  /// Nothing is heard any more; the server sees the connection close.
  void abort();
  /// For one whose stream has ended: the connection is not worth the rest of the body.
  void drop();

  void on_sent() override;
  void on_head(const http::ResponseHead& head) override;
  void on_body(std::string_view bytes) override;
  void on_pause() override;
  void on_end() override;
  void on_fault(http::Fault fault, std::string_view detail) override;

private:
  enum class State : std::uint8_t {
    waiting,   ///< not sent, or no response yet
    streaming, ///< reading events
    whole,     ///< collecting a body that is one JSON value
    refused,   ///< a status that is no success: its body may say why
    draining,  ///< the stream has ended, its body has not
    over,
  };
  void read_events();
  bool asked_for_several() const { return choices_.others() != 0; }
  bool refuse(bool over);
  void ask_again(bool over);
  void explain();
  void keep_explanation(std::string_view bytes);
  void take(Reading reading);
  void say();
  void finish();
  /// `cause` is a literal: it tells log lines apart.
  void fail(Failure failure, std::string_view cause, std::string_view detail = {});
  void fail(Failure failure, std::optional<Duration> retry_after);
  void end_stream();
  void leave();

  CallOwner& owner_;
  StreamId stream_;
  StreamSink& sink_;
  context::PromptText prompt_;
  Choices choices_;
  State state_ = State::waiting;
  http::ExchangeId exchange_;
  std::variant<http::SseParser, http::LineSplitter> parser_;
  std::optional<http::ResponseHead> refusal_; ///< where the status is no success; until explain()
  std::string unsaid_;                        ///< text that the sink has not heard yet
  std::string whole_;                         ///< a body that is one JSON value, or says why not
  std::size_t drained_ = 0;
  bool sent_ = false;
  bool asked_again_ = false;
  bool one_instead_ = false; ///< asked again, because several candidates may have been too many
};

} // namespace inkling::backend
