#pragma once
// Answers as OpenAI shaped them and everybody else sends them: completions and chat, streamed and
// whole, told apart by what is there. Mistral's FIM endpoint answers a completion in chat's shape.

#include "backend/providers/api_rules.hpp"
#include "backend/providers/event_reader.hpp"
#include "backend/providers/json_text.hpp"
#include "backend/providers/provider.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace inkling::backend {

/// What the providers of both kinds share: all of the reading, and what the host's rules say.
class OpenAiProvider : public Provider {
public:
  /// `rules` must outlive it: a row of the table.
  OpenAiProvider(ProviderOptions options, const ApiRules& rules);

  std::size_t candidates(const context::PromptText& prompt) const override {
    return many_ ? std::clamp<std::size_t>(prompt.candidates, 1, kCandidatesMax) : 1;
  }
  Reading read_event(const http::SseEvent& event) override;
  Reading read_whole(std::string_view body) override;
  /// A server that refuses several candidates is asked for one from then on: llama.cpp gives no
  /// more than it has slots, and older ones of it give one. Of others it is not known what they
  /// would say: any refusal that names no other cause is doubted.
  ServerError read_error(const http::ResponseHead& head, std::string_view body) override;
  void on_one_answered() override { many_ = false; }
  std::optional<http::Request> warm_request() const override;

  /// More are not asked for at once.
  static constexpr std::size_t kCandidatesMax = 8;

protected:
  const ProviderOptions& options() const { return options_; }
  const ApiRules& rules() const { return rules_; }
  std::size_t max_tokens(const context::PromptText& prompt) const {
    return std::min(options_.max_tokens, prompt.max_tokens);
  }
  /// "temperature" and "n".
  void add_candidates(JsonBody& body, const context::PromptText& prompt) const;

private:
  ProviderOptions options_;
  const ApiRules& rules_;
  bool many_;
  EventReader events_{EventShape::openai};
  JsonText json_;
};

} // namespace inkling::backend
