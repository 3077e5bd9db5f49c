#pragma once
// Warms the way to a server up to its far end, where the server has a request for that. What it
// answers means nothing, and neither does a failure: the next stream will tell. RemoteBackend owns
// it.

#include "backend/http/http.hpp"
#include "backend/providers/provider.hpp"
#include "base/secret.hpp"
#include "base/time.hpp"

#include <optional>
#include <string_view>

namespace inkling::backend {

class WarmCall final : public http::ExchangeHandler {
public:
  /// No more often: it is called on many an occasion.
  static constexpr Duration kEvery = 1min;

  /// Both must outlive it.
  WarmCall(const Provider& provider, http::Client& client) : provider_(provider), client_(client) {}

  /// Sends it, unless there is none, or one was sent within kEvery.
  void send(const Secret& key, Instant now);

  void on_head(const http::ResponseHead&) override {}
  void on_body(std::string_view) override {}
  void on_end() override {}
  void on_fault(http::Fault, std::string_view) override {}

private:
  const Provider& provider_;
  http::Client& client_;
  std::optional<Instant> last_;
};

} // namespace inkling::backend
