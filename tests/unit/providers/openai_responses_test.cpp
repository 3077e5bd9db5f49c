// POST /responses: requests and answers. The first stream is llama.cpp's, shortened.

#include "support/catch.hpp"
#include "wire_fixture.hpp"

using namespace inkling;
using namespace inkling::backend;
using nlohmann::json;
using test::prompt_of;

namespace {

std::unique_ptr<Provider> make(ProviderOptions options) {
  options.url.path = "/v1";
  return make_provider(ProviderKind::openai_responses, std::move(options));
}

std::string event(std::string_view name, std::string_view rest = "") {
  return "event: " + std::string(name) + "\ndata: {\"type\":\"" + std::string(name) + "\"" +
         std::string(rest) + "}\n\n";
}

const std::string kBegin =
    event("response.created", R"(,"response":{"id":"r","status":"in_progress","error":null})") +
    event("response.in_progress", R"(,"response":{"id":"r","status":"in_progress"})") +
    event("response.output_item.added", R"(,"item":{"content":[],"type":"message"})") +
    event("response.content_part.added", R"(,"part":{"type":"output_text","text":""})");
const std::string kDelta = "response.output_text.delta";

struct Wire {
  std::string bytes;
  std::string_view told;
};

const Wire kStreams[] = {
    {kBegin + event(kDelta, R"(,"item_id":"m","delta":"    ")") +
         event(kDelta, R"(,"item_id":"m","delta":"total")") +
         event("response.output_text.done", R"(,"text":"    total")") +
         event("response.output_item.done", R"(,"item":{"content":[{"text":"    total"}]})") +
         event("response.completed", R"(,"response":{"status":"completed","output":[]})"),
     "    total ."},
    // what a model thinks is not what it says
    {event("response.reasoning_summary_text.delta", R"(,"delta":"hm")") +
         event(kDelta, R"(,"delta":"x")") +
         event("response.reasoning_text.delta", R"(,"delta":"hm")"),
     "x"},
    {event(kDelta, R"(,"delta":"x")") +
         event("response.incomplete",
               R"(,"response":{"incomplete_details":{"reason":"max_output_tokens"}})"),
     "x ~."},
    {event("response.incomplete",
           R"(,"response":{"incomplete_details":{"reason":"content_filter"}})"),
     " ."},
    {event(kDelta, R"(,"delta":"x")") +
         event("response.failed",
               R"(,"response":{"error":{"code":"rate_limit_exceeded","message":"m"}})"),
     "x !rate limited"},
    {event("response.failed", R"(,"response":{"error":null})"), " !broken"},
    {event("error", R"(,"code":"insufficient_quota","message":"m","param":null)"),
     " !out of credits"},
    {event("error", R"(,"error":{"code":"invalid_api_key","message":"m"})"), " !unauthorized"},
    {"data: {\"error\":{\"message\":\"m\",\"code\":503}}\n\n", " !overloaded"},
    {event(kDelta, R"(,"delta":7)"), ""},
    {": ping\n\ndata:\n\n", ""},
    {"data: [DONE]\n\n", " !broken"},
    {"data: 7\n\n", " !broken"},
};

struct Whole {
  std::string_view body;
  std::string_view told;
};

const Whole kBodies[] = {
    {R"({"status":"completed","error":null,"output":[{"type":"reasoning","summary":[]},)"
     R"({"type":"message","content":[{"type":"output_text","text":"a"},{"type":"refusal"},)"
     R"({"type":"output_text","text":"b"}]}]})",
     "ab ."},
    {R"({"status":"incomplete","incomplete_details":{"reason":"max_output_tokens"},"output":[]})",
     " ~."},
    {R"({"status":"failed","error":{"code":"server_error","message":"m"}})", " !broken"},
    {R"({"status":"in_progress"})", " !broken"},
    {R"({"error":{"code":"rate_limit_exceeded"}})", " !rate limited"},
    {"<html>", " !broken"},
};

} // namespace

TEST_CASE("a model of the responses API is given instructions and a text with a hole",
          "[providers]") {
  ProviderOptions options{.model = "gpt-5.3-codex-spark", .max_tokens = 48};
  options.url.host = "api.openai.com";
  const http::Request request = make(options)->make_request(prompt_of("x = ^;\n"));
  CHECK(request.target == "/v1/responses");
  json body = test::body_of(request);
  CHECK(body.at("instructions").get<std::string>().find("<<HOLE>>") != std::string::npos);
  body.erase("instructions");
  CHECK(body == json{{"model", "gpt-5.3-codex-spark"},
                     {"input", "File: src/a.py (python)\n\nx = <<HOLE>>;\n"},
                     {"max_output_tokens", 48 + 512}, // thoughts count
                     {"reasoning", {{"effort", "low"}}},
                     {"store", false},
                     {"stream", true}});
}

TEST_CASE("a model that does not think has a temperature, and no less than 16 tokens",
          "[providers]") {
  json body = test::body_of(make({.max_tokens = 9})->make_request(prompt_of("^", "", "")));
  body.erase("instructions");
  CHECK(body == json{{"input", "File: \n\n<<HOLE>>"},
                     {"max_output_tokens", 16},
                     {"temperature", 0.0},
                     {"store", false},
                     {"stream", true}});
}

TEST_CASE("named events are read to their end", "[providers]") {
  const auto provider = make({});
  for (const Wire& wire : kStreams) {
    CAPTURE(wire.bytes);
    CHECK(test::read(*provider, wire.bytes) == wire.told);
  }
}

TEST_CASE("a response that comes whole is finished, or a failure", "[providers]") {
  const auto provider = make({});
  for (const Whole& whole : kBodies) {
    CAPTURE(whole.body);
    CHECK(test::told(provider->read_whole(whole.body)) == whole.told);
  }
}

TEST_CASE("a fence is taken off a response", "[providers]") {
  CHECK(test::filtered(make({})->make_filter(prompt_of("^")), {"```py\nx\n```"}) == "x");
}
