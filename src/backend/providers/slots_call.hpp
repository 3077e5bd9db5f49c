#pragma once
// Asks a server once how many generations it runs at a time. RemoteBackend owns it.

#include "backend/http/http.hpp"
#include "backend/providers/provider.hpp"
#include "base/secret.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace inkling::backend {

class SlotsCall final : public http::ExchangeHandler {
public:
  /// The answer: llama.cpp's holds the model's chat template, some ten kB. Beyond: it is given up.
  static constexpr std::size_t kBytesMax = 1 << 20;

  /// `provider` and `client` must outlive it; `on_slots` hears of the answer, if one comes.
  SlotsCall(Provider& provider, http::Client& client, std::function<void(std::size_t)> on_slots);

  /// Asks, unless that is done, under way, or nobody wants to know. Call it as often as you like:
  /// after a failure that may pass it asks again, after an answer without slots never.
  void ask(const Secret& key);

  void on_head(const http::ResponseHead& head) override;
  void on_body(std::string_view bytes) override;
  void on_end() override;
  void on_fault(http::Fault fault, std::string_view detail) override;

private:
  enum class State : std::uint8_t { idle, asking, done };

  Provider& provider_;
  http::Client& client_;
  std::function<void(std::size_t)> on_slots_;
  State state_ = State::idle;
  http::ExchangeId exchange_;
  int status_ = 0;
  std::string body_;
};

} // namespace inkling::backend
