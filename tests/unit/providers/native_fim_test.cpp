// Mistral, DeepSeek and Mercury, which fill in by themselves: requests and answers.

#include "support/catch.hpp"
#include "wire_fixture.hpp"

using namespace inkling;
using namespace inkling::backend;
using nlohmann::json;
using test::prompt_of;

namespace {

struct Target {
  ProviderKind kind;
  std::string_view base;
  std::string_view target;
};

const Target kTargets[] = {
    {ProviderKind::mistral, "", "/v1/fim/completions"},
    {ProviderKind::mistral, "/v1", "/v1/fim/completions"},
    {ProviderKind::mistral, "/proxy/v1", "/proxy/v1/fim/completions"},
    {ProviderKind::mercury, "", "/v1/fim/completions"},
    {ProviderKind::mercury, "/v1", "/v1/fim/completions"},
    {ProviderKind::deepseek, "", "/beta/completions"},
    {ProviderKind::deepseek, "/beta", "/beta/completions"},
    {ProviderKind::deepseek, "/v1", "/beta/completions"},
};

const ProviderKind kKinds[] = {ProviderKind::mistral, ProviderKind::mercury,
                               ProviderKind::deepseek};

struct Wire {
  std::string_view bytes;
  std::string_view told;
};

/// What any of them may send, read alike by all.
const Wire kStreams[] = {
    // Mistral answers a completion in chat's shape
    {"data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"model\":\"codestral-2501\","
     "\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"},"
     "\"finish_reason\":null}]}\n\n"
     "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a + b\"},"
     "\"finish_reason\":null}]}\n\n"
     "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"\"},\"finish_reason\":\"length\"}],"
     "\"usage\":{\"prompt_tokens\":9}}\n\ndata: [DONE]\n\n",
     "a + b ~."},
    // DeepSeek under load
    {": keep-alive\n\n: keep-alive\n\n"
     "data: {\"object\":\"text_completion\",\"choices\":[{\"text\":\"a\",\"index\":0,"
     "\"logprobs\":null,\"finish_reason\":null}]}\n\n: keep-alive\n\n"
     "data: {\"choices\":[{\"text\":\"\",\"index\":0,\"finish_reason\":\"stop\"}],"
     "\"usage\":{\"prompt_cache_hit_tokens\":0}}\n\ndata: [DONE]\n\n",
     "a ."},
    // Mercury
    {"data: {\"id\":\"f\",\"object\":\"fim.completion.chunk\",\"choices\":[{\"index\":0,"
     "\"text\":\"return a\",\"finish_reason\":null}]}\n\ndata: [DONE]\n\n",
     "return a ."},
    {"data: {\"error\":{\"message\":\"m\",\"type\":\"rate_limit_error\"}}\n\n", " !rate limited"},
};

struct Refusal {
  int status;
  std::string_view body;
  Failure failure;
  std::string_view cause;
};

const Refusal kRefusals[] = {
    // Mistral
    {422, R"({"detail":[{"loc":["body","suffix"],"msg":"Field required","type":"missing"}]})",
     Failure::rejected, "request refused"},
    {400, R"({"object":"error","message":"Invalid model: x","type":"invalid_model","code":"1500"})",
     Failure::rejected, "request refused"},
    {401, R"({"message":"Unauthorized","request_id":"7"})", Failure::unauthorized, "key refused"},
    {429, R"({"message":"Requests rate limit exceeded"})", Failure::rate_limited, "rate limited"},
    // DeepSeek
    {402, R"({"error":{"message":"Insufficient Balance","type":"unknown_error"}})",
     Failure::out_of_credits, "out of credits"},
    {503, "", Failure::overloaded, "overloaded"},
    // Mercury
    {404, R"({"error":{"message":"model not found","type":"invalid_request_error"}})",
     Failure::rejected, "model not found"},
};

} // namespace

TEST_CASE("each API that fills in has its path", "[providers]") {
  for (const Target& target : kTargets) {
    CAPTURE(target.base, target.target);
    ProviderOptions options;
    options.url.path = target.base;
    CHECK(make_provider(target.kind, options)->make_request(prompt_of("^")).target ==
          target.target);
  }
}

TEST_CASE("the suffix is in a field of its own, and files are before the prefix", "[providers]") {
  const std::pair<ProviderKind, std::string_view> prompts[] = {
      {ProviderKind::mistral, "+++++ b.py\nB\n\n+++++ c.py\nC\n\n+++++ src/a.py\nx = "},
      {ProviderKind::mercury, "# Path: b.py\n# B\n# Path: c.py\n# C\nx = "},
      {ProviderKind::deepseek, "#b.py\nB\n\n#c.py\nC\n\n#src/a.py\nx = "},
  };
  for (const auto& [kind, text] : prompts) {
    const auto provider = make_provider(kind, {.model = "m", .max_tokens = 48});
    context::PromptText prompt = test::prompt_among_files("x = ^;\n");
    prompt.candidates = 3; // not of these
    json expected = {{"model", "m"},     {"prompt", text},     {"suffix", ";\n"},
                     {"max_tokens", 48}, {"temperature", 0.0}, {"stream", true}};
    CHECK(test::body_of(provider->make_request(prompt)) == expected);
    CHECK(provider->candidates(prompt) == 1);
    prompt.snippets.clear();
    expected["prompt"] = "x = ";
    CHECK(test::body_of(provider->make_request(prompt)) == expected);
  }
}

TEST_CASE("DeepSeek's limit of tokens is kept", "[providers]") {
  const auto provider = make_provider(ProviderKind::deepseek, {.max_tokens = 9000});
  CHECK(test::body_of(provider->make_request(prompt_of("^"))).at("max_tokens") == 4096);
}

TEST_CASE("answers of the APIs that fill in are read to their end", "[providers]") {
  for (const ProviderKind kind : kKinds) {
    const auto provider = make_provider(kind, {});
    for (const Wire& wire : kStreams) {
      CAPTURE(wire.bytes);
      CHECK(test::read(*provider, wire.bytes) == wire.told);
    }
    CHECK(test::told(provider->read_whole("\n\n\n{\"choices\":[{\"text\":\"a\"}]}")) == "a .");
  }
}

TEST_CASE("refusals of the APIs that fill in are understood", "[providers]") {
  for (const ProviderKind kind : kKinds) {
    const auto provider = make_provider(kind, {});
    for (const Refusal& refusal : kRefusals) {
      CAPTURE(refusal.status, refusal.body);
      const ServerError error = provider->read_error(
          {.status = refusal.status, .content_type = "", .retry_after = {}}, refusal.body);
      CHECK(error.failure == refusal.failure);
      CHECK(error.cause == refusal.cause);
    }
  }
}
