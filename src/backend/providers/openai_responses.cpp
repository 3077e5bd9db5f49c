// POST /responses: OpenAI's newest API, the only one of its coding models. Answers are named
// events, and there is no [DONE].

#include "backend/providers/api_rules.hpp"
#include "backend/providers/event_reader.hpp"
#include "backend/providers/hole_prompt.hpp"
#include "backend/providers/json_text.hpp"
#include "backend/providers/kinds.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

namespace inkling::backend {
namespace {

using nlohmann::json;

/// Of max_output_tokens; less is refused.
constexpr std::size_t kTokensMin = 16;

class OpenAiResponses final : public Provider {
public:
  explicit OpenAiResponses(ProviderOptions options)
      : options_(std::move(options)),
        effort_(effort_of(api_rules(options_.url.host), options_.model)) {
    json constants = {{"instructions", kHoleInstructions}, {"store", false}, {"stream", true}};
    if (!options_.model.empty()) constants["model"] = options_.model;
    if (effort_.temperature) constants["temperature"] = kTemperature;
    if (!effort_.value.empty()) constants["reasoning"] = {{"effort", effort_.value}};
    constants_ = wire::serialize_json(constants);
  }

  http::Request make_request(const context::PromptText& prompt) override {
    JsonBody body(constants_);
    const std::size_t wanted = std::min(options_.max_tokens, prompt.max_tokens);
    body.add("max_output_tokens", std::max(effort_.limit_for(wanted), kTokensMin));
    body.add("input", hole_text(prompt));
    return json_post(options_.url.path + "/responses", std::move(body));
  }

  AnswerFilter make_filter(const context::PromptText& prompt) const override {
    return hole_filter(prompt);
  }

  Reading read_event(const http::SseEvent& event) override {
    if (event.data.empty()) return {};
    if (auto reading = events_.read(event.data)) return std::move(*reading);
    const wire::JsonPtr value = json_.parse(event.data);
    if (!value || !value->is_object()) return {.failure = Failure::broken};
    if (const auto failure = error_in(*value)) return {.failure = failure};
    json* type = find(value.get(), "type");
    if (type == nullptr) return {.failure = Failure::broken};
    const std::string kind = take_string(type);
    if (kind == "response.output_text.delta")
      return {.text = take_string(find(value.get(), "delta"))};
    return read_end(kind, find(value.get(), "response"));
  }

  /// A body that is the response itself.
  Reading read_whole(std::string_view body) override {
    const wire::JsonPtr value = json_.parse(body);
    if (!value || !value->is_object()) return {.failure = Failure::broken};
    if (const auto failure = error_in(*value)) return {.failure = failure};
    const std::string status = take_string(find(value.get(), "status"));
    std::string text = text_of(find(value.get(), "output"));
    Reading reading = read_end("response." + status, value.get());
    reading.text = std::move(text);
    if (!reading.finished && !reading.failure) reading.failure = Failure::broken;
    return reading;
  }

private:
  /// The events around text and end say nothing new.
  static Reading read_end(std::string_view kind, json* response) {
    if (kind == "response.completed") return {.finished = true};
    if (kind == "response.incomplete") {
      const json* reason = find(find(response, "incomplete_details"), "reason");
      return {.finished = true, .cut = reason != nullptr && *reason == "max_output_tokens"};
    }
    if (kind == "response.failed") {
      const auto failure = response == nullptr ? std::nullopt : error_in(*response);
      return {.failure = failure.value_or(Failure::broken)};
    }
    return {};
  }

  static std::string text_of(json* output) {
    std::string text;
    if (output == nullptr || !output->is_array()) return text;
    for (json& item : *output) {
      json* content = find(&item, "content");
      if (content == nullptr || !content->is_array()) continue;
      for (json& part : *content) {
        const json* type = find(&part, "type");
        if (type != nullptr && *type == "output_text") text += take_string(find(&part, "text"));
      }
    }
    return text;
  }

  ProviderOptions options_;
  Effort effort_;
  std::string constants_; ///< the members that all requests share, as the text of an object
  EventReader events_{EventShape::responses};
  JsonText json_;
};

} // namespace

std::unique_ptr<Provider> make_openai_responses(ProviderOptions options) {
  return std::make_unique<OpenAiResponses>(std::move(options));
}

} // namespace inkling::backend
