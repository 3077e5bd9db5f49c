// POST /completions: the older of OpenAI's two APIs, which vLLM, SGLang, LM Studio, Cerebras and
// many more speak. Fill-in-the-middle is template text in the prompt.

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
  OpenAiCompletions(ProviderOptions options, const ApiRules& rules)
      : OpenAiProvider(std::move(options), rules),
        fim_(FimTemplate::choose(this->options().fim, this->options().model)) {
    write_constants();
  }

  http::Request make_request(const context::PromptText& prompt) override {
    JsonBody body(constants_);
    add_candidates(body, prompt);
    body.add("max_tokens", max_tokens(prompt));
    body.add("prompt", fim_.render(prompt));
    // Only where it is asked for: llama.cpp ignores the field, vLLM refuses the request.
    if (fim_.has_suffix_field()) body.add("suffix", fim_.suffix_field(prompt));
    return json_post(options().url.path + "/completions", std::move(body));
  }

  AnswerFilter make_filter(const context::PromptText&) const override {
    return {fim_.tokens(), AnswerFilter::Fence::keep};
  }

  /// A server that refuses the suffix gets the model's template from then on.
  ServerError read_error(const http::ResponseHead& head, std::string_view body) override {
    ServerError error = OpenAiProvider::read_error(head, body);
    if (error.cause != kSuffixNotSupported || options().fim != "suffix") return error;
    error.ask_again = true; // also where another stream's refusal came first
    if (fim_.has_suffix_field()) {
      fim_ = FimTemplate::choose("auto", options().model);
      write_constants();
    }
    return error;
  }

private:
  void write_constants() {
    json constants = {{"stream", true}, {"stop", fim_.stops()}};
    if (!options().model.empty()) constants["model"] = options().model;
    constants_ = wire::serialize_json(constants);
  }

  FimTemplate fim_;
  std::string constants_; ///< the members that all requests share, as the text of an object
};

} // namespace

std::unique_ptr<Provider> make_openai_completions(ProviderOptions options, const ApiRules& rules) {
  return std::make_unique<OpenAiCompletions>(std::move(options), rules);
}

} // namespace inkling::backend
