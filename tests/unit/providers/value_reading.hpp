#pragma once
// The reference model of events read in one pass: the same judgement on a parsed value, member by
// member. What it says and what a provider says must never differ.

#include "backend/providers/json_text.hpp"
#include "backend/providers/prefill.hpp"
#include "backend/providers/provider.hpp"
#include "backend/providers/server_error.hpp"

#include <nlohmann/json.hpp>
#include <string_view>

namespace inkling::test {

inline backend::Reading read_openai_value(std::string_view text) {
  using namespace inkling::backend;
  JsonText json;
  const wire::JsonPtr value = json.parse(text);
  if (!value || !value->is_object()) return {.failure = Failure::broken};
  if (const auto failure = error_in(*value)) return {.failure = failure};
  nlohmann::json* choice = first_element(find(value.get(), "choices"));
  Reading reading;
  reading.text = take_string(find(choice, "text"));
  reading.text += take_string(find(find(choice, "delta"), "content"));
  reading.text += take_string(find(find(choice, "message"), "content"));
  const long index = whole_number(find(choice, "index")).value_or(0);
  reading.choice = index < 0 ? 0 : static_cast<std::size_t>(index);
  const nlohmann::json* reason = find(choice, "finish_reason");
  reading.finished = reason != nullptr && reason->is_string();
  reading.cut = reading.finished && *reason == "length";
  if (reading.finished && *reason == "error") reading.failure = Failure::broken;
  nlohmann::json* usage = find(value.get(), "usage");
  const double known = number_or_zero(find(find(usage, "prompt_tokens_details"), "cached_tokens"));
  reading.facts =
      prefill_facts(number_or_zero(find(usage, "prompt_tokens")) - known,
                    number_or_zero(find(find(value.get(), "time_info"), "prompt_time")));
  nlohmann::json* groq = find(find(value.get(), "x_groq"), "usage");
  if (groq != nullptr)
    reading.facts = prefill_facts(number_or_zero(find(groq, "prompt_tokens")),
                                  number_or_zero(find(groq, "prompt_time")));
  return reading;
}

/// Whether a member is `true`, or the string.
inline bool is(nlohmann::json& value, const char* name, const nlohmann::json& wanted) {
  const nlohmann::json* member = backend::find(&value, name);
  return member != nullptr && *member == wanted;
}

inline backend::Reading read_llama_value(std::string_view text) {
  using namespace inkling::backend;
  JsonText json;
  const wire::JsonPtr value = json.parse(text);
  if (!value || !value->is_object()) return {.failure = Failure::broken};
  if (const auto failure = error_in(*value)) return {.failure = failure};
  if (!is(*value, "stop", true)) return {.text = take_string(find(value.get(), "content"))};
  return {.text = take_string(find(value.get(), "content")),
          .finished = true,
          .cut = is(*value, "stop_type", "limit"),
          .facts = prefill_facts(number_or_zero(find(value.get(), "timings/prompt_n")),
                                 number_or_zero(find(value.get(), "timings/prompt_ms")) / 1e3)};
}

inline backend::Reading read_ollama_value(std::string_view text) {
  using namespace inkling::backend;
  JsonText json;
  const wire::JsonPtr value = json.parse(text);
  if (!value || !value->is_object()) return {.failure = Failure::broken};
  if (const auto failure = error_in(*value)) return {.failure = failure};
  if (!is(*value, "done", true)) return {.text = take_string(find(value.get(), "response"))};
  return {.text = take_string(find(value.get(), "response")),
          .finished = true,
          .cut = is(*value, "done_reason", "length"),
          .facts = prefill_facts(number_or_zero(find(value.get(), "prompt_eval_count")),
                                 number_or_zero(find(value.get(), "prompt_eval_duration")) / 1e9)};
}

} // namespace inkling::test
