#pragma once
// An HTTP client without sockets: keeps what was asked, and says to the handlers what a test says.
// Strict about the contract of http.hpp: nothing can be said on an exchange that ended or was
// cancelled.

#include "backend/http/http.hpp"
#include "support/catch.hpp"

#include <map>
#include <string_view>
#include <utility>
#include <vector>

namespace inkling::test {

class FakeClient final : public http::Client {
public:
  struct Asked {
    http::ExchangeId id;
    http::Request request;
  };

  http::ExchangeId start(http::Request request, http::ExchangeHandler& handler) override {
    const http::ExchangeId id{asked.size() + 1};
    asked.push_back({id, std::move(request)});
    handlers_.emplace(id, &handler);
    return id;
  }
  void cancel(http::ExchangeId id) override {
    if (handlers_.erase(id) != 0) cancelled.push_back(id);
  }
  void warm() override { ++warmed; }

  bool is_open(http::ExchangeId id) const { return handlers_.count(id) != 0; }
  std::size_t open_count() const { return handlers_.size(); }

  void sent(http::ExchangeId id) { handler(id).on_sent(); }
  void head(http::ExchangeId id, const http::ResponseHead& head) { handler(id).on_head(head); }
  void body(http::ExchangeId id, std::string_view bytes) { handler(id).on_body(bytes); }
  void pause(http::ExchangeId id) { handler(id).on_pause(); }
  void end(http::ExchangeId id) { take(id).on_end(); }
  void fault(http::ExchangeId id, http::Fault fault, std::string_view detail = "") {
    take(id).on_fault(fault, detail);
  }

  std::vector<Asked> asked;
  std::vector<http::ExchangeId> cancelled; ///< of those that were open
  int warmed = 0;

private:
  http::ExchangeHandler& handler(http::ExchangeId id) const {
    REQUIRE(is_open(id));
    return *handlers_.at(id);
  }
  /// For the last word: by then the exchange is over.
  http::ExchangeHandler& take(http::ExchangeId id) {
    http::ExchangeHandler& last = handler(id);
    handlers_.erase(id);
    return last;
  }

  std::map<http::ExchangeId, http::ExchangeHandler*> handlers_;
};

} // namespace inkling::test
