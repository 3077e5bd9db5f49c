#include "backend/providers/openai_answer.hpp"

#include "backend/providers/prefill.hpp"
#include "backend/providers/server_error.hpp"

#include <nlohmann/json.hpp>
#include <string>
#include <utility>

namespace inkling::backend {
namespace {

using nlohmann::json;

std::string text_of(json* choice) {
  json* texts[] = {find(choice, "text"), find(find(choice, "delta"), "content"),
                   find(find(choice, "message"), "content")};
  std::string all;
  for (json* text : texts) all += take_string(text);
  return all;
}

/// What Cerebras tells beside its last text, and Groq in a corner of its own.
std::optional<ServerFacts> facts_of(json& value) {
  json* groq = find(find(&value, "x_groq"), "usage");
  json* usage = groq != nullptr ? groq : find(&value, "usage");
  const json* seconds =
      groq != nullptr ? find(groq, "prompt_time") : find(find(&value, "time_info"), "prompt_time");
  const double known = number_or_zero(find(find(usage, "prompt_tokens_details"), "cached_tokens"));
  return prefill_facts(number_or_zero(find(usage, "prompt_tokens")) - known,
                       number_or_zero(seconds));
}

/// Text and end of an event's choice: servers send one in each, whatever they were asked for. No
/// choice at all is the chunk that tells the usage.
Reading read_choice(json& value) {
  json* choice = first_element(find(&value, "choices"));
  Reading reading{.text = text_of(choice)};
  const auto index = whole_number(find(choice, "index"));
  if (index && *index > 0) reading.choice = static_cast<std::size_t>(*index);
  const json* reason = find(choice, "finish_reason");
  reading.finished = reason != nullptr && reason->is_string();
  reading.cut = reading.finished && *reason == "length";
  if (reading.finished && *reason == "error") reading.failure = Failure::broken; // OpenRouter
  reading.facts = facts_of(value);
  return reading;
}

} // namespace

OpenAiProvider::OpenAiProvider(ProviderOptions options, const ApiRules& rules)
    : options_(std::move(options)), rules_(rules), many_(rules.many != Many::no) {}

ServerError OpenAiProvider::read_error(const http::ResponseHead& head, std::string_view body) {
  ServerError error = read_server_error(head, body);
  const bool unexplained = error.cause == kRequestRefused || error.cause == kServerBroke;
  error.ask_for_one =
      error.cause == kManyNotSupported || (unexplained && rules_.many == Many::perhaps);
  if (error.cause == kManyNotSupported) many_ = false;
  return error;
}

Reading OpenAiProvider::read_event(const http::SseEvent& event) {
  if (event.data.empty() || event.event == "ping") return {};
  if (event.data.starts_with("[DONE]")) return {.finished = true, .choice = Reading::kEveryChoice};
  if (event.event != "error")
    if (auto reading = events_.read(event.data)) return std::move(*reading);
  const wire::JsonPtr value = json_.parse(event.data);
  if (!value || !value->is_object()) return {.failure = Failure::broken};
  if (const auto failure = error_in(*value)) return {.failure = failure};
  if (event.event == "error") return {.failure = Failure::broken};
  return read_choice(*value);
}

Reading OpenAiProvider::read_whole(std::string_view body) {
  const wire::JsonPtr value = json_.parse(body);
  if (!value) return {.failure = Failure::broken};
  if (const auto failure = error_in(*value)) return {.failure = failure};
  json* choices = find(value.get(), "choices");
  if (first_element(choices) == nullptr) return {.failure = Failure::broken};
  Reading reading = read_choice(*value);
  reading.finished = true;
  reading.choice = Reading::kEveryChoice;
  for (std::size_t i = 1; i < choices->size(); ++i)
    reading.alternatives.push_back(text_of(&(*choices)[i]));
  return reading;
}

std::optional<http::Request> OpenAiProvider::warm_request() const {
  if (rules_.warm_target.empty()) return std::nullopt;
  return json_get(options_.url.path + std::string(rules_.warm_target));
}

void OpenAiProvider::add_candidates(JsonBody& body, const context::PromptText& prompt) const {
  const std::size_t count = candidates(prompt);
  body.add("temperature", count > 1 ? kTemperatureOfMany : kTemperature);
  if (count > 1) body.add("n", count);
}

} // namespace inkling::backend
