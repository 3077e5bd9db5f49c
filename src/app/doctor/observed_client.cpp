#include "app/doctor/observed_client.hpp"

#include "base/assert.hpp"

#include <algorithm>
#include <utility>

namespace inkling::app::doctor {

/// Notes, and hands on. Nothing is touched behind a call that was handed on.
class ObservedClient::Watch final : public http::ExchangeHandler {
public:
  Watch(http::ExchangeHandler& handler, std::function<Instant()> now, std::string target)
      : handler_(handler),
        now_(std::move(now)), seen_{.target = std::move(target), .begun = now_()} {}

  const Seen& seen() const { return seen_; }
  void started() { starting_ = false; }

  void on_sent() override {
    seen_.sent = now_();
    seen_.was_ready = starting_;
    handler_.on_sent();
  }
  void on_head(const http::ResponseHead& head) override {
    seen_.head = head;
    handler_.on_head(head);
  }
  void on_body(std::string_view bytes) override {
    const std::size_t room = kBodyBytesMax - std::min(kBodyBytesMax, seen_.body.size());
    seen_.body += bytes.substr(0, room);
    handler_.on_body(bytes);
  }
  void on_end() override {
    seen_.ended = true;
    handler_.on_end();
  }
  void on_fault(http::Fault fault, std::string_view detail) override {
    seen_.fault = fault;
    seen_.detail = detail;
    handler_.on_fault(fault, detail);
  }

private:
  http::ExchangeHandler& handler_;
  std::function<Instant()> now_;
  Seen seen_;
  bool starting_ = true;
};

ObservedClient::ObservedClient(std::unique_ptr<http::Client> client, std::function<Instant()> now)
    : now_(std::move(now)), client_(std::move(client)) {}

ObservedClient::~ObservedClient() = default;

http::ExchangeId ObservedClient::start(http::Request request, http::ExchangeHandler& handler) {
  watches_.push_back(std::make_unique<Watch>(handler, now_, request.target));
  Watch& watch = *watches_.back();
  const http::ExchangeId id = client_->start(std::move(request), watch);
  watch.started();
  return id;
}

const Seen& ObservedClient::last() const {
  INKLING_ASSERT(!watches_.empty());
  return watches_.back()->seen();
}

} // namespace inkling::app::doctor
