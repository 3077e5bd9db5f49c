// POST /completions: the older of OpenAI's two APIs, which vLLM, SGLang, LM Studio, Cerebras,
// DeepSeek and many more speak. Fill-in-the-middle is template text in the prompt.

#include "backend/providers/control_tokens.hpp"
#include "backend/providers/fim_template.hpp"
#include "backend/providers/kinds.hpp"
#include "backend/providers/openai_answer.hpp"

#include <nlohmann/json.hpp>
#include <utility>

namespace inkling::backend {
namespace {

using nlohmann::json;

class OpenAiCompletions final : public OpenAiProvider {
public:
  explicit OpenAiCompletions(ProviderOptions options)
      : OpenAiProvider(std::move(options)),
        fim_(FimTemplate::choose(this->options().fim, this->options().model)) {
    json constants = {{"temperature", kTemperature}, {"stream", true}, {"stop", fim_.stops()}};
    if (!this->options().model.empty()) constants["model"] = this->options().model;
    constants_ = wire::serialize_json(constants);
  }

  http::Request make_request(const context::PromptText& prompt) const override {
    JsonBody body(constants_);
    body.add("max_tokens", max_tokens(prompt));
    body.add("prompt", fim_.render({.path = prompt.path,
                                    .language = prompt.language,
                                    .prefix = prompt.prefix,
                                    .suffix = prompt.suffix}));
    // Only where it is asked for: llama.cpp ignores the field, vLLM refuses the request.
    if (fim_.has_suffix_field()) body.add("suffix", break_tokens(prompt.suffix, fim_.tokens()));
    return json_post(options().url.path + "/completions", std::move(body));
  }

  AnswerFilter make_filter(const context::PromptText&) const override {
    return {fim_.tokens(), AnswerFilter::Fence::keep};
  }

private:
  FimTemplate fim_;
  std::string constants_; ///< the members that all requests share, as the text of an object
};

} // namespace

std::unique_ptr<Provider> make_openai_completions(ProviderOptions options) {
  return std::make_unique<OpenAiCompletions>(std::move(options));
}

} // namespace inkling::backend
