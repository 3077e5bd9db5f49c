// What refusals mean.

#include "backend/providers/server_error.hpp"

#include "support/catch.hpp"
#include "wire_fixture.hpp"

using namespace inkling;
using namespace inkling::backend;

namespace {

struct Status {
  long status;
  Failure failure;
};

const Status kStatuses[] = {
    {301, Failure::rejected},       {400, Failure::rejected},     {401, Failure::unauthorized},
    {402, Failure::out_of_credits}, {403, Failure::unauthorized}, {404, Failure::rejected},
    {408, Failure::timed_out},      {422, Failure::rejected},     {429, Failure::rate_limited},
    {498, Failure::overloaded},     {500, Failure::broken},       {501, Failure::rejected},
    {502, Failure::broken},         {503, Failure::overloaded},   {529, Failure::overloaded},
};

struct ErrorCase {
  std::string_view json;
  std::string_view failure; ///< empty: no error
};

const ErrorCase kErrors[] = {
    {R"({"choices":[]})", ""},
    {R"({"error":null,"choices":[]})", ""},
    {R"({"object":"text_completion"})", ""},
    {R"([])", ""},
    {R"({"error":{"message":"m","code":503}})", "overloaded"},
    {R"({"error":{"message":"m","code":402}})", "out of credits"},
    {R"({"error":{"message":"m","code":429}})", "rate limited"},
    {R"({"error":{"message":"m","code":"429"}})", "rate limited"},
    {R"({"error":{"message":"m","type":"rate_limit_exceeded","code":null}})", "rate limited"},
    {R"({"error":{"message":"m","code":"insufficient_quota"}})", "out of credits"},
    {R"({"error":{"message":"m","type":"invalid_request_error","code":"invalid_api_key"}})",
     "unauthorized"},
    {R"({"error":{"code":400,"message":"m","type":"invalid_request_error"}})", "rejected"},
    {R"({"error":{"message":"m","type":"exceed_context_size_error"}})", "rejected"},
    {R"({"error":{"message":"m","type":"server_error"}})", "broken"},
    {R"({"error":{"message":"m","code":1}})", "broken"},
    {R"({"error":{"message":"m","type":"quota","id":"x"},"status_code":429})", "rate limited"},
    {R"({"error":{"message":"m"},"status_code":408})", "timed out"},
    {R"({"type":"error","error":{"type":"overloaded_error","message":"m"}})", "overloaded"},
    {R"({"type":"error","error":{"type":"authentication_error"}})", "unauthorized"},
    {R"({"error":"an error was encountered while running the model"})", "broken"},
    {R"({"error":"m","error_type":"validation"})", "rejected"},
    {R"({"object":"error","message":"m","code":404})", "rejected"},
    {R"({"type":"error","message":"m"})", "broken"},
    {R"({"error":{"code":99999999999999999999}})", "broken"},
    {R"({"error":{"code":-1,"type":7}})", "broken"},
    {R"({"error":[1]})", "broken"},
};

struct Refusal {
  int status;
  std::string_view body;
  Failure failure;
  std::string_view cause;
};

/// Of many servers; what their messages say is only looked at.
const Refusal kRefusals[] = {
    // llama.cpp, recorded
    {501,
     R"({"error":{"code":501,"message":"Infill is not supported by this model: prefix token is )"
     R"(missing. suffix token is missing. middle token is missing. ","type":"not_supported_error"}})",
     Failure::rejected, "no fill-in-the-middle"},
    {400,
     R"({"error":{"code":400,"message":"request (60000 tokens) exceeds the available context size )"
     R"((4096 tokens), try increasing it","type":"exceed_context_size_error","n_ctx":4096}})",
     Failure::rejected, "context too long"},
    {404, R"({"error":{"message":"File Not Found","type":"not_found_error","code":404}})",
     Failure::rejected, "path not found"},
    {400,
     R"({"error":{"code":400,"message":"Field 'n': Value must be between 1 <= value <= 2, but got )"
     R"(3","type":"invalid_request_error"}})",
     Failure::rejected, "several candidates not supported"},
    {500,
     R"({"error":{"code":500,"message":"Only one completion choice is allowed",)"
     R"("type":"server_error"}})",
     Failure::rejected, "several candidates not supported"},
    {401, R"({"error":{"message":"Invalid API Key","type":"authentication_error","code":401}})",
     Failure::unauthorized, "key refused"},
    // OpenAI
    {429, R"({"error":{"message":"m","type":"insufficient_quota","code":"insufficient_quota"}})",
     Failure::out_of_credits, "out of credits"},
    {429, R"({"error":{"message":"m","type":"tokens","code":"rate_limit_exceeded"}})",
     Failure::rate_limited, "rate limited"},
    {404, R"({"error":{"message":"The model `x` does not exist","code":"model_not_found"}})",
     Failure::rejected, "model not found"},
    {400, R"({"error":{"message":"m","code":"context_length_exceeded"}})", Failure::rejected,
     "context too long"},
    // OpenRouter
    {402, R"({"error":{"code":402,"message":"Insufficient credits"}})", Failure::out_of_credits,
     "out of credits"},
    {403, R"({"error":{"code":403,"message":"model not found in your plan"}})",
     Failure::unauthorized, "key refused"},
    // vLLM and SGLang
    {400, R"({"object":"error","message":"suffix is not currently supported","code":400})",
     Failure::rejected, "suffix not supported"},
    {404, R"({"object":"error","message":"The model `x` does not exist.","code":404})",
     Failure::rejected, "model not found"},
    {400, R"({"object":"error","message":"This model's maximum context length is 4096 tokens"})",
     Failure::rejected, "context too long"},
    // Ollama
    {400, R"({"error":"x does not support insert"})", Failure::rejected, "suffix not supported"},
    {404, R"({"error":"model 'x' not found"})", Failure::rejected, "model not found"},
    {503, R"({"error":"server busy, please try again.  maximum pending requests exceeded"})",
     Failure::overloaded, "overloaded"},
    {500, R"({"error":"model runner has unexpectedly stopped"})", Failure::broken, "server error"},
    // FastAPI and Mistral
    {422, R"({"detail":[{"loc":["body","prompt"],"msg":"Field required"}]})", Failure::rejected,
     "request refused"},
    {422,
     R"({"detail":[{"type":"extra_forbidden","loc":["body","n"],"msg":"Extra inputs are not )"
     R"(permitted","input":3}]})",
     Failure::rejected, "several candidates not supported"},
    {422,
     R"({"detail":[{"type":"extra_forbidden","loc":["body","user"],"msg":"m"},)"
     R"({"type":"extra_forbidden","loc":["body","suffix"],"msg":"m"}]})",
     Failure::rejected, "suffix not supported"},
    {422, R"({"detail":[{"type":"missing","loc":["body","suffix"],"msg":"Field required"}]})",
     Failure::rejected, "request refused"},
    {422, R"({"detail":[7,{"loc":7},{"loc":[7,null]}]})", Failure::rejected, "request refused"},
    {422, R"({"detail":"suffix is not supported"})", Failure::rejected, "suffix not supported"},
    {422, R"({"detail":[{"msg":"suffix is not supported"}]})", Failure::rejected,
     "suffix not supported"},
    // Groq
    {498, R"({"error":{"message":"m","code":"capacity_exceeded"}})", Failure::overloaded,
     "overloaded"},
    // no body, half a body, no JSON, JSON of other shapes
    {400, "", Failure::rejected, "request refused"},
    {400, R"({"error":{"message":"suffix is not)", Failure::rejected, "request refused"},
    {502, "<html>", Failure::broken, "server error"},
    {400, "[]", Failure::rejected, "request refused"},
    {400, R"({"error":[7],"detail":[],"message":{}})", Failure::rejected, "request refused"},
    {408, "", Failure::timed_out, "timed out at the server"},
    {307, "", Failure::rejected, "redirected"},
};

} // namespace

