// What holds of the requests of every kind, whatever is configured and whatever stands in a text.

#include "backend/providers/fim_template.hpp"

#include "support/catch.hpp"
#include "wire_fixture.hpp"

#include <string>

using namespace inkling;
using namespace inkling::backend;
using nlohmann::json;
using test::prompt_of;

namespace {

constexpr ProviderKind kKinds[] = {
    ProviderKind::openai_completions, ProviderKind::openai_chat, ProviderKind::openai_responses,
    ProviderKind::llama_cpp,          ProviderKind::ollama,      ProviderKind::mistral,
    ProviderKind::deepseek,           ProviderKind::mercury,     ProviderKind::cerebras,
};

json asked(ProviderKind kind, ProviderOptions options, const context::PromptText& prompt) {
  return test::body_of(make_provider(kind, std::move(options))->make_request(prompt));
}

/// All strings of a body, one after the other.
std::string strings_of(const json& value) {
  if (value.is_string()) return value.get<std::string>();
  std::string all;
  if (value.is_structured())
    for (const json& one : value) all += strings_of(one);
  return all;
}

} // namespace

TEST_CASE("a model without a name is not named", "[providers]") {
  for (const ProviderKind kind : kKinds) {
    CAPTURE(static_cast<int>(kind));
    CHECK_FALSE(asked(kind, {}, prompt_of("a^b")).contains("model"));
    CHECK(asked(kind, {.model = "m"}, prompt_of("a^b")).at("model") == "m");
  }
}

TEST_CASE("no more stop strings are sent than hosts take", "[providers]") {
  for (const ProviderKind kind : kKinds) {
    for (const std::string& family : fim_families()) {
      CAPTURE(static_cast<int>(kind), family);
      const json body = asked(kind, {.model = "qwen2.5-coder", .fim = family}, prompt_of("a^b"));
      const json& holder = body.contains("options") ? body.at("options") : body;
      if (holder.contains("stop")) {
        CHECK(holder.at("stop").size() <= 4);
        CHECK_FALSE(holder.at("stop").empty());
      }
    }
  }
}

TEST_CASE("a request is JSON whatever bytes a text has", "[providers]") {
  context::PromptText prompt;
  prompt.path = "a\"\\\x01.py";
  prompt.snippets = {{"b\t.py", "\x02\xFF"}};
  // All control bytes; half a surrogate pair, written as UTF-8 must not; half a character.
  std::string control;
  for (char c = 0; c < 0x20; ++c) control += c;
  prompt.prefix = control + "\x7F\"\\";
  prompt.suffix = "\xED\xA0\xBD|\xC3";
  for (const ProviderKind kind : kKinds) {
    for (const char* family : {"qwen", "suffix"}) {
      CAPTURE(static_cast<int>(kind), family);
      const json body =
          asked(kind, {.model = "m", .fim = family}, prompt); // throws at what is none
      const std::string all = strings_of(body);
      CHECK(all.find(control + "\x7F\"\\") != std::string::npos);
      CHECK(all.find("\xED") == std::string::npos);
      CHECK(all.find("\xEF\xBF\xBD|\xEF\xBF\xBD") != std::string::npos);
      CHECK(all.find("\x02\xEF\xBF\xBD") != std::string::npos);
    }
  }
}
