#pragma once
// An http::Client that notes what passes: when a request left, what came back, how it ended. It
// stands between a backend and the real client, so that a check goes the way of a key press and
// still sees what the backend keeps to itself. Loop thread only.

#include "backend/http/http.hpp"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace inkling::app::doctor {

/// Of one exchange, so far.
struct Seen {
  std::string target;
  Instant begun{};
  std::optional<Instant> sent = {};
  bool was_ready = false; ///< a connection stood ready: it was sent inside start()
  std::optional<http::ResponseHead> head = {};
  std::string body = {}; ///< its first bytes
  bool ended = false;    ///< whole
  std::optional<http::Fault> fault = {};
  std::string detail = {}; ///< with a fault
};

class ObservedClient final : public http::Client {
public:
  /// Of a body, no more is noted: a list of models is the longest that is read.
  static constexpr std::size_t kBodyBytesMax = 2 << 20;

  ObservedClient(std::unique_ptr<http::Client> client, std::function<Instant()> now);
  ~ObservedClient() override;

  http::ExchangeId start(http::Request request, http::ExchangeHandler& handler) override;
  void cancel(http::ExchangeId exchange) override { client_->cancel(exchange); }
  void warm() override { client_->warm(); }

  /// The exchange that was started last; there must have been one.
  const Seen& last() const;

private:
  class Watch;

  std::function<Instant()> now_;
  std::vector<std::unique_ptr<Watch>> watches_; ///< kept: a check makes a handful
  std::unique_ptr<http::Client> client_;        ///< last: it calls the watches until it is gone
};

} // namespace inkling::app::doctor
