// Cerebras: chat or completions, and what it tells beside its answers.

#include "support/catch.hpp"
#include "wire_fixture.hpp"

using namespace inkling;
using namespace inkling::backend;
using nlohmann::json;
using test::prompt_of;

namespace {

std::unique_ptr<Provider> make(ProviderOptions options) {
  return make_provider(ProviderKind::cerebras, std::move(options));
}

struct Model {
  const char* model;
  const char* fim;
  std::string_view target;
};

const Model kModels[] = {
    {"gpt-oss-120b", "auto", "/v1/chat/completions"},
    {"qwen-3.8-27b", "auto", "/v1/chat/completions"},
    {"zai-glm-4.7", "auto", "/v1/chat/completions"},
    {"qwen-3-coder-480b", "auto", "/v1/completions"},
    {"qwen-3-coder-480b", "none", "/v1/chat/completions"},
    {"qwen-3.8-27b", "qwen", "/v1/completions"},
};

struct Wire {
  std::string_view bytes;
  std::string_view told;
};

const Wire kStreams[] = {
    {"data: {\"choices\":[{\"delta\":{\"role\":\"assistant\"},\"index\":0}],"
     "\"object\":\"chat.completion.chunk\"}\n\n"
     "data: {\"choices\":[{\"delta\":{\"reasoning\":\"hm\"},\"index\":0}]}\n\n"
     "data: {\"choices\":[{\"delta\":{\"content\":\"a\"},\"index\":0}]}\n\n"
     "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"length\",\"index\":0}],"
     "\"usage\":{\"prompt_tokens\":64},\"time_info\":{\"prompt_time\":0.01}}\n\n",
     "a ~."},
    {"data: {\"error\":{\"message\":\"m\",\"type\":\"too_many_requests_error\","
     "\"code\":\"queue_exceeded\",\"param\":\"queue\",\"id\":\"\"},\"status_code\":429}\n\n",
     " !rate limited"},
    {"data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\n"
     "data: {\"error\":{\"message\":\"m\"},\"status_code\":503}\n\n",
     "a !overloaded"},
};

} // namespace

TEST_CASE("a Cerebras model that fills gaps gets a completion, others chat", "[providers]") {
  for (const Model& model : kModels) {
    CAPTURE(model.model, model.fim);
    const auto provider = make({.model = model.model, .fim = model.fim});
    CHECK(provider->make_request(prompt_of("^")).target == model.target);
  }
}

TEST_CASE("Cerebras' chat is kept from thinking and within its limit", "[providers]") {
  ProviderOptions options{.model = "gpt-oss-120b", .max_tokens = 128};
  options.url.host = "127.0.0.1"; // a proxy: the kind says what is behind it
  context::PromptText prompt = prompt_of("^");
  prompt.max_tokens = 24; // what is asked for is booked before it is used
  prompt.candidates = 2;
  json body = test::body_of(make(options)->make_request(prompt));
  body.erase("messages");
  CHECK(body == json{{"model", "gpt-oss-120b"},
                     {"max_completion_tokens", 24 + 512},
                     {"reasoning_effort", "low"},
                     {"temperature", 0.0},
                     {"stream", true}});
}

TEST_CASE("a Cerebras completion has no more stops than are taken", "[providers]") {
  const auto provider = make({.model = "qwen-3-coder-480b"});
  const json body = test::body_of(provider->make_request(prompt_of("a^b")));
  CHECK(body.at("prompt") == "<|file_sep|>src/a.py\n<|fim_prefix|>a<|fim_suffix|>b<|fim_middle|>");
  CHECK(body.at("stop").size() == 4);
  CHECK(body.at("max_tokens") == 128);
}

TEST_CASE("Cerebras' answers are read to their end", "[providers]") {
  const auto provider = make({.model = "gpt-oss-120b"});
  for (const Wire& wire : kStreams) {
    CAPTURE(wire.bytes);
    CHECK(test::read(*provider, wire.bytes) == wire.told);
  }
}

TEST_CASE("Cerebras says how long its limits last", "[providers]") {
  const http::ResponseHead head{.status = 429,
                                .content_type = "application/json",
                                .retry_after = {},
                                .limits = {{"x-ratelimit-remaining-tokens-minute", "0"},
                                           {"x-ratelimit-reset-tokens-minute", "11.5"}}};
  const ServerError error = make({})->read_error(head, "");
  CHECK(error.failure == Failure::rate_limited);
  CHECK(error.retry_after == 11500ms);
}

TEST_CASE("the way to Cerebras is warmed to its far end", "[providers]") {
  for (const char* model : {"gpt-oss-120b", "qwen-3-coder-480b"}) {
    const auto request = make({.model = model})->warm_request();
    REQUIRE(request);
    CHECK(request->method == "GET");
    CHECK(request->target == "/v1/tcp_warming");
    CHECK(request->body.empty());
  }
  CHECK_FALSE(make_provider(ProviderKind::openai_chat, {})->warm_request());
}
