// Ollama: POST /api/generate, answered by lines of JSON. Its server knows templates of some models;
// of one that it knows none for it says so, and then the template is ours.

#include "backend/providers/event_reader.hpp"
#include "backend/providers/fim_template.hpp"
#include "backend/providers/json_text.hpp"
#include "backend/providers/kinds.hpp"
#include "backend/providers/prefill.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

namespace inkling::backend {
namespace {

using nlohmann::json;

/// How long the model stays loaded while nobody asks: loading it again takes seconds, and the
/// server's own five minutes are soon over when a person reads.
constexpr std::string_view kKeepAlive = "30m";

/// What stands behind the cursor where nothing does. The server takes the template for gaps only
/// where there is a suffix: without one it wraps the prompt in the chat's, and the model would
/// answer a person. Most files end with a line feed anyway.
constexpr std::string_view kNoSuffix = "\n";

class Ollama final : public Provider {
public:
  explicit Ollama(ProviderOptions options)
      : options_(std::move(options)),
        own_(FimTemplate::choose(options_.fim == "suffix" ? "auto" : options_.fim, options_.model)),
        fim_(own_) {
    // The server writes its template around what it gets, and reads the tokens in all of it.
    if (fills_in_itself()) fim_ = FimTemplate::choose("suffix", "").with_tokens_of(own_);
    write_constants();
  }

  http::Request make_request(const context::PromptText& prompt) override {
    JsonBody body(constants_);
    body.add_json("options", options_text(prompt));
    body.add("prompt", fim_.render(prompt));
    if (fim_.has_suffix_field())
      body.add("suffix",
               prompt.suffix.empty() ? std::string(kNoSuffix) : fim_.suffix_field(prompt));
    return json_post(options_.url.path + "/api/generate", std::move(body), "application/x-ndjson");
  }

  AnswerFilter make_filter(const context::PromptText&) const override {
    return {fim_.tokens(), AnswerFilter::Fence::keep};
  }

  Framing framing() const override { return Framing::lines; }

  Reading read_event(const http::SseEvent& event) override {
    if (auto reading = events_.read(event.data)) return std::move(*reading);
    const wire::JsonPtr value = json_.parse(event.data);
    if (!value || !value->is_object()) return {.failure = Failure::broken};
    if (const auto failure = error_in(*value)) return {.failure = failure};
    return read_line(*value);
  }

  Reading read_whole(std::string_view body) override {
    return read_event({.event = "message", .data = body});
  }

  ServerError read_error(const http::ResponseHead& head, std::string_view body) override {
    ServerError error = read_server_error(head, body);
    if (error.cause != kSuffixNotSupported || !fills_in_itself()) return error;
    error.ask_again = true; // also where another stream's refusal came first
    if (fim_.has_suffix_field()) {
      fim_ = own_;
      write_constants();
    }
    return error;
  }

private:
  /// As far as was configured; it may have told us that it cannot.
  bool fills_in_itself() const { return options_.fim == "auto" || options_.fim == "suffix"; }

  static Reading read_line(json& value) {
    Reading reading{.text = take_string(find(&value, "response"))};
    const json* done = find(&value, "done");
    reading.finished = done != nullptr && *done == true;
    if (!reading.finished) return reading;
    const json* reason = find(&value, "done_reason");
    reading.cut = reason != nullptr && *reason == "length";
    // Counted without what the server still knew of the prompt; in nanoseconds.
    reading.facts = prefill_facts(number_or_zero(find(&value, "prompt_eval_count")),
                                  number_or_zero(find(&value, "prompt_eval_duration")) / 1e9);
    return reading;
  }

  void write_constants() {
    json constants = {{"keep_alive", kKeepAlive}, {"stream", true}};
    if (!options_.model.empty()) constants["model"] = options_.model;
    if (!fim_.has_suffix_field()) constants["raw"] = true;
    constants_ = wire::serialize_json(constants);
    const json sampling = {{"temperature", kTemperature}, {"stop", fim_.stops()}};
    sampling_ = wire::serialize_json(sampling);
  }

  std::string options_text(const context::PromptText& prompt) const {
    JsonBody inner(sampling_);
    inner.add("num_predict", std::min(options_.max_tokens, prompt.max_tokens));
    return std::move(inner).take();
  }

  ProviderOptions options_;
  FimTemplate own_; ///< for a server that knows none
  FimTemplate fim_;
  std::string constants_; ///< the members that all requests share, as the text of an object
  std::string sampling_;  ///< and those of "options"
  EventReader events_{EventShape::ollama};
  JsonText json_;
};

} // namespace

std::unique_ptr<Provider> make_ollama(ProviderOptions options) {
  drop_path_end(options.url, "/v1");
  drop_path_end(options.url, "/api");
  return std::make_unique<Ollama>(std::move(options));
}

} // namespace inkling::backend
