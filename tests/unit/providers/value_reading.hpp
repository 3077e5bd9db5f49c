#pragma once
// The reference model of events read in one pass: the same judgement on a parsed value, member by
// member. What it says and what a provider says must never differ.

#include "backend/providers/json_text.hpp"
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
  const nlohmann::json* reason = find(choice, "finish_reason");
  reading.finished = reason != nullptr && reason->is_string();
  if (reading.finished && *reason == "error") reading.failure = Failure::broken;
  return reading;
}

inline backend::Reading read_llama_value(std::string_view text) {
  using namespace inkling::backend;
  JsonText json;
  const wire::JsonPtr value = json.parse(text);
  if (!value || !value->is_object()) return {.failure = Failure::broken};
  if (const auto failure = error_in(*value)) return {.failure = failure};
  const nlohmann::json* stop = find(value.get(), "stop");
  return {.text = take_string(find(value.get(), "content")),
          .finished = stop != nullptr && *stop == true};
}

} // namespace inkling::test