TEST_CASE("a refusal is understood by its status and its body", "[providers]") {
  for (const Refusal& refusal : kRefusals) {
    CAPTURE(refusal.status, refusal.body);
    const ServerError error = read_server_error(
        {.status = refusal.status, .content_type = "", .retry_after = {}}, refusal.body);
    CHECK(test::name_of(error.failure) == test::name_of(refusal.failure));
    CHECK(error.cause == refusal.cause);
    CHECK(error.retry_after.has_value() == (refusal.cause == kOutOfCredits));
  }
}

TEST_CASE("who is out of credits is left alone for long, and others as they ask", "[providers]") {
  const auto wait_of = [](int status, std::optional<Duration> retry_after,
                          std::vector<http::Header> limits) {
    return read_server_error({.status = status,
                              .content_type = "",
                              .retry_after = retry_after,
                              .limits = std::move(limits)},
                             "")
        .retry_after;
  };
  CHECK(wait_of(402, 1s, {}) == kOutOfCreditsWait);
  CHECK(wait_of(402, 30min, {}) == 30min);
  CHECK(wait_of(429, 7s, {}) == 7s);
  const std::vector<http::Header> used_up = {{"x-ratelimit-remaining-tokens", "0"},
                                             {"x-ratelimit-reset-tokens", "9s"}};
  CHECK(wait_of(429, {}, used_up) == 9s);
  CHECK(wait_of(503, {}, used_up) == 9s);
  CHECK(wait_of(400, {}, used_up) == std::nullopt); // refused for another reason
}

TEST_CASE("each HTTP status is one failure", "[providers]") {
  for (const Status& c : kStatuses) {
    CAPTURE(c.status);
    CHECK(failure_of_status(c.status) == c.failure);
  }
}

TEST_CASE("errors inside of answers are found in every shape that servers have", "[providers]") {
  for (const ErrorCase& c : kErrors) {
    CAPTURE(c.json);
    auto value = nlohmann::json::parse(c.json);
    const auto failure = error_in(value);
    CHECK((failure ? test::name_of(*failure) : "") == c.failure);
  }
}
