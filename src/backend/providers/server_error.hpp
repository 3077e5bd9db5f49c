#pragma once
// What a server's refusal means to the engine: an HTTP status, or an error inside a 200 answer.

#include "backend/backend.hpp"

#include <nlohmann/json_fwd.hpp>
#include <optional>

namespace inkling::backend {

/// Of a status that is no success. With the server's word on when to come back, "overloaded"
/// statuses (498, 503, 529) count as rate limits: waiting helps. 501 is a server that will never do
/// it (llama.cpp: a model without FIM tokens), which is a rejection.
Failure failure_of_status(long status, bool has_retry_after);

/// An error in an event or body of any shape seen: OpenAI's {"error":{"code","type"}}, with
/// Cerebras' "status_code" beside it, Anthropic's {"type":"error"}, Ollama's and TGI's
/// {"error":"text"}, vLLM's {"object":"error"}. None where `value` is no error.
std::optional<Failure> error_in(nlohmann::json& value);

} // namespace inkling::backend
