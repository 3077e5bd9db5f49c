#include "app/control_client.hpp"

#include <csignal>
#include <nlohmann/json.hpp>
#include <utility>

namespace inkling::app {
namespace {

using nlohmann::json;

/// A daemon answers such a question in microseconds; one that does not is stuck, or none of ours.
constexpr Duration kAnswerMax = 5s;

Error gone() {
  return make_error(Errc::unavailable, "the daemon has ended");
}

std::string message_of(const json& error) {
  const auto message = error.find("message");
  return message != error.end() && message->is_string() ? message->get<std::string>()
                                                        : "an error without words";
}

} // namespace

ControlClient::ControlClient() = default;

ControlClient::~ControlClient() {
  if (transport_) transport_->close();
}

Result<void> ControlClient::connect(const std::string& path) {
  auto transport = wire::connect_unix(loop_, path);
  if (!transport) return transport.error();
  transport_ = std::move(*transport);
  transport_->start(*this);
  const auto greeted = call("initialize", {{"processId", nullptr},
                                           {"clientInfo", {{"name", "inkling trace"}}},
                                           {"capabilities", json::object()}});
  if (!greeted) return greeted.error();
  transport_->send(wire::to_frame(wire::serialize_notification("initialized", json::object())));
  return {};
}

Result<wire::JsonPtr> ControlClient::call(const std::string& method, const json& params) {
  if (ended_) return gone();
  answer_.reset();
  transport_->send(wire::to_frame(wire::serialize_request(++last_id_, method, params)));
  const bool done = loop_.run_until([this] { return answer_ || ended_; }, loop_.now() + kAnswerMax);
  if (!done) return make_error(Errc::unavailable, "the daemon does not answer");
  if (!answer_) return gone();
  return std::move(*answer_);
}

ControlClient::Ended ControlClient::follow(const std::function<void()>& on_ready,
                                           std::function<bool(const json&)> on_event) {
  on_event_ = std::move(on_event);
  loop_.on_signals({SIGINT, SIGTERM}, [this](int) { finish(Ended::by_signal); });
  on_ready();
  for (const wire::JsonPtr& event : std::exchange(early_, {}))
    if (!ended_ && !on_event_(*event)) finish(Ended::by_listener);
  if (!ended_) loop_.run();
  return *ended_;
}

void ControlClient::on_read(std::size_t bytes) {
  reader_.commit(bytes);
  while (auto frame = reader_.next()) {
    if (frame->kind != wire::Frame::Kind::body) return finish(Ended::by_daemon);
    on(wire::parse_message(std::move(frame->body)));
    if (ended_) return;
  }
}

void ControlClient::on(wire::Message message) {
  if (auto* response = std::get_if<wire::Response>(&message)) {
    const auto* id = std::get_if<std::int64_t>(&response->id);
    if (id == nullptr || *id != last_id_) return;
    if (response->error)
      answer_ = Error(make_error(Errc::unavailable, message_of(*response->error)));
    else
      answer_ = std::move(response->result);
  } else if (auto* told = std::get_if<wire::Notification>(&message)) {
    if (told->method != "inkling/traceEvent" || !told->params) return;
    if (!on_event_)
      early_.push_back(std::move(told->params));
    else if (!on_event_(*told->params))
      finish(Ended::by_listener);
  }
}

void ControlClient::on_end(std::optional<Error>) {
  finish(Ended::by_daemon);
}

void ControlClient::finish(Ended why) {
  if (!ended_) ended_ = why;
  loop_.stop();
}

} // namespace inkling::app
