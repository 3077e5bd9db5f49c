#pragma once
// A RemoteBackend with a client that is no socket, and a sink that writes down what it hears.

#include "backend/providers/remote_backend.hpp"
#include "support/fake_client.hpp"
#include "wire_fixture.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace inkling::test {

/// "1:text" for the deltas of stream 1 (joined: how text is cut means nothing), "1|text" for
/// another candidate, "1~" where it was cut, "1." for its end, "1!why" or "1!why 2s" for a failure.
/// Which were sent is noted beside.
class Notes final : public backend::StreamSink {
public:
  void on_sent(StreamId stream) override { sent.push_back(stream); }
  void on_delta(StreamId stream, std::string_view text) override {
    const std::string begin = std::to_string(stream.value) + ":";
    if (heard.empty() || !heard.back().starts_with(begin))
      return note(stream, ":" + std::string(text));
    heard.back() += text;
    tell();
  }
  void on_alternative(StreamId stream, std::string_view text) override {
    note(stream, "|" + std::string(text));
  }
  void on_cut(StreamId stream) override { note(stream, "~"); }
  void on_finished(StreamId stream) override { note(stream, "."); }
  void on_failed(StreamId stream, backend::Failure failure,
                 std::optional<Duration> retry_after) override {
    std::string wait;
    if (retry_after) wait = " " + std::to_string(*retry_after / 1s) + "s";
    note(stream, "!" + std::string(name_of(failure)) + wait);
  }

  std::vector<std::string> heard;
  std::vector<StreamId> sent;
  std::function<void()> then; ///< called inside of the next word, once

private:
  void note(StreamId stream, const std::string& what) {
    heard.push_back(std::to_string(stream.value) + what);
    tell();
  }
  void tell() {
    if (const auto now = std::exchange(then, nullptr)) now();
  }
};

using Heard = std::vector<std::string>;

class RemoteFixture {
public:
  explicit RemoteFixture(bool key_known = true,
                         backend::ProviderKind kind = backend::ProviderKind::openai_completions,
                         const char* fim = "starcoder") {
    auto made = std::make_unique<FakeClient>();
    client = made.get();
    backend::RemoteBackend::Options options;
    options.name = "test";
    options.provider = backend::make_provider(kind, {.model = "m", .fim = fim});
    options.client = std::move(made);
    options.key_known = key_known;
    options.now = [this] { return now; };
    options.on_facts = [this](const backend::ServerFacts& facts) { told_facts.push_back(facts); };
    options.scanner = std::make_shared<const context::SecretScanner>();
    remote.emplace(std::move(options));
  }

  /// Starts a stream; the exchange that it is.
  http::ExchangeId start(std::uint64_t stream, std::size_t candidates = 1) {
    context::Prompt prompt = marked_prompt("x = ^");
    prompt.candidates = candidates;
    remote->start(StreamId{stream}, prompt, notes);
    return client->asked.empty() ? http::ExchangeId() : client->asked.back().id;
  }
  /// And has it answered with events.
  http::ExchangeId start_streaming(std::uint64_t stream) {
    const http::ExchangeId id = start(stream);
    client->head(id, kEvents);
    return id;
  }

  static inline const http::ResponseHead kEvents{
      .status = 200, .content_type = "text/event-stream", .retry_after = {}};
  static inline const http::ResponseHead kJson{
      .status = 200, .content_type = "application/json", .retry_after = {}};

  FakeClient* client = nullptr; ///< owned by the backend
  Notes notes;
  Instant now;
  std::vector<backend::ServerFacts> told_facts;
  std::optional<backend::RemoteBackend> remote;
};

/// One event of a completion.
inline std::string says(std::string_view text) {
  return "data: " + nlohmann::json{{"choices", {{{"text", text}}}}}.dump() + "\n\n";
}
inline constexpr std::string_view kDone = "data: [DONE]\n\n";

} // namespace inkling::test
