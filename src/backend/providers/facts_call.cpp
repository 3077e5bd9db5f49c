#include "backend/providers/facts_call.hpp"

#include <utility>

namespace inkling::backend {
namespace {

/// A server that is starting or overloaded, or a key that is not the right one yet.
bool may_pass(int status) {
  return status >= 500 || status == 401 || status == 403 || status == 408 || status == 429;
}

} // namespace

FactsCall::FactsCall(Provider& provider, http::Client& client,
                     std::function<void(const ServerFacts&)> on_facts)
    : provider_(provider), client_(client), on_facts_(std::move(on_facts)) {}

void FactsCall::ask(const Secret& key) {
  if (state_ != State::idle || !on_facts_) return;
  auto request = provider_.facts_request(step_);
  state_ = request ? State::asking : State::done;
  if (!request) return;
  if (!key.empty()) request->headers.push_back({"Authorization", "Bearer " + key.reveal()});
  body_.clear();
  key_ = key;
  exchange_ = client_.start(std::move(*request), *this);
}

void FactsCall::on_head(const http::ResponseHead& head) {
  status_ = head.status;
}

void FactsCall::on_body(std::string_view bytes) {
  body_ += bytes;
  if (body_.size() <= kBytesMax) return;
  state_ = State::done;
  body_.clear();
  client_.cancel(exchange_);
}

void FactsCall::on_end() {
  state_ = may_pass(status_) ? State::idle : State::done;
  const std::string body = std::exchange(body_, {});
  if (state_ == State::idle) return;
  const auto facts = status_ == 200 ? provider_.read_facts(step_, body) : std::nullopt;
  if (!facts) return;
  on_facts_(*facts);
  ++step_;
  state_ = State::idle;
  ask(key_);
}

void FactsCall::on_fault(http::Fault, std::string_view) {
  state_ = State::idle; // the next stream will say why in the log
}

} // namespace inkling::backend
