#include "backend/providers/remote_call.hpp"

#include "backend/providers/server_error.hpp"
#include "base/assert.hpp"

#include <utility>

namespace inkling::backend {
namespace {

Failure failure_of_fault(http::Fault fault) {
  switch (fault) {
  case http::Fault::unreachable:
  case http::Fault::tls:
    return Failure::refused;
  case http::Fault::slow:
    return Failure::timed_out;
  case http::Fault::truncated:
  case http::Fault::malformed:
  case http::Fault::too_large:
    break;
  }
  return Failure::broken;
}

std::string_view text_of_fault(http::Fault fault) {
  switch (fault) {
  case http::Fault::unreachable:
    return "unreachable";
  case http::Fault::tls:
    return "tls";
  case http::Fault::slow:
    return "too slow";
  case http::Fault::truncated:
    return "truncated";
  case http::Fault::malformed:
    return "not HTTP";
  case http::Fault::too_large:
    return "response too large";
  }
  return "unknown";
}

/// What may be an event stream; servers that name none, or plain text, send one.
bool is_stream(std::string_view content_type) {
  return content_type == "text/event-stream" || content_type.empty() ||
         content_type == "text/plain";
}

} // namespace

RemoteCall::RemoteCall(CallOwner& owner, StreamId stream, StreamSink& sink, http::Request request,
                       AnswerFilter filter)
    : owner_(owner), stream_(stream), sink_(sink), request_(std::move(request)),
      filter_(std::move(filter)) {}

void RemoteCall::send(const Secret& key) {
  INKLING_ASSERT(state_ == State::waiting && exchange_.value == 0);
  if (!key.empty()) request_.headers.push_back({"Authorization", "Bearer " + key.reveal()});
  exchange_ = owner_.client().start(std::exchange(request_, {}), *this);
}

void RemoteCall::abort() {
  state_ = State::over;
  if (exchange_.value != 0) owner_.client().cancel(exchange_);
}

void RemoteCall::on_head(const http::ResponseHead& head) {
  const auto self = shared_from_this();
  if (head.status < 200 || head.status >= 300) {
    const Failure failure = failure_of_status(head.status, head.retry_after.has_value());
    return fail(failure, {.text = "status", .status = head.status}, head.retry_after);
  }
  if (is_stream(head.content_type)) {
    state_ = State::streaming;
  } else if (head.content_type == "application/json") {
    state_ = State::whole;
  } else {
    fail(Failure::broken, {.text = "neither events nor JSON", .status = head.status});
    drop();
  }
}

void RemoteCall::on_body(std::string_view bytes) {
  const auto self = shared_from_this();
  switch (state_) {
  case State::streaming:
    parser_.feed(bytes);
    return read_events();
  case State::whole:
    whole_ += bytes;
    if (whole_.size() <= kWholeBytesMax) return;
    fail(Failure::broken, {.text = "answer too large"});
    return drop();
  case State::draining:
    drained_ += bytes.size();
    if (drained_ > kDrainBytesMax) drop();
    return;
  case State::waiting:
  case State::over:
    return;
  }
}

void RemoteCall::on_end() {
  const auto self = shared_from_this();
  if (state_ == State::streaming) {
    parser_.finish();
    read_events();
  } else if (state_ == State::whole) {
    take(owner_.provider().read_whole(whole_));
  }
  // Complete as HTTP says, but the server's own word for the end is missing.
  if (state_ == State::streaming || state_ == State::waiting)
    fail(Failure::broken, {.text = "truncated answer"});
  leave();
}

void RemoteCall::on_fault(http::Fault fault, std::string_view detail) {
  const auto self = shared_from_this();
  if (state_ != State::draining)
    fail(failure_of_fault(fault), {.text = text_of_fault(fault), .detail = detail});
  leave();
}

/// Everything that one read brought is said at once: the engine looks at the text once, not once an
/// event.
void RemoteCall::read_events() {
  while (state_ == State::streaming) {
    const auto event = parser_.next();
    if (!event) break;
    take(owner_.provider().read_event(*event));
  }
  if (state_ != State::streaming) return;
  say();
  if (state_ != State::streaming || !parser_.failed()) return;
  fail(Failure::broken, {.text = "event too large"});
  drop();
}

void RemoteCall::take(Reading reading) {
  const State before = state_;
  if (reading.failure) {
    say();
    if (state_ == before) fail(*reading.failure, {.text = "error in the answer"});
    return;
  }
  unsaid_ += filter_.pass(reading.text);
  const bool cut = filter_.ended() && !reading.finished;
  if (!cut && !reading.finished) return;
  unsaid_ += filter_.finish();
  say();
  if (state_ != before) return; // aborted by who heard it
  finish();
  if (cut) drop(); // the server would write on
}

void RemoteCall::say() {
  if (unsaid_.empty()) return;
  sink_.on_delta(stream_, unsaid_);
  unsaid_.clear();
}

void RemoteCall::finish() {
  end_stream();
  sink_.on_finished(stream_);
}

void RemoteCall::fail(Failure failure, const Cause& cause, std::optional<Duration> retry_after) {
  owner_.failures().report(cause.text, cause.status, cause.detail);
  if (failure == Failure::unauthorized) owner_.on_unauthorized();
  end_stream();
  sink_.on_failed(stream_, failure, retry_after);
}

void RemoteCall::end_stream() {
  state_ = State::draining;
  owner_.stream_ended(stream_);
}

/// The exchange is over by itself.
void RemoteCall::leave() {
  if (state_ == State::over) return;
  state_ = State::over;
  owner_.call_over(*this);
}

/// The exchange goes on, but nobody needs the rest.
void RemoteCall::drop() {
  if (state_ == State::over) return;
  owner_.client().cancel(exchange_);
  leave();
}

} // namespace inkling::backend
