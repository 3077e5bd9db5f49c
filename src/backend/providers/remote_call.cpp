#include "backend/providers/remote_call.hpp"

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

/// What may be a stream; servers that name none, or plain text, send one.
bool is_stream(std::string_view content_type, Framing framing) {
  if (content_type.empty() || content_type == "text/plain") return true;
  if (framing == Framing::events) return content_type == "text/event-stream";
  return content_type == "application/x-ndjson" || content_type == "application/json";
}

} // namespace

RemoteCall::RemoteCall(CallOwner& owner, StreamId stream, StreamSink& sink,
                       context::PromptText prompt)
    : owner_(owner), stream_(stream), sink_(sink), prompt_(std::move(prompt)),
      choices_(owner.provider().make_filter(prompt_), 1) {
  if (owner.provider().framing() == Framing::lines) parser_.emplace<http::LineSplitter>();
}

void RemoteCall::send() {
  INKLING_ASSERT(state_ == State::waiting && exchange_.value == 0);
  Provider& provider = owner_.provider();
  choices_ = Choices(provider.make_filter(prompt_), provider.candidates(prompt_));
  http::Request request = provider.make_request(prompt_);
  const Secret& key = owner_.key();
  if (!key.empty()) request.headers.push_back({"Authorization", "Bearer " + key.reveal()});
  exchange_ = owner_.client().start(std::move(request), *this);
}

void RemoteCall::on_sent() {
  if (!std::exchange(sent_, true)) sink_.on_sent(stream_);
}

void RemoteCall::abort() {
  state_ = State::over;
  if (exchange_.value != 0) owner_.client().cancel(exchange_);
}

void RemoteCall::on_head(const http::ResponseHead& head) {
  const auto self = shared_from_this();
  if (head.status < 200 || head.status >= 300) {
    refusal_ = head;
    state_ = State::refused;
    return;
  }
  if (one_instead_) owner_.provider().on_one_answered();
  if (is_stream(head.content_type, owner_.provider().framing())) {
    state_ = State::streaming;
  } else if (head.content_type == "application/json") {
    state_ = State::whole;
  } else {
    fail(Failure::broken, "neither events nor JSON");
    drop();
  }
}

void RemoteCall::on_body(std::string_view bytes) {
  const auto self = shared_from_this();
  switch (state_) {
  case State::streaming:
    std::visit([&](auto& parser) { parser.feed(bytes); }, parser_);
    return read_events();
  case State::whole:
    whole_ += bytes;
    if (whole_.size() <= kWholeBytesMax) return;
    fail(Failure::broken, "answer too large");
    return drop();
  case State::refused:
    keep_explanation(bytes);
    if (whole_.size() == kErrorBytesMax) refuse(false);
    return;
  case State::draining:
    keep_explanation(bytes);
    drained_ += bytes.size();
    if (drained_ > kDrainBytesMax) drop();
    return;
  case State::waiting:
  case State::over:
    return;
  }
}

/// The engine need not wait for a body that takes its time: mostly it came with the head. But where
/// a request was refused for what it is, the body may say how to ask otherwise.
void RemoteCall::on_pause() {
  const auto self = shared_from_this();
  if (state_ != State::refused) return;
  const bool says_how = refusal_->status == 400 || refusal_->status == 422 ||
                        (refusal_->status == 500 && asked_for_several()); // llama.cpp's refusal
  if (!says_how) refuse(false);
}

void RemoteCall::on_end() {
  const auto self = shared_from_this();
  if (state_ == State::streaming) {
    std::visit([](auto& parser) { parser.finish(); }, parser_);
    read_events();
  } else if (state_ == State::refused) {
    if (refuse(true)) return;
  } else if (state_ == State::whole) {
    take(owner_.provider().read_whole(whole_));
  }
  // Whoever said that its first text is complete has said what matters.
  if (state_ == State::streaming && choices_.first_ended()) finish();
  // Complete as HTTP says, but the server's own word for the end is missing.
  if (state_ == State::streaming || state_ == State::waiting)
    fail(Failure::broken, "truncated answer");
  leave();
}

