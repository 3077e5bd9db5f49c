#include "backend/providers/server_error.hpp"

#include "backend/providers/json_text.hpp"

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace inkling::backend {
namespace {

using nlohmann::json;

/// Words in an error's "type" or "code".
struct Word {
  std::string_view word;
  Failure failure;
};

constexpr Word kWords[] = {
    {"rate_limit", Failure::rate_limited},     {"quota", Failure::rate_limited},
    {"authentication", Failure::unauthorized}, {"api_key", Failure::unauthorized},
    {"permission", Failure::unauthorized},     {"invalid_request", Failure::rejected},
    {"not_found", Failure::rejected},          {"not_supported", Failure::rejected},
    {"exceed_context", Failure::rejected},     {"context_length", Failure::rejected},
    {"validation", Failure::rejected},         {"timeout", Failure::timed_out},
};

std::optional<Failure> failure_of_word(std::string_view text) {
  const auto* found = std::find_if(std::begin(kWords), std::end(kWords), [&](const Word& word) {
    return text.find(word.word) != text.npos;
  });
  if (found == std::end(kWords)) return std::nullopt;
  return found->failure;
}

/// The failure that an error object names: its numbers count before its words, "code" before
/// "type".
Failure failure_of_error(json& outer, json& error) {
  for (json* number : {find(&outer, "status_code"), find(&error, "code"), find(&error, "status")}) {
    const auto status = whole_number(number);
    if (status && *status >= 400 && *status < 600) return failure_of_status(*status, false);
  }
  for (json* word : {find(&error, "code"), find(&error, "type"), find(&outer, "error_type")}) {
    if (const auto failure = failure_of_word(take_string(word))) return *failure;
  }
  return Failure::broken;
}

} // namespace

Failure failure_of_status(long status, bool has_retry_after) {
  switch (status) {
  case 401:
  case 403:
    return Failure::unauthorized;
  case 408:
    return Failure::timed_out;
  case 429:
    return Failure::rate_limited;
  case 498: // Groq: no capacity for this tier
  case 503:
  case 529: // Anthropic: overloaded
    return has_retry_after ? Failure::rate_limited : Failure::broken;
  case 501:
    return Failure::rejected;
  default:
    return status >= 500 ? Failure::broken : Failure::rejected;
  }
}

std::optional<Failure> error_in(json& value) {
  json* error = find(&value, "error");
  if (error != nullptr) return failure_of_error(value, *error);
  json* object = find(&value, "object");
  json* type = find(&value, "type");
  const bool is_error =
      (object != nullptr && *object == "error") || (type != nullptr && *type == "error");
  if (is_error) return failure_of_error(value, value);
  return std::nullopt;
}

} // namespace inkling::backend
