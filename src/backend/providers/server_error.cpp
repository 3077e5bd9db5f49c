#include "backend/providers/server_error.hpp"

#include "backend/providers/json_text.hpp"
#include "backend/providers/rate_limit.hpp"

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
    {"insufficient_quota", Failure::out_of_credits},
    {"payment", Failure::out_of_credits},
    {"overloaded", Failure::overloaded},
    {"unavailable", Failure::overloaded},
    {"rate_limit", Failure::rate_limited},
    {"quota", Failure::rate_limited},
    {"authentication", Failure::unauthorized},
    {"api_key", Failure::unauthorized},
    {"permission", Failure::unauthorized},
    {"invalid_request", Failure::rejected},
    {"not_found", Failure::rejected},
    {"not_supported", Failure::rejected},
    {"exceed_context", Failure::rejected},
    {"context_length", Failure::rejected},
    {"validation", Failure::rejected},
    {"timeout", Failure::timed_out},
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
    if (status && *status >= 400 && *status < 600) return failure_of_status(*status);
  }
  for (json* word : {find(&error, "code"), find(&error, "type"), find(&outer, "error_type")}) {
    if (const auto failure = failure_of_word(take_string(word))) return *failure;
  }
  return Failure::broken;
}

bool is_overload(long status) {
  return status == 498 || status == 503 || status == 529;
}

/// FastAPI's {"detail":[{"type","loc":["body","n"],"msg"}]}: each error's words, and 'n'.
std::string words_of_details(json* details) {
  if (details == nullptr || !details->is_array()) return {};
  std::string words;
  for (json& detail : *details) {
    for (const char* name : {"type", "msg"}) words += ' ' + take_string(find(&detail, name));
    json* path = find(&detail, "loc");
    if (path == nullptr || !path->is_array()) continue;
    for (json& step : *path) words += " '" + take_string(&step) + '\'';
  }
  return words;
}

/// What the error calls itself, in lower case: codes, types and messages of all shapes, in one
/// text.
std::string words_of(std::string_view body) {
  JsonText text;
  const wire::JsonPtr value = text.parse(body);
  json* outer = value.get();
  json* error = find(outer, "error");
  json* detail = find(outer, "detail");
  std::string words = take_string(error) + ' ' + take_string(detail) + words_of_details(detail);
  for (json* object : {error, outer}) {
    for (const char* name : {"code", "type", "message"})
      words += ' ' + take_string(find(object, name));
  }
  for (char& c : words)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return words;
}

/// A refusal with one of the words, and with the other one, is for that cause.
struct CauseRule {
  std::string_view cause;
  Failure failure;
  std::string_view word;
  std::string_view other_word = {};
};

constexpr CauseRule kCauseRules[] = {
    {kOutOfCredits, Failure::out_of_credits, "insufficient_quota"},
    {kOutOfCredits, Failure::out_of_credits, "insufficient", "credits"},
    {kOutOfCredits, Failure::out_of_credits, "insufficient", "balance"},
    {kContextTooLong, Failure::rejected, "context_length"},
    {kContextTooLong, Failure::rejected, "exceed_context"},
    {kContextTooLong, Failure::rejected, "context length"},
    {kContextTooLong, Failure::rejected, "context window"},
    {kContextTooLong, Failure::rejected, "context size"},
    {"no fill-in-the-middle", Failure::rejected, "infill", "not supported"},
    {kSuffixNotSupported, Failure::rejected, "suffix", "support"},
    {kSuffixNotSupported, Failure::rejected, "'suffix'", "extra_forbidden"},
    {kSuffixNotSupported, Failure::rejected, "does not support insert"},
    {kModelNotFound, Failure::rejected, "model_not_found"},
    {kModelNotFound, Failure::rejected, "model", "not found"},
    {kModelNotFound, Failure::rejected, "model", "not exist"},
    {kManyNotSupported, Failure::rejected, "'n'"},
    {kManyNotSupported, Failure::rejected, "`n`"},
    {kManyNotSupported, Failure::rejected, " n must"},
    {kManyNotSupported, Failure::rejected, "only one completion choice"},
};

/// Only of statuses that say no more than "no": what an overloaded server or a refused key says
/// beside it changes nothing.
const CauseRule* find_cause(long status, std::string_view words) {
  const bool open = status == 400 || status == 404 || status == 413 || status == 422 ||
                    status == 429 || status == 500 || status == 501;
  if (!open) return nullptr;
  const auto* found =
      std::find_if(std::begin(kCauseRules), std::end(kCauseRules), [&](const CauseRule& rule) {
        const bool counts = status != 429 || rule.cause == kOutOfCredits;
        return counts && words.find(rule.word) != words.npos &&
               words.find(rule.other_word) != words.npos;
      });
  return found == std::end(kCauseRules) ? nullptr : found;
}

std::string_view cause_of_status(long status) {
  if (status == 402) return kOutOfCredits;
  if (status == 429) return "rate limited";
  if (is_overload(status)) return "overloaded";
  if (status == 401 || status == 403) return kKeyRefused;
  if (status == 404) return "path not found";
  if (status == 408) return "timed out at the server";
  if (status >= 500 && status != 501) return kServerBroke;
  return status < 400 ? "redirected" : kRequestRefused;
}

} // namespace

Failure failure_of_status(long status) {
  switch (status) {
  case 401:
  case 403:
    return Failure::unauthorized;
  case 408:
    return Failure::timed_out;
  case 402:
    return Failure::out_of_credits;
  case 429:
    return Failure::rate_limited;
  case 498: // Groq: no capacity for this tier
  case 503:
  case 529: // Anthropic: overloaded
    return Failure::overloaded;
  case 501:
    return Failure::rejected;
  default:
    return status >= 500 ? Failure::broken : Failure::rejected;
  }
}

ServerError read_server_error(const http::ResponseHead& head, std::string_view body) {
  const long status = head.status;
  const auto wait = status == 429 || is_overload(status) ? wait_of(head) : head.retry_after;
  ServerError error{
      .failure = failure_of_status(status), .retry_after = wait, .cause = cause_of_status(status)};
  if (const CauseRule* rule = find_cause(status, words_of(body))) {
    error.failure = rule->failure;
    error.cause = rule->cause;
  }
  if (error.cause == kOutOfCredits)
    error.retry_after = std::max(wait.value_or(Duration(0)), kOutOfCreditsWait);
  return error;
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