void RemoteCall::on_fault(http::Fault fault, std::string_view detail) {
  const auto self = shared_from_this();
  if (state_ == State::refused && refuse(true)) return;
  if (state_ != State::draining) fail(failure_of_fault(fault), text_of_fault(fault), detail);
  leave();
}

/// Everything that one read brought is said at once: the engine looks at the text once, not once an
/// event.
void RemoteCall::read_events() {
  while (state_ == State::streaming) {
    const auto event = std::visit([](auto& parser) { return parser.next(); }, parser_);
    if (!event) break;
    take(owner_.provider().read_event(*event));
  }
  if (state_ != State::streaming) return;
  say();
  const bool failed = std::visit([](const auto& parser) { return parser.failed(); }, parser_);
  if (state_ != State::streaming || !failed) return;
  fail(Failure::broken, "event too large");
  drop();
}

/// By what has come of the body. The rest is read for the connection's sake, and for explain().
/// True where it is asked again, in another way. `over`: the exchange is.
bool RemoteCall::refuse(bool over) {
  const ServerError error = owner_.provider().read_error(*refusal_, whole_);
  const bool for_one = error.ask_for_one && asked_for_several();
  const bool again = (error.ask_again || for_one) && !asked_again_;
  if (again && for_one) prompt_.candidates = 1;
  one_instead_ = again && for_one;
  if (again)
    ask_again(over);
  else
    fail(error.failure, error.retry_after);
  return again;
}

/// Nobody hears of it: for the stream nothing has happened but some time.
void RemoteCall::ask_again(bool over) {
  asked_again_ = true;
  if (!over) owner_.client().cancel(exchange_);
  exchange_ = {};
  refusal_.reset();
  whole_.clear();
  state_ = State::waiting;
  send();
}

/// No more of a refusal's body will come: now it is clear why. The provider may learn from it, too.
void RemoteCall::explain() {
  if (!refusal_) return;
  const ServerError error = owner_.provider().read_error(*refusal_, whole_);
  owner_.failures().report(error.cause, refusal_->status);
  refusal_.reset();
}

void RemoteCall::take(Reading reading) {
  const State before = state_;
  if (reading.facts) owner_.on_facts(*reading.facts);
  if (state_ != before) return; // who heard it has aborted this
  if (reading.failure) {
    say();
    if (state_ != before) return;
    owner_.failures().report("error in the answer", 0);
    return fail(*reading.failure, reading.retry_after);
  }
  choices_.pass(reading, unsaid_);
  if (!choices_.ended()) return;
  say();
  if (state_ != before) return; // aborted by who heard it
  finish();
  if (choices_.ended_by_us()) drop(); // the server would write on
}

/// Other candidates first: who hears of the first one is to know that there are more.
void RemoteCall::say() {
  const State before = state_;
  for (std::size_t other = 0; other < choices_.others(); ++other) {
    const std::string text = choices_.take_said(other);
    if (!text.empty()) sink_.on_alternative(stream_, other + 1, text);
    if (state_ != before) return; // aborted by who heard it
  }
  if (unsaid_.empty()) return;
  sink_.on_delta(stream_, unsaid_);
  unsaid_.clear();
}

void RemoteCall::finish() {
  end_stream();
  if (choices_.is_cut()) sink_.on_cut(stream_);
  sink_.on_finished(stream_);
}

void RemoteCall::fail(Failure failure, std::string_view cause, std::string_view detail) {
  owner_.failures().report(cause, 0, detail);
  fail(failure, std::nullopt);
}

void RemoteCall::fail(Failure failure, std::optional<Duration> retry_after) {
  if (failure == Failure::unauthorized) owner_.on_unauthorized();
  end_stream();
  sink_.on_failed(stream_, failure, retry_after);
}

void RemoteCall::end_stream() {
  state_ = State::draining;
  owner_.stream_ended(stream_);
}

void RemoteCall::keep_explanation(std::string_view bytes) {
  if (refusal_) whole_ += bytes.substr(0, kErrorBytesMax - whole_.size());
}

/// The exchange is over by itself.
void RemoteCall::leave() {
  if (state_ == State::over) return;
  explain();
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
