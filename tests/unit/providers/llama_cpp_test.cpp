// POST /infill of llama.cpp's server: requests and recorded answers.

#include "support/catch.hpp"
#include "wire_fixture.hpp"

using namespace inkling;
using namespace inkling::backend;
using nlohmann::json;
using test::prompt_of;

namespace {

std::unique_ptr<Provider> make(ProviderOptions options = {}) {
  return make_provider(ProviderKind::llama_cpp, std::move(options));
}

struct Wire {
  std::string_view bytes;
  std::string_view told;
};

const Wire kStreams[] = {
    // recorded from llama-server 0.7.0 with response_fields, shortened
    {"data: {\"index\":0,\"content\":\" \",\"tokens\":[32],\"stop\":false,\"id_slot\":-1}\n\n"
     "data: {\"index\":0,\"content\":\"0\",\"tokens\":[48],\"stop\":false,\"id_slot\":-1}\n\n"
     "data: {\"content\":\"\",\"stop\":true,\"stop_type\":\"limit\"}\n\n",
     " 0 ."},
    {":\n\ndata: {\"content\":\"a\",\"stop\":true}\n\ndata: {\"content\":\"b\"}\n\n", "a ."},
    {"data: {\"content\":\"a\"}\n\ndata: {\"content\":\"b\",\"stop\":false}\n\n", "ab"},
    {"data: {\"stop\":\"true\"}\n\n", ""},
    {"data:\n\n", ""},
    {"data: {\"error\":{\"code\":500,\"message\":\"m\",\"type\":\"server_error\"}}\n\n",
     " !broken"},
    {"data: [DONE]\n\n", " !broken"}, // this API has none: somebody else is answering
};

const Wire kBodies[] = {
    {R"({"content":"a","stop":true})", "a ."},
    {R"({"content":"a"})", "a !broken"},
    {R"({"error":{"code":400,"type":"invalid_request_error"}})", " !rejected"},
    {"<html>", " !broken"},
};

struct Path {
  std::string_view base;
  std::string_view infill;
};

const Path kPaths[] = {
    {"", "/infill"},
    {"/v1", "/infill"},
    {"/llm", "/llm/infill"},
    {"/llm/v1", "/llm/infill"},
};

struct Props {
  std::string_view body;
  std::optional<ServerFacts> facts;
};

const Props kProps[] = {
    {R"({"default_generation_settings":{"n_ctx":4096},"total_slots":2})",
     {{.slots = 2, .context_tokens = 4096}}},
    {R"({"default_generation_settings":{"n_ctx":0}})", std::nullopt},
    {R"({"default_generation_settings":{"n_ctx":"x"},"total_slots":3})", {{.slots = 3}}},
    {R"({"default_generation_settings":{"n_ctx":512}})", {{.context_tokens = 512}}},
    {R"({"total_slots":1})", {{.slots = 1}}},
    {R"({"total_slots":0})", std::nullopt},
    {R"({"total_slots":-1})", std::nullopt},
    {R"({"total_slots":1.5})", std::nullopt},
    {R"({})", std::nullopt},
    {R"([])", std::nullopt},
    {"", std::nullopt},
};

} // namespace

TEST_CASE("llama.cpp gets the parts and renders them itself", "[providers]") {
  const http::Request request = make({.max_tokens = 16})->make_request(prompt_of("x = ^;\n"));
  CHECK(request.method == "POST");
  const json expected = {
      {"input_prefix", "x = "},
      {"input_suffix", ";\n"},
      {"prompt", ""},
      {"n_predict", 16},
      {"temperature", 0.0},
      {"cache_prompt", true},
      {"response_fields",
       {"content", "stop", "stop_type", "timings/prompt_n", "timings/prompt_ms"}},
      {"stream", true}};
  CHECK(test::body_of(request) == expected);
}

TEST_CASE("a server of several models is told which", "[providers]") {
  const json body = test::body_of(make({.model = "qwen"})->make_request(prompt_of("^")));
  CHECK(body.at("model") == "qwen");
}

TEST_CASE("llama.cpp's own paths do not lie below /v1", "[providers]") {
  for (const Path& path : kPaths) {
    ProviderOptions options;
    options.url.path = path.base;
    CHECK(make(options)->make_request(prompt_of("^")).target == path.infill);
  }
}

TEST_CASE("recorded infills are read to their end", "[providers]") {
  const auto provider = make();
  for (const Wire& wire : kStreams) {
    CAPTURE(wire.bytes);
    CHECK(test::read(*provider, wire.bytes) == wire.told);
  }
}

TEST_CASE("an infill that comes whole is finished, or a failure", "[providers]") {
  const auto provider = make();
  for (const Wire& wire : kBodies) {
    CAPTURE(wire.bytes);
    CHECK(test::told(provider->read_whole(wire.bytes)) == wire.told);
  }
}

TEST_CASE("the slots are in the server's properties", "[providers]") {
  ProviderOptions options;
  options.url.path = "/v1";
  const auto provider = make(options);
  const auto request = provider->facts_request();
  REQUIRE(request);
  CHECK(request->method == "GET");
  CHECK(request->target == "/props");
  CHECK(request->body.empty());
  for (const Props& props : kProps) {
    CAPTURE(props.body);
    CHECK(provider->read_facts(props.body) == props.facts);
  }
}
