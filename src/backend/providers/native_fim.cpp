// APIs that fill in by themselves and take the text behind the cursor in a field of its own:
// Mistral's (Codestral's host too), DeepSeek's beta, Inception's Mercury. One class, because they
// differ in a path.

#include "backend/providers/fim_template.hpp"
#include "backend/providers/kinds.hpp"
#include "backend/providers/openai_answer.hpp"

#include <nlohmann/json.hpp>
#include <utility>

namespace inkling::backend {
namespace {

using nlohmann::json;

/// What an API takes at most.
constexpr std::size_t kDeepSeekTokensMax = 4096;

class NativeFim final : public OpenAiProvider {
public:
  /// `family`: whose model it is, for the files beside the text.
  NativeFim(ProviderOptions options, std::string_view domain, std::string_view target,
            std::string_view family)
      : OpenAiProvider(std::move(options), api_rules(domain)),
        fim_(FimTemplate::choose("suffix", "").with_files_of(FimTemplate::choose(family, ""))),
        target_(this->options().url.path) {
    target_ += target;
    json constants = {{"stream", true}};
    if (!this->options().model.empty()) constants["model"] = this->options().model;
    constants_ = wire::serialize_json(constants);
  }

  /// No stop strings: the server knows its model.
  http::Request make_request(const context::PromptText& prompt) override {
    JsonBody body(constants_);
    add_candidates(body, prompt);
    body.add("max_tokens", max_tokens(prompt));
    body.add("prompt", fim_.render(prompt));
    body.add("suffix", fim_.suffix_field(prompt));
    return json_post(target_, std::move(body));
  }

  AnswerFilter make_filter(const context::PromptText&) const override {
    return {fim_.tokens(), AnswerFilter::Fence::keep};
  }

private:
  FimTemplate fim_;
  std::string target_;
  std::string constants_; ///< the members that all requests share, as the text of an object
};

} // namespace

std::unique_ptr<Provider> make_mistral(ProviderOptions options) {
  use_default_path(options.url);
  return std::make_unique<NativeFim>(std::move(options), "mistral.ai", "/fim/completions",
                                     "codestral");
}

std::unique_ptr<Provider> make_mercury(ProviderOptions options) {
  use_default_path(options.url);
  return std::make_unique<NativeFim>(std::move(options), "inceptionlabs.ai", "/fim/completions",
                                     "none");
}

std::unique_ptr<Provider> make_deepseek(ProviderOptions options) {
  drop_path_end(options.url, "/v1");
  drop_path_end(options.url, "/beta");
  options.max_tokens = std::min(options.max_tokens, kDeepSeekTokensMax);
  return std::make_unique<NativeFim>(std::move(options), "deepseek.com", "/beta/completions",
                                     "deepseek");
}

} // namespace inkling::backend
