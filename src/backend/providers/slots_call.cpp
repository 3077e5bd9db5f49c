#include "backend/providers/slots_call.hpp"

#include <utility>

namespace inkling::backend {
namespace {

/// A server that is starting or overloaded, or a key that is not the right one yet.
bool may_pass(int status) {
  return status >= 500 || status == 401 || status == 403 || status == 408 || status == 429;
}

} // namespace

SlotsCall::SlotsCall(Provider& provider, http::Client& client,
                     std::function<void(std::size_t)> on_slots)
    : provider_(provider), client_(client), on_slots_(std::move(on_slots)) {}

void SlotsCall::ask(const Secret& key) {
  if (state_ != State::idle || !on_slots_) return;
  auto request = provider_.slots_request();
  state_ = request ? State::asking : State::done;
  if (!request) return;
  if (!key.empty()) request->headers.push_back({"Authorization", "Bearer " + key.reveal()});
  body_.clear();
  exchange_ = client_.start(std::move(*request), *this);
}

void SlotsCall::on_head(const http::ResponseHead& head) {
  status_ = head.status;
}

void SlotsCall::on_body(std::string_view bytes) {
  body_ += bytes;
  if (body_.size() <= kBytesMax) return;
  state_ = State::done;
  body_.clear();
  client_.cancel(exchange_);
}

void SlotsCall::on_end() {
  state_ = may_pass(status_) ? State::idle : State::done;
  const std::string body = std::exchange(body_, {});
  if (status_ != 200) return;
  if (const auto slots = provider_.read_slots(body)) on_slots_(*slots);
}

void SlotsCall::on_fault(http::Fault, std::string_view) {
  state_ = State::idle; // the next stream will say why in the log
}

} // namespace inkling::backend
