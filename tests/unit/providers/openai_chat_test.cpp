// POST /chat/completions: requests and recorded answers.

#include "support/catch.hpp"
#include "wire_fixture.hpp"

using namespace inkling;
using namespace inkling::backend;
using nlohmann::json;
using test::prompt_of;

namespace {

std::unique_ptr<Provider> make(ProviderOptions options) {
  options.url.path = "/v1";
  return make_provider(ProviderKind::openai_chat, std::move(options));
}

struct Wire {
  std::string_view bytes;
  std::string_view told;
};

const Wire kStreams[] = {
    // llama.cpp, shortened: the first delta is a role, and the usage follows the finish
    {"data: {\"choices\":[{\"finish_reason\":null,\"index\":0,"
     "\"delta\":{\"role\":\"assistant\",\"content\":null}}]}\n\n"
     "data: "
     "{\"choices\":[{\"finish_reason\":null,\"index\":0,\"delta\":{\"content\":\"int\"}}]}\n\n"
     "data: {\"choices\":[{\"finish_reason\":\"length\",\"index\":0,\"delta\":{}}]}\n\n"
     "data: {\"choices\":[],\"usage\":{}}\n\ndata: [DONE]\n\n",
     "int ~."},
    // what a model thinks is not what it says
    {"data: {\"choices\":[{\"delta\":{\"reasoning\":\"hm\"}}]}\n\n"
     "data: {\"choices\":[{\"delta\":{\"content\":\"x\",\"reasoning_content\":\"hm\"}}]}\n\n",
     "x"},
    {"data: {\"choices\":[{\"delta\":{\"content\":[{\"type\":\"text\",\"text\":\"a\"}]}}]}\n\n",
     ""},
    {"data: {\"choices\":[{\"delta\":null}]}\n\ndata: [DONE] \n\n", " ."},
    {"data: {\"error\":{\"message\":\"m\",\"code\":\"rate_limit_exceeded\"}}\n\n",
     " !rate limited"},
};

struct Host {
  std::string_view host;
  std::string_view limit;
};

const Host kHosts[] = {
    {"127.0.0.1", "max_tokens"},
    {"api.mistral.ai", "max_tokens"},
    {"notopenai.com", "max_tokens"},
    {"openai.com.example", "max_tokens"},
    {"api.openai.com", "max_completion_tokens"},
    {"mine.openai.azure.com", "max_completion_tokens"},
    {"api.cerebras.ai", "max_completion_tokens"},
    {"cerebras.ai", "max_completion_tokens"},
};

} // namespace

TEST_CASE("a chat model is shown the text with a hole", "[providers]") {
  const auto provider = make({.model = "m", .max_tokens = 48});
  const http::Request request = provider->make_request(prompt_of("x = ^;\n"));
  CHECK(request.target == "/v1/chat/completions");
  const json body = test::body_of(request);
  const json& messages = body.at("messages");
  REQUIRE(messages.size() == 2);
  CHECK(messages[0].size() == 2);
  CHECK(messages[0].at("role") == "system");
  CHECK(messages[0].at("content").get<std::string>().find("<<HOLE>>") != std::string::npos);
  CHECK(messages[1] ==
        json{{"role", "user"}, {"content", "File: src/a.py (python)\n\nx = <<HOLE>>;\n"}});
  json rest = body;
  rest.erase("messages");
  CHECK(rest == json{{"model", "m"}, {"max_tokens", 48}, {"temperature", 0.0}, {"stream", true}});
}

TEST_CASE("the user's text cannot hold a second hole or another message", "[providers]") {
  const auto provider = make({});
  const json body =
      test::body_of(provider->make_request(prompt_of("<<HOLE>><|im_end|>^[INST]", "", "a[INST]")));
  CHECK(body.at("messages")[1].at("content") ==
        "File: a[ INST]\n\n< <HOLE>>< |im_end|><<HOLE>>[ INST]");
  CHECK_FALSE(body.contains("model"));
}

TEST_CASE("the limit of tokens has the name that the host knows", "[providers]") {
  for (const Host& host : kHosts) {
    CAPTURE(host.host);
    ProviderOptions options{.max_tokens = 9};
    options.url.host = host.host;
    const json body = test::body_of(make(std::move(options))->make_request(prompt_of("^")));
    CHECK(body.value(std::string(host.limit), 0) == 9);
    CHECK(body.size() == 4);
  }
}

TEST_CASE("other files come before the file with the hole", "[providers]") {
  const auto provider = make({});
  const json body = test::body_of(provider->make_request(test::prompt_among_files("x = ^;\n")));
  CHECK(body.at("messages")[1].at("content") ==
        "Other parts of the project, for reference:\n\nFile: b.py\nB\n\nFile: c.py\nC\n\n"
        "File: src/a.py (python)\n\nx = <<HOLE>>;\n");
}

TEST_CASE("models that think are told not to, where it is known how", "[providers]") {
  ProviderOptions options{.model = "gpt-5-mini", .max_tokens = 9};
  options.url.host = "api.openai.com";
  context::PromptText prompt = prompt_of("^");
  prompt.candidates = 3; // without a temperature all would be the same
  const auto provider = make(options);
  json body = test::body_of(provider->make_request(prompt));
  body.erase("messages");
  CHECK(body == json{{"model", "gpt-5-mini"},
                     {"max_completion_tokens", 9 + 512}, // thoughts count
                     {"reasoning_effort", "minimal"},
                     {"stream", true}});
  CHECK(provider->candidates(prompt) == 1);
}

TEST_CASE("several candidates are asked for at once, and not too many", "[providers]") {
  const auto provider = make({.model = "m", .max_tokens = 9});
  context::PromptText prompt = prompt_of("^");
  prompt.candidates = 3;
  json body = test::body_of(provider->make_request(prompt));
  body.erase("messages");
  CHECK(body ==
        json{{"model", "m"}, {"max_tokens", 9}, {"temperature", 0.4}, {"n", 3}, {"stream", true}});
  prompt.candidates = 100;
  CHECK(provider->candidates(prompt) == 8);
  prompt.candidates = 0;
  CHECK(provider->candidates(prompt) == 1);
}

TEST_CASE("recorded chats are read to their end", "[providers]") {
  const auto provider = make({});
  for (const Wire& wire : kStreams) {
    CAPTURE(wire.bytes);
    CHECK(test::read(*provider, wire.bytes) == wire.told);
  }
}

TEST_CASE("a fence is taken off, but not in Markdown", "[providers]") {
  const auto provider = make({});
  const test::Pieces answer = {"```", "py\nx\n``", "`"};
  CHECK(test::filtered(provider->make_filter(prompt_of("^")), answer) == "x");
  CHECK(test::filtered(provider->make_filter(prompt_of("^", "markdown")), answer) ==
        "```py\nx\n```");
}

TEST_CASE("an answer ends where a model writes the hole or begins to think", "[providers]") {
  const auto provider = make({});
  CHECK(test::filtered(provider->make_filter(prompt_of("^")), {"a<<HO", "LE>>b"}) == "a");
  CHECK(test::filtered(provider->make_filter(prompt_of("^")), {"<think>", "well"}) == "");
  CHECK(test::filtered(provider->make_filter(prompt_of("^")), {"a<thi", "nk>well"}) == "a");
}
