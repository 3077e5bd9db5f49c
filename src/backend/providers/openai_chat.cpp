// POST /chat/completions, for models that only chat.

#include "backend/providers/hole_prompt.hpp"
#include "backend/providers/kinds.hpp"
#include "backend/providers/openai_answer.hpp"

#include <nlohmann/json.hpp>
#include <utility>

namespace inkling::backend {
namespace {

using nlohmann::json;

class OpenAiChat final : public OpenAiProvider {
public:
  OpenAiChat(ProviderOptions options, const ApiRules& rules)
      : OpenAiProvider(std::move(options), rules),
        effort_(effort_of(rules, this->options().model)) {
    json constants = {{"stream", true}};
    if (!this->options().model.empty()) constants["model"] = this->options().model;
    if (!effort_.value.empty()) constants["reasoning_effort"] = effort_.value;
    constants_ = wire::serialize_json(constants);
    messages_ = R"([{"role":"system","content":)";
    wire::append_json_string(messages_, kHoleInstructions);
    messages_ += R"(},{"role":"user","content":)";
  }

  /// No stop strings: what ends a turn is the server's business here.
  http::Request make_request(const context::PromptText& prompt) override {
    JsonBody body(constants_);
    if (effort_.temperature) add_candidates(body, prompt);
    body.add(rules().chat_limit, effort_.limit_for(max_tokens(prompt)));
    std::string messages = messages_;
    wire::append_json_string(messages, hole_text(prompt));
    messages += "}]";
    body.add_json("messages", messages);
    return json_post(options().url.path + "/chat/completions", std::move(body));
  }

  /// Without a temperature all would be the same.
  std::size_t candidates(const context::PromptText& prompt) const override {
    return effort_.temperature ? OpenAiProvider::candidates(prompt) : 1;
  }

  AnswerFilter make_filter(const context::PromptText& prompt) const override {
    return hole_filter(prompt);
  }

private:
  Effort effort_;
  std::string constants_; ///< the members that all requests share, as the text of an object
  std::string messages_;  ///< up to what the user says
};

} // namespace

std::unique_ptr<Provider> make_openai_chat(ProviderOptions options, const ApiRules& rules) {
  return std::make_unique<OpenAiChat>(std::move(options), rules);
}

} // namespace inkling::backend
