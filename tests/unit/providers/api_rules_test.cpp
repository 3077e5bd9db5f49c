// What hosts and models are known for.

#include "backend/providers/api_rules.hpp"

#include "support/catch.hpp"

using namespace inkling::backend;

namespace {

struct Case {
  const char* host;
  const char* model;
  const char* effort;
  bool temperature;
};

const Case kCases[] = {
    {"api.openai.com", "gpt-5.3-codex-spark", "low", false},
    {"api.openai.com", "gpt-5-nano", "minimal", false},
    {"api.openai.com", "gpt-5", "minimal", false},
    {"api.openai.com", "gpt-5.1", "none", true},
    {"api.openai.com", "gpt-5-chat-latest", "", true},
    {"api.openai.com", "o4-mini", "low", false},
    {"api.openai.com", "gpt-4.1-mini", "", true},
    {"mine.openai.azure.com", "GPT-5-mini", "minimal", false},
    {"api.cerebras.ai", "gpt-oss-120b", "low", true},
    {"api.cerebras.ai", "zai-glm-4.7", "none", true},
    {"api.cerebras.ai", "qwen-3.8-27b", "none", true},
    {"api.cerebras.ai", "qwen-3-coder-480b", "", true},
    {"api.groq.com", "openai/gpt-oss-20b", "low", true},
    {"api.groq.com", "qwen/qwen3-32b", "none", true},
    {"api.groq.com", "llama-3.3-70b-versatile", "", true},
    {"127.0.0.1", "gpt-oss-20b", "", true}, // nobody knows what that server takes
    {"notgroq.com", "gpt-oss-20b", "", true},
};

} // namespace

TEST_CASE("a model that thinks is held back in the words of its host", "[providers]") {
  for (const Case& c : kCases) {
    CAPTURE(c.host, c.model);
    const Effort effort = effort_of(api_rules(c.host), c.model);
    CHECK(effort.value == c.effort);
    CHECK(effort.temperature == c.temperature);
  }
}

TEST_CASE("a model that thinks has room for that beside its text", "[providers]") {
  struct Limit {
    Effort effort;
    std::size_t text;
    std::size_t limit;
  };
  const Limit limits[] = {
      {{}, 128, 128},    {{"none"}, 128, 128}, {{"low"}, 128, 640}, {{"minimal", false}, 48, 560},
      {{"low"}, 2, 514}, {{"low"}, 1, 1}, // whose prompt is only to be read
  };
  for (const Limit& c : limits) {
    CAPTURE(c.effort.value, c.text);
    CHECK(c.effort.limit_for(c.text) == c.limit);
  }
}

TEST_CASE("one host is warmed by a request", "[providers]") {
  CHECK(api_rules("api.cerebras.ai").warm_target == "/tcp_warming");
  CHECK(api_rules("api.openai.com").warm_target.empty());
  CHECK(api_rules("").warm_target.empty());
}
