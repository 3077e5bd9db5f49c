// llama.cpp's own server: POST /infill. The server knows the model's FIM template and tokenizes our
// parts as plain text, so nothing is rendered or broken up here.

#include "backend/providers/event_reader.hpp"
#include "backend/providers/fim_template.hpp"
#include "backend/providers/json_text.hpp"
#include "backend/providers/kinds.hpp"
#include "backend/providers/server_error.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

namespace inkling::backend {
namespace {

using nlohmann::json;

constexpr std::string_view kOpenAiPath = "/v1";

class LlamaCpp final : public Provider {
public:
  explicit LlamaCpp(ProviderOptions options)
      : options_(std::move(options)), fim_(FimTemplate::choose(options_.fim, options_.model)) {
    std::string& path = options_.url.path; // of a base that was written for the other API
    if (path.ends_with(kOpenAiPath)) path.resize(path.size() - kOpenAiPath.size());
    json constants = {{"prompt", ""},
                      {"temperature", kTemperature},
                      {"cache_prompt", true}, // the default, and what makes the next key cheap
                      // The last event would echo the whole prompt: 83 bytes instead of up to 9 kB.
                      {"response_fields", {"content", "stop", "stop_type"}},
                      {"stream", true}};
    if (!options_.model.empty()) constants["model"] = options_.model;
    constants_ = wire::serialize_json(constants);
  }

  http::Request make_request(const context::PromptText& prompt) const override {
    JsonBody body(constants_);
    body.add("n_predict", std::min(options_.max_tokens, prompt.max_tokens));
    body.add("input_prefix", prompt.prefix);
    body.add("input_suffix", prompt.suffix);
    return json_post(options_.url.path + "/infill", std::move(body));
  }

  AnswerFilter make_filter(const context::PromptText&) const override {
    return {fim_.tokens(), AnswerFilter::Fence::keep};
  }

  Reading read_event(const http::SseEvent& event) override {
    if (event.data.empty()) return {};
    if (auto reading = events_.read(event.data)) return std::move(*reading);
    const wire::JsonPtr value = json_.parse(event.data);
    if (!value || !value->is_object()) return {.failure = Failure::broken};
    if (const auto failure = error_in(*value)) return {.failure = failure};
    const json* stop = find(value.get(), "stop");
    return {.text = take_string(find(value.get(), "content")),
            .finished = stop != nullptr && *stop == true};
  }

  Reading read_whole(std::string_view body) override {
    Reading reading = read_event({.event = "message", .data = body});
    if (!reading.finished && !reading.failure) reading.failure = Failure::broken;
    return reading;
  }

  std::optional<http::Request> facts_request() const override {
    return http::Request{.method = "GET",
                         .target = options_.url.path + "/props",
                         .headers = {{"Accept", "application/json"}},
                         .body = {}};
  }

  std::optional<ServerFacts> read_facts(std::string_view body) override {
    const wire::JsonPtr value = json_.parse(body);
    const auto slots = whole_number(find(value.get(), "total_slots"));
    if (!slots || *slots < 1) return std::nullopt;
    return ServerFacts{.slots = static_cast<std::size_t>(*slots)};
  }

private:
  ProviderOptions options_;
  std::string constants_; ///< the members that all requests share, as the text of an object
  FimTemplate fim_;
  EventReader events_{EventShape::llama_cpp};
  JsonText json_;
};

} // namespace

std::unique_ptr<Provider> make_llama_cpp(ProviderOptions options) {
  return std::make_unique<LlamaCpp>(std::move(options));
}

} // namespace inkling::backend
