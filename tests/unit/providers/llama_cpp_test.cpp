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
     " 0 ~."},
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

/// With how much of a text the server takes.
ServerFacts told(ServerFacts facts) {
  facts.prefix_tokens_max = 1536;
  facts.suffix_tokens_max = 504;
  return facts;
}

const Props kProps[] = {
    {R"({"default_generation_settings":{"n_ctx":4096},"total_slots":2})",
     told({.slots = 2, .context_tokens = 4096})},
    {R"({"default_generation_settings":{"n_ctx":0}})", std::nullopt},
    {R"({"default_generation_settings":{"n_ctx":"x"},"total_slots":3})", told({.slots = 3})},
    {R"({"default_generation_settings":{"n_ctx":512}})", told({.context_tokens = 512})},
    {R"({"total_slots":1})", told({.slots = 1})},
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

TEST_CASE("llama.cpp ends a text where a line stands less deep than an empty one", "[providers]") {
  const auto indent_of = [](const std::string& text) {
    return test::body_of(make()->make_request(prompt_of(text))).value("n_indent", 0);
  };
  CHECK(indent_of("if a:\n    ^") == 4);
  CHECK(indent_of("if a {\n\t\t^\n}") == 2);
  CHECK(indent_of("if a:\n    b^") == 0); // a statement may be the last of its block
  CHECK(indent_of("if a:\n^") == 0);
  CHECK(indent_of("^") == 0);
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

TEST_CASE("how long its tokens are is measured with a text of ours", "[providers]") {
  const auto provider = make({});
  const auto request = provider->facts_request(1);
  REQUIRE(request);
  CHECK(request->target == "/tokenize");
  const std::size_t bytes = test::body_of(*request).at("content").get<std::string>().size();
  const auto facts = provider->read_facts(1, R"({"tokens":[1,2,3,4,5,6,7,8,9,10]})");
  REQUIRE(facts);
  CHECK(facts->bytes_per_token == static_cast<double>(bytes) / 10);
  for (const char* body : {"", "{}", "[]", R"({"tokens":[]})", R"({"tokens":3})"})
    CHECK_FALSE(provider->read_facts(1, body));
  CHECK_FALSE(provider->facts_request(2));
}

TEST_CASE("the slots are in the server's properties", "[providers]") {
  ProviderOptions options;
  options.url.path = "/v1";
  const auto provider = make(options);
  const auto request = provider->facts_request(0);
  REQUIRE(request);
  CHECK(request->method == "GET");
  CHECK(request->target == "/props");
  CHECK(request->body.empty());
  for (const Props& props : kProps) {
    CAPTURE(props.body);
    CHECK(provider->read_facts(0, props.body) == props.facts);
  }
}

TEST_CASE("files beside the text are llama.cpp's own affair", "[providers]") {
  const json body = test::body_of(make()->make_request(test::prompt_among_files("x = ^;\n")));
  const json expected = {{{"filename", "b.py"}, {"text", "B\n"}},
                         {{"filename", "c.py"}, {"text", "C\n"}}};
  CHECK(body.at("input_extra") == expected);
  CHECK(body.at("input_prefix") == "x = ");
}

TEST_CASE("each document has a slot of its own where there are several", "[providers]") {
  const auto provider = make();
  const auto slot_of = [&](std::uint64_t document) {
    context::PromptText prompt = prompt_of("^");
    prompt.document = DocumentId{document};
    return test::body_of(provider->make_request(prompt)).value("id_slot", -1);
  };
  CHECK(slot_of(7) == -1); // not known yet
  provider->read_facts(0, R"({"total_slots":1})");
  CHECK(slot_of(7) == -1);
  provider->read_facts(0, R"({"total_slots":2})");
  CHECK(slot_of(0) == -1); // of no document
  CHECK(slot_of(7) == 0);
  CHECK(slot_of(8) == 1);
  CHECK(slot_of(7) == 0);
  CHECK(slot_of(9) == 1); // the one that was used longest ago
  CHECK(slot_of(8) == 0);
  provider->read_facts(0, R"({"total_slots":2})"); // again: nothing is forgotten
  CHECK(slot_of(9) == 1);
}

TEST_CASE("the last event tells how fast prompts are read", "[providers]") {
  const auto provider = make();
  const auto facts_of = [&](std::string_view data) {
    return provider->read_event({.event = "message", .data = data}).facts;
  };
  CHECK(facts_of(R"({"content":"","stop":true,"timings/prompt_n":40,"timings/prompt_ms":20.0})") ==
        ServerFacts{.prefill_tokens_per_second = 2000.0});
  CHECK_FALSE(facts_of(R"({"content":"","stop":true,"timings/prompt_n":9,"timings/prompt_ms":2})"));
  CHECK_FALSE(facts_of(R"({"content":"","stop":true})"));
}
