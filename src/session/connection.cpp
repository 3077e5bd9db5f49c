#include "session/connection.hpp"

#include "base/log.hpp"
#include "lsp/errors.hpp"
#include "wire/message.hpp"

#include <utility>

namespace inkling::session {

Connection::Connection(Hub& hub, const Limits& limits, std::unique_ptr<wire::Transport> transport,
                       Events events)
    : hub_(hub), limits_(limits), events_(std::move(events)), transport_(std::move(transport)),
      reader_(limits), session_(hub, limits, *this,
                                {.on_initialized = events_.on_initialized,
                                 .on_exit =
                                     [this](bool clean) {
                                       exited_ = true;
                                       exited_clean_ = clean;
                                     },
                                 .policies = events_.policies,
                                 .statistics = events_.statistics,
                                 .on_trace = events_.on_trace}) {}

void Connection::on_read(std::size_t bytes) {
  reader_.commit(bytes);
  while (!exited_) {
    std::optional<wire::Frame> frame = reader_.next();
    if (!frame) break;
    handle(*frame);
  }
  hub_.settle();
  if (exited_) return leave(exited_clean_);
  if (!paused_ && transport_->queued_bytes() > limits_.outbox_bytes_max) {
    log::warn("the client does not read: nothing more is read from it until it does");
    paused_ = true;
    transport_->pause_reading();
  }
}

void Connection::handle(wire::Frame& frame) {
  if (frame.kind == wire::Frame::Kind::body) {
    wire::Message message = wire::parse_message(std::move(frame.body), limits_);
    if (const auto* invalid = std::get_if<wire::Invalid>(&message))
      session_.on_unreadable_body(invalid->body);
    return session_.dispatch(std::move(message));
  }
  log::warn("frame not accepted", {{"why", frame.error.message}});
  if (frame.kind == wire::Frame::Kind::refused) session_.on_refused_body(frame.body);
  session_.dispatch(wire::Invalid{.id = {}, .error = frame.error});
  if (frame.kind == wire::Frame::Kind::broken) exited_ = true;
}

void Connection::on_end(std::optional<Error> error) {
  if (!error) return leave(session_.shut_down());
  log::info("connection lost", {{"why", error->message}});
  end();
}

void Connection::on_drained() {
  if (leaving_) return finish(leaving_clean_);
  if (std::exchange(paused_, false)) transport_->resume_reading();
}

void Connection::send(std::string body) {
  if (!finished_) transport_->send(wire::to_frame(body));
}

bool Connection::offer(std::string_view method, const nlohmann::json& params) {
  if (finished_ || leaving_ || transport_->queued_bytes() > kOfferedBytesMax) return false;
  send(wire::serialize_notification(method, params));
  return true;
}

/// Every request gets its reply, also of a client that reads them after it said exit.
void Connection::leave(bool clean) {
  if (std::exchange(leaving_, true)) return;
  leaving_clean_ = clean;
  session_.answer_waiting();
  transport_->pause_reading();
  if (events_.on_leaving) events_.on_leaving();
  transport_->drain();
}

void Connection::finish(bool clean) {
  if (std::exchange(finished_, true)) return;
  transport_->close();
  if (events_.on_closed) events_.on_closed(clean);
}

} // namespace inkling::session
