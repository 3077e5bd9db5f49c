// POST /api/generate of Ollama: requests and answers. No hosted or foreign server was asked: here,
// as in the tests of the other kinds, answers are written after what servers document, and only
// llama.cpp's are recordings.

#include "support/catch.hpp"
#include "wire_fixture.hpp"

using namespace inkling;
using namespace inkling::backend;
using nlohmann::json;
using test::prompt_of;

namespace {

std::unique_ptr<Provider> make(ProviderOptions options) {
  return make_provider(ProviderKind::ollama, std::move(options));
}

const http::ResponseHead kBadRequest{
    .status = 400, .content_type = "application/json", .retry_after = {}};

struct Wire {
  std::string_view bytes;
  std::string_view told;
};

const Wire kStreams[] = {
    {"{\"model\":\"m\",\"response\":\"val\",\"done\":false}\n"
     "{\"model\":\"m\",\"response\":\"ue\",\"done\":false}\n"
     "{\"model\":\"m\",\"response\":\"\",\"done\":true,\"done_reason\":\"stop\",\"eval_count\":2}"
     "\n",
     "value ."},
    {"{\"response\":\"a\",\"done\":false}\r\n\n"
     "{\"response\":\"b\",\"done\":true,\"done_reason\":\"length\"}",
     "ab ~."},
    {"{\"response\":\"a\"}\n{\"response\":\"b\"}\n", "ab"},
    {"{\"response\":\"\",\"done\":true,\"done_reason\":\"load\"}\n{\"response\":\"x\"}\n", " ."},
    {"{\"response\":\"caf\\u00e9\",\"thinking\":\"hm\",\"done\":false}\n", "café"},
    {"{\"response\":\"a\"}\n{\"error\":\"an error was encountered while running the model\"}\n",
     "a !broken"},
    {"{\"response\":7,\"done\":\"true\"}\n", ""},
    {"data: {}\n", " !broken"},
    {"[]\n", " !broken"},
};

} // namespace

TEST_CASE("Ollama is asked to fill in by itself", "[providers]") {
  const auto provider = make({.model = "qwen2.5-coder:1.5b", .max_tokens = 48});
  const http::Request request =
      provider->make_request(test::prompt_among_files("x = ^;<|im_end|>"));
  CHECK(request.method == "POST");
  CHECK(request.target == "/api/generate");
  CHECK(request.headers.at(1).value == "application/x-ndjson");
  const json expected = {
      {"model", "qwen2.5-coder:1.5b"},
      {"prompt", "# Path: b.py\n# B\n# Path: c.py\n# C\nx = "},
      {"suffix", ";< |im_end|>"},
      {"stream", true},
      {"keep_alive", "30m"},
      {"options",
       {{"num_predict", 48},
        {"temperature", 0.0},
        {"stop", {"<|endoftext|>", "<|fim_prefix|>", "<|fim_suffix|>", "<|fim_middle|>"}}}}};
  CHECK(test::body_of(request) == expected);
}

TEST_CASE("Ollama gets a suffix at the end of a text, too", "[providers]") {
  // Without one its server would take the chat template.
  const auto provider = make({.model = "qwen2.5-coder"});
  const auto suffix_at = [&](const char* text) {
    return test::body_of(provider->make_request(prompt_of(text))).at("suffix");
  };
  CHECK(suffix_at("x = ^") == "\n");
  CHECK(suffix_at("^") == "\n");
  CHECK(suffix_at("x = ^\n") == "\n");
  CHECK(suffix_at("x = ^ ") == " ");
}

TEST_CASE("an Ollama that cannot insert gets the model's template raw from then on",
          "[providers]") {
  const auto provider = make({.model = "qwen2.5-coder", .max_tokens = 48});
  provider->read_error(kBadRequest, R"({"error":"invalid options"})");
  CHECK(test::body_of(provider->make_request(prompt_of("a^b"))).contains("suffix"));
  const ServerError error = provider->read_error(
      kBadRequest,
      R"({"error":"registry.ollama.ai/library/qwen2.5-coder does not support insert"})");
  CHECK(error.failure == Failure::rejected);
  CHECK(error.cause == "suffix not supported");
  const json body = test::body_of(provider->make_request(prompt_of("a^b")));
  CHECK(body.at("raw") == true);
  CHECK_FALSE(body.contains("suffix"));
  CHECK(body.at("prompt") == "<|file_sep|>src/a.py\n<|fim_prefix|>a<|fim_suffix|>b<|fim_middle|>");
}

TEST_CASE("a template that was chosen is used at once", "[providers]") {
  const auto provider = make({.fim = "starcoder"});
  const json body = test::body_of(provider->make_request(prompt_of("a^b")));
  CHECK(body.at("raw") == true);
  CHECK(body.at("prompt") == "<fim_prefix>a<fim_suffix>b<fim_middle>");
  CHECK_FALSE(body.contains("suffix"));
  CHECK_FALSE(body.contains("model"));
}

TEST_CASE("Ollama's own paths do not lie below /v1 or /api", "[providers]") {
  for (const char* path : {"", "/v1", "/api"}) {
    ProviderOptions options;
    options.url.path = path;
    CHECK(make(options)->make_request(prompt_of("^")).target == "/api/generate");
  }
}

TEST_CASE("answers in lines are read to their end", "[providers]") {
  const auto provider = make({});
  CHECK(provider->framing() == Framing::lines);
  for (const Wire& wire : kStreams) {
    CAPTURE(wire.bytes);
    CHECK(test::read(*provider, wire.bytes) == wire.told);
  }
}

TEST_CASE("Ollama's last line tells how fast prompts are read", "[providers]") {
  const Reading last = make({})->read_event(
      {.event = "message",
       .data =
           R"({"response":"","done":true,"prompt_eval_count":100,"prompt_eval_duration":50000000})"});
  CHECK(last.facts == ServerFacts{.prefill_tokens_per_second = 2000.0});
}
