// POST /chat/completions, for models that only chat: they are shown the text with a hole in it and
// asked for what belongs there.

#include "backend/providers/kinds.hpp"
#include "backend/providers/openai_answer.hpp"

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>
#include <utility>

namespace inkling::backend {
namespace {

using nlohmann::json;

constexpr std::string_view kHole = "<<HOLE>>";

constexpr std::string_view kSystem =
    "You complete text in an editor. The message is a part of a file; the cursor is at <<HOLE>>. "
    "Reply with exactly the text that belongs in place of <<HOLE>>, and with nothing else: no "
    "explanation, no Markdown fence, nothing of what stands before or after it already. Keep the "
    "file's indentation and style. If nothing is missing there, reply with nothing.";

/// Broken up in the user's text, and the end of an answer: our mark, and what chat templates build
/// messages from. A model that begins to think aloud has nothing to offer in time.
constexpr std::string_view kTokens[] = {
    kHole,      "<|im_start|>",    "<|im_end|>",    "<|endoftext|>",       "<|eot_id|>",
    "<|end|>",  "<|start|>",       "<|return|>",    "<|channel|>",         "<|message|>",
    "<|user|>", "<|assistant|>",   "<|system|>",    "<|end_of_text|>",     "[INST]",
    "[/INST]",  "<start_of_turn>", "<end_of_turn>", "<|start_header_id|>", "<|end_header_id|>",
    "<think>",
};

/// Hosts that have retired the older name of the limit. Everybody else knows "max_tokens", and some
/// refuse what they do not know.
constexpr std::string_view kNewerHosts[] = {"openai.com", "openai.azure.com", "cerebras.ai"};

bool wants_max_completion_tokens(std::string_view host) {
  return std::any_of(std::begin(kNewerHosts), std::end(kNewerHosts), [&](std::string_view domain) {
    return host == domain ||
           (host.ends_with(domain) && host[host.size() - domain.size() - 1] == '.');
  });
}

class OpenAiChat final : public OpenAiProvider {
public:
  using OpenAiProvider::OpenAiProvider;

  /// No stop strings: what ends a turn is the server's business here.
  http::Request make_request(const context::PromptText& prompt) const override {
    json body = {{"messages", json::array({{{"role", "system"}, {"content", kSystem}},
                                           {{"role", "user"}, {"content", hole_text(prompt)}}})},
                 {"temperature", kTemperature},
                 {"stream", true}};
    const bool newer = wants_max_completion_tokens(options().url.host);
    body[newer ? "max_completion_tokens" : "max_tokens"] = max_tokens(prompt);
    if (!options().model.empty()) body["model"] = options().model;
    return json_post(options().url.path + "/chat/completions",
                     JsonBody(wire::serialize_json(body)));
  }

  /// In Markdown a fence may be the very thing that belongs there.
  AnswerFilter make_filter(const context::PromptText& prompt) const override {
    const bool markdown = prompt.language == "markdown";
    return {kTokens, markdown ? AnswerFilter::Fence::keep : AnswerFilter::Fence::strip};
  }

private:
  /// The part that grows while one types comes first, so that servers can keep what they made of
  /// it.
  static std::string hole_text(const context::PromptText& prompt) {
    std::string message = "File: " + break_tokens(prompt.path, kTokens);
    if (!prompt.language.empty()) message += " (" + break_tokens(prompt.language, kTokens) + ")";
    message += "\n\n" + break_tokens(prompt.prefix, kTokens);
    message += kHole;
    return message + break_tokens(prompt.suffix, kTokens);
  }
};

} // namespace

std::unique_ptr<Provider> make_openai_chat(ProviderOptions options) {
  return std::make_unique<OpenAiChat>(std::move(options));
}

} // namespace inkling::backend
