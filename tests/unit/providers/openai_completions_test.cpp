// POST /completions: requests and recorded answers.

#include "support/catch.hpp"
#include "wire_fixture.hpp"

using namespace inkling;
using namespace inkling::backend;
using nlohmann::json;
using test::prompt_of;

namespace {

std::unique_ptr<Provider> make(ProviderOptions options) {
  options.url.path = "/v1";
  return make_provider(ProviderKind::openai_completions, std::move(options));
}

struct Wire {
  std::string_view bytes;
  std::string_view told;
};

const Wire kStreams[] = {
    // llama.cpp's /v1/completions, shortened: the usage comes with the finish
    {"data: {\"choices\":[{\"text\":\"path\",\"index\":0,\"finish_reason\":null}]}\n\n"
     "data: {\"choices\":[{\"text\":\")\",\"index\":0,\"finish_reason\":null}]}\n\n"
     "data: {\"choices\":[{\"text\":\"\",\"index\":0,\"finish_reason\":\"length\"}],"
     "\"usage\":{\"completion_tokens\":2}}\n\ndata: [DONE]\n\n",
     "path) ~."},
    // no finish_reason at all
    {"data: {\"choices\":[{\"text\":\"a\"}]}\n\ndata: [DONE]\n\n", "a ."},
    // text together with the finish
    {"data: {\"choices\":[{\"text\":\"a\",\"finish_reason\":\"stop\"}]}\n\n", "a ."},
    // the usage chunk has no choice; what follows [DONE] does not count
    {"data: {\"choices\":[],\"usage\":{}}\n\ndata: [DONE]\n\n"
     "data: {\"choices\":[{\"text\":\"x\"}]}\n\n",
     " ."},
    // Mistral's FIM endpoint answers in chat's shape
    {"data: {\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}\n\n"
     "data: {\"choices\":[{\"delta\":{\"content\":\"b\"},\"finish_reason\":\"stop\"}]}\n\n",
     "b ."},
    // comments, pings and empty data between events; CRLF; a last event without its blank line
    {": keep-alive\n\nevent: ping\ndata: {}\n\ndata:\n\n"
     "data: {\"choices\":[{\"text\":\"c\"}]}\r\n\r\ndata: [DONE]",
     "c ."},
    {"data: {\"choices\":[{\"text\":null,\"finish_reason\":null}]}\n\n", ""},
    {"data: {\"choices\":[{\"text\":7}]}\n\ndata: {\"choices\":null}\n\ndata: {}\n\n", ""},
    {"data: {\"choices\":[{\"text\":\"caf\\u00e9 \\ud83d\\ude42\"}]}\n\n", "café 🙂"},
    // halves of a pair in two events: each is what a half is everywhere, U+FFFD
    {"data: {\"choices\":[{\"text\":\"\\ud83d\"}]}\n\n"
     "data: {\"choices\":[{\"text\":\"\\ude42\"}]}\n\n",
     "\xEF\xBF\xBD\xEF\xBF\xBD"},
    // errors
    {"data: {\"choices\":[{\"text\":\"x\"}]}\n\n"
     "data: {\"error\":{\"message\":\"overloaded\",\"code\":503}}\n\n",
     "x !overloaded"},
    {"data: {\"error\":{\"message\":\"m\",\"type\":\"t\"},\"status_code\":429}\n\n",
     " !rate limited"},
    {"event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\"}}\n\n",
     " !overloaded"},
    {"event: error\ndata: {\"message\":\"m\"}\n\n", " !broken"},
    {"data: {\"error\":\"text\"}\n\n", " !broken"},
    {"data: {\"choices\":[{\"text\":\"\",\"finish_reason\":\"error\"}]}\n\n", " !broken"},
    {"data: not JSON\n\n", " !broken"},
    {"data: 42\n\n", " !broken"},
};

const Wire kBodies[] = {
    {R"({"choices":[{"text":"a","finish_reason":"stop"}]})", "a ."},
    {R"({"choices":[{"text":"a","finish_reason":null}]})", "a ."},
    {"\n\n\n{\"choices\":[{\"text\":\"a\"}]}\n", "a ."}, // DeepSeek under load
    {R"({"choices":[{"message":{"content":"b"}}]})", "b ."},
    {R"({"error":{"code":400}})", " !rejected"},
    {R"({"choices":[]})", " !broken"},
    {R"({"detail":"Not Found"})", " !broken"},
    {R"("text")", " !broken"},
    {"", " !broken"},
    {R"({"choices":[{"text":"a")", " !broken"},
};

} // namespace

