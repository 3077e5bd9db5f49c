#pragma once
// Asks a server once what it says of itself. RemoteBackend owns it.

#include "backend/http/http.hpp"
#include "backend/providers/provider.hpp"
#include "backend/server_facts.hpp"
#include "base/secret.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace inkling::backend {

class FactsCall final : public http::ExchangeHandler {
public:
  /// The answer: llama.cpp's holds the model's chat template, some ten kB. Beyond: it is given up.
  static constexpr std::size_t kBytesMax = 1 << 20;

  /// `provider` and `client` must outlive it; `on_facts` hears of the answer, if one comes.
  FactsCall(Provider& provider, http::Client& client,
            std::function<void(const ServerFacts&)> on_facts);

  /// Asks, unless that is done, under way, or nobody wants to know. Call it as often as you like:
  /// after a failure that may pass it asks again, after an answer without facts never.
  void ask(const Secret& key);

  void on_head(const http::ResponseHead& head) override;
  void on_body(std::string_view bytes) override;
  void on_end() override;
  void on_fault(http::Fault fault, std::string_view detail) override;

private:
  enum class State : std::uint8_t { idle, asking, done };

  Provider& provider_;
  http::Client& client_;
  std::function<void(const ServerFacts&)> on_facts_;
  State state_ = State::idle;
  Secret key_; ///< of the last call of ask()
  http::ExchangeId exchange_;
  std::size_t step_ = 0; ///< of what there is to ask: those before have been answered
  int status_ = 0;
  std::string body_;
};

} // namespace inkling::backend
