#include "backend/providers/openai_answer.hpp"

#include "backend/providers/server_error.hpp"

#include <nlohmann/json.hpp>
#include <utility>

namespace inkling::backend {
namespace {

using nlohmann::json;

/// Text and end of an answer's first choice; there is only one, because we ask for one. No choice
/// at all is the chunk that tells the usage.
Reading read_choice(json& value) {
  json* choice = first_element(find(&value, "choices"));
  Reading reading;
  json* texts[] = {find(choice, "text"), find(find(choice, "delta"), "content"),
                   find(find(choice, "message"), "content")};
  for (json* text : texts) reading.text += take_string(text);
  const json* reason = find(choice, "finish_reason");
  reading.finished = reason != nullptr && reason->is_string();
  if (reading.finished && *reason == "error") reading.failure = Failure::broken; // OpenRouter
  return reading;
}

} // namespace

OpenAiProvider::OpenAiProvider(ProviderOptions options) : options_(std::move(options)) {}

Reading OpenAiProvider::read_event(const http::SseEvent& event) {
  if (event.data.empty() || event.event == "ping") return {};
  if (event.data.starts_with("[DONE]")) return {.finished = true};
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
  if (first_element(find(value.get(), "choices")) == nullptr) return {.failure = Failure::broken};
  Reading reading = read_choice(*value);
  reading.finished = true;
  return reading;
}

} // namespace inkling::backend
