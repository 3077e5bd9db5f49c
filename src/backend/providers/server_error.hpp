#pragma once
// What a server's refusal means to the engine: an HTTP status and the body beside it, or an error
// inside a 200 answer. Words of the server's are looked at, and never repeated: a cause is one of
// our own literals.

#include "backend/backend.hpp"
#include "backend/http/http.hpp"

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string_view>

namespace inkling::backend {

/// No money is left: nobody asks again before a person has seen to it.
constexpr Duration kOutOfCreditsWait = 10min;

struct ServerError {
  Failure failure = Failure::broken;
  std::optional<Duration> retry_after = {}; ///< the server's own word, or ours where money is out
  std::string_view cause = {};              ///< a literal for the log
  /// The provider has learnt from it: the same prompt would be asked for in another way now.
  bool ask_again = false;
  /// Where several candidates were asked for, that may be why: the same prompt is worth a try with
  /// one.
  bool ask_for_one = false;
};

// Causes that providers look for: a server that has told us so is asked in another way from then
// on.
inline constexpr std::string_view kSuffixNotSupported = "suffix not supported";
inline constexpr std::string_view kManyNotSupported = "several candidates not supported";
// These two name no cause at all.
inline constexpr std::string_view kRequestRefused = "request refused";
inline constexpr std::string_view kServerBroke = "server error";
inline constexpr std::string_view kOutOfCredits = "out of credits";
inline constexpr std::string_view kContextTooLong = "context too long";
inline constexpr std::string_view kModelNotFound = "model not found";
inline constexpr std::string_view kKeyRefused = "key refused";

/// Of a status that is no success. 501 is a server that will never do it (llama.cpp: a model
/// without FIM tokens), which is a rejection.
Failure failure_of_status(long status);

/// Of a status that is no success and the beginning of its body, which may be empty, cut, or no
/// JSON. Shapes as in error_in(), and Mistral's {"message"} and {"detail":[…]}.
ServerError read_server_error(const http::ResponseHead& head, std::string_view body);

/// An error in an event or body of any shape seen: OpenAI's {"error":{"code","type"}}, with
/// Cerebras' "status_code" beside it, Anthropic's {"type":"error"}, Ollama's and TGI's
/// {"error":"text"}, vLLM's {"object":"error"}. None where `value` is no error.
std::optional<Failure> error_in(nlohmann::json& value);

} // namespace inkling::backend
