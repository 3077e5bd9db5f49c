#pragma once
// Answers as OpenAI shaped them and everybody else sends them: completions and chat, streamed and
// whole, told apart by what is there. Mistral's FIM endpoint answers a completion in chat's shape.

#include "backend/providers/event_reader.hpp"
#include "backend/providers/json_text.hpp"
#include "backend/providers/provider.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace inkling::backend {

/// What the providers of both kinds share: all of the reading.
class OpenAiProvider : public Provider {
public:
  explicit OpenAiProvider(ProviderOptions options);

  Reading read_event(const http::SseEvent& event) override;
  Reading read_whole(std::string_view body) override;

protected:
  const ProviderOptions& options() const { return options_; }
  std::size_t max_tokens(const context::PromptText& prompt) const {
    return std::min(options_.max_tokens, prompt.max_tokens);
  }

private:
  ProviderOptions options_;
  EventReader events_{EventShape::openai};
  JsonText json_;
};

} // namespace inkling::backend