TEST_CASE("a completion is asked for with the model's FIM template", "[providers]") {
  const auto provider = make({.model = "Qwen2.5-Coder-7B", .max_tokens = 48});
  const http::Request request = provider->make_request(prompt_of("x = ^;\n"));
  CHECK(request.method == "POST");
  CHECK(request.target == "/v1/completions");
  REQUIRE(request.headers.size() == 2);
  CHECK(request.headers[0].name == "Content-Type");
  CHECK(request.headers[0].value == "application/json");
  CHECK(request.headers[1].name == "Accept");
  CHECK(request.headers[1].value == "text/event-stream");
  const json expected = {
      {"model", "Qwen2.5-Coder-7B"},
      {"prompt", "<|file_sep|>src/a.py\n<|fim_prefix|>x = <|fim_suffix|>;\n<|fim_middle|>"},
      {"max_tokens", 48},
      {"temperature", 0.0},
      {"stop", {"<|endoftext|>", "<|fim_prefix|>", "<|fim_suffix|>", "<|fim_middle|>"}},
      {"stream", true}};
  CHECK(test::body_of(request) == expected);
}

TEST_CASE("an unknown model continues the plain text", "[providers]") {
  const json body = test::body_of(make({})->make_request(prompt_of("x = ^;\n")));
  CHECK(body.at("prompt") == "x = ");
  CHECK_FALSE(body.contains("model"));
  CHECK_FALSE(body.contains("suffix"));
}

TEST_CASE("a server that fills in by itself gets the suffix in its own field", "[providers]") {
  const auto provider = make({.model = "codestral-latest", .fim = "suffix"});
  const json body = test::body_of(provider->make_request(prompt_of("x = ^;<|im_end|>")));
  CHECK(body.at("prompt") == "x = ");
  CHECK(body.at("suffix") == ";< |im_end|>");
}

TEST_CASE("a server that refuses the suffix gets the model's template from then on",
          "[providers]") {
  // vLLM's words
  const std::string_view refusal =
      R"({"error":{"message":"suffix is not currently supported","type":"BadRequestError","code":400}})";
  const http::ResponseHead head{.status = 400, .content_type = "", .retry_after = {}};
  const auto provider = make({.model = "qwen2.5-coder", .fim = "suffix"});
  CHECK(test::body_of(provider->make_request(prompt_of("a^b"))).contains("suffix"));
  CHECK(provider->read_error(head, "").cause == "request refused");
  CHECK(test::body_of(provider->make_request(prompt_of("a^b"))).contains("suffix"));
  CHECK(provider->read_error(head, refusal).cause == "suffix not supported");
  const json body = test::body_of(provider->make_request(prompt_of("a^b")));
  CHECK_FALSE(body.contains("suffix"));
  CHECK(body.at("prompt") == "<|file_sep|>src/a.py\n<|fim_prefix|>a<|fim_suffix|>b<|fim_middle|>");
  CHECK(body.at("stop")[1] == "<|fim_prefix|>");
}

TEST_CASE("snippets are comments to models that know no files", "[providers]") {
  const json body =
      test::body_of(make({})->make_request(test::prompt_among_files("x = ^;\n", "lua")));
  CHECK(body.at("prompt") == "-- Path: b.py\n-- B\n-- Path: c.py\n-- C\nx = ");
}

TEST_CASE("several candidates are asked for only where it is known to be taken", "[providers]") {
  ProviderOptions options{.model = "m"};
  context::PromptText prompt = prompt_of("^");
  prompt.candidates = 2;
  CHECK(test::body_of(make(options)->make_request(prompt)).at("n") == 2);
  CHECK(make(options)->candidates(prompt) == 2);
  for (const char* host : {"api.cerebras.ai", "api.groq.com", "openrouter.ai"}) {
    options.url.host = host;
    const json body = test::body_of(make(options)->make_request(prompt));
    CHECK_FALSE(body.contains("n"));
    CHECK(body.at("temperature") == 0.0);
    CHECK(make(options)->candidates(prompt) == 1);
  }
}

TEST_CASE("only of hosts that may not know candidates a refusal is doubted", "[providers]") {
  const http::ResponseHead refused{.status = 400, .content_type = "", .retry_after = {}};
  const auto doubts = [&](const char* host, std::string_view body) {
    ProviderOptions options{.model = "m"};
    options.url.host = host;
    return make(options)->read_error(refused, body).ask_for_one;
  };
  CHECK(doubts("127.0.0.1", ""));
  for (const char* host : {"api.openai.com", "mine.openai.azure.com", "api.groq.com"}) {
    CHECK_FALSE(doubts(host, ""));
    CHECK(doubts(host, R"({"error":"'n' must be 1"})")); // they say so themselves
  }
}

TEST_CASE("a choice is told by its index, and a whole body has all of them", "[providers]") {
  const auto provider = make({});
  const auto choice_of = [&](std::string_view data) {
    return provider->read_event({.event = "message", .data = data}).choice;
  };
  CHECK(choice_of(R"({"choices":[{"text":"a"}]})") == 0);
  CHECK(choice_of(R"({"choices":[{"index":2,"text":"a"}]})") == 2);
  CHECK(choice_of(R"({"choices":[{"index":"3","text":"a"}]})") == 3);
  CHECK(choice_of("[DONE]") == Reading::kEveryChoice);
  const Reading whole =
      provider->read_whole(R"({"choices":[{"text":"a"},{"text":"b"},{"text":7},{"text":"d"}]})");
  CHECK(whole.text == "a");
  CHECK(whole.choice == Reading::kEveryChoice);
  CHECK(whole.alternatives == std::vector<std::string>{"b", "", "d"});
}

TEST_CASE("a server that tells how long the prompt took tells how fast it is", "[providers]") {
  const auto provider = make({});
  const auto facts_of = [&](std::string_view data) {
    return provider->read_event({.event = "message", .data = data}).facts;
  };
  CHECK(facts_of(R"({"choices":[],"usage":{"prompt_tokens":200,"prompt_tokens_details":)"
                 R"({"cached_tokens":100}},"time_info":{"prompt_time":0.5}})") ==
        ServerFacts{.prefill_tokens_per_second = 200.0});
  CHECK(facts_of(R"({"choices":[],"x_groq":{"usage":{"prompt_tokens":64,"prompt_time":0.25}}})") ==
        ServerFacts{.prefill_tokens_per_second = 256.0});
  // too few, or in no time
  CHECK_FALSE(facts_of(R"({"usage":{"prompt_tokens":31},"time_info":{"prompt_time":0.5}})"));
  CHECK_FALSE(facts_of(R"({"usage":{"prompt_tokens":64},"time_info":{"prompt_time":0}})"));
  CHECK_FALSE(facts_of(R"({"usage":{"prompt_tokens":"64"},"time_info":7})"));
}

TEST_CASE("recorded completions are read to their end", "[providers]") {
  const auto provider = make({});
  for (const Wire& wire : kStreams) {
    CAPTURE(wire.bytes);
    CHECK(test::read(*provider, wire.bytes) == wire.told);
  }
}

TEST_CASE("a whole answer is finished, or a failure", "[providers]") {
  const auto provider = make({});
  for (const Wire& wire : kBodies) {
    CAPTURE(wire.bytes);
    CHECK(test::told(provider->read_whole(wire.bytes)) == wire.told);
  }
}

TEST_CASE("the family's control tokens end an answer", "[providers]") {
  const auto provider = make({.fim = "codellama"});
  AnswerFilter filter = provider->make_filter(prompt_of("^"));
  CHECK(filter.pass("a <EOT> b") == "a ");
  CHECK(filter.ended());
}

TEST_CASE("an API of completions says nothing about slots", "[providers]") {
  CHECK_FALSE(make({})->facts_request(0));
  CHECK_FALSE(make({})->read_facts(0, "{\"total_slots\":2}"));
}
