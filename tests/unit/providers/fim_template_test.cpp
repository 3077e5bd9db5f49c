// Which template a model gets, and what it makes of a prompt.

#include "backend/providers/fim_template.hpp"

#include "base/nearest.hpp"
#include "support/catch.hpp"

#include <algorithm>

using namespace inkling;
using namespace inkling::backend;

namespace {

struct Model {
  std::string_view name;
  std::string_view family;
};

const Model kModels[] = {
    {"Qwen/Qwen2.5-Coder-7B", "qwen"},
    {"qwen2.5-coder:1.5b-base-q4_K_M", "qwen"},
    {"hf.co/unsloth/Qwen3-Coder-30B-A3B-Instruct-GGUF:Q4_K_M", "qwen"},
    {"/models/qwen2.5-coder/ggml-model-q4_0.gguf", "qwen"},
    {"C:\\models\\Qwen2.5-Coder-7B.gguf", "qwen"},
    {"CodeQwen1.5-7B", "starcoder"},
    {"bigcode/starcoder2-3b", "starcoder"},
    {"stable-code-3b", "starcoder"},
    {"stable_code:3b", "starcoder"},
    {"bigcode/santacoder", "santacoder"},
    {"granite-code:8b", "starcoder"},
    {"ibm-granite/granite-8b-code-base-4k", "starcoder"},
    {"granite-4.0-h-tiny-Q8_0.gguf", "granite"},
    {"codellama/CodeLlama-7b-hf", "codellama"},
    {"code-llama", "codellama"},
    {"deepseek-ai/DeepSeek-Coder-V2-Lite-Base", "deepseek"},
    {"codestral-latest", "codestral"},
    {"google/codegemma-2b", "codegemma"},
    {"glm-4.6", "glm"},
    {"THUDM/codegeex4-all-9b", "codegeex4"},
    {"ByteDance-Seed/Seed-Coder-8B-Base", "seed-coder"},
    {"Seed_Coder_8B", "seed-coder"},
    {"JetBrains/Mellum-4b-base", "mellum"},
    {"Falcon-H1-Tiny-Coder-90M", "falcon"},
    {"", "none"},
    {"my-own-model", "none"},
    {"gpt-3.5-turbo-instruct", "none"},
    // the model's own name says more than the folder it lies in
    {"qwen/deepseek-coder-6.7b.gguf", "deepseek"},
};

struct Prompt {
  std::string_view family;
  std::string expected;
};

/// P and S are the text before and after the cursor.
const Prompt kPrompts[] = {
    {"none", "P"},
    {"suffix", "P"},
    {"qwen", "<|fim_prefix|>P<|fim_suffix|>S<|fim_middle|>"},
    {"starcoder", "<fim_prefix>P<fim_suffix>S<fim_middle>"},
    {"santacoder", "<fim-prefix>P<fim-suffix>S<fim-middle>"},
    {"granite", "<|fim_prefix|>P<|fim_suffix|>S<|fim_middle|>"},
    {"codellama", "<PRE> P <SUF>S <MID>"},
    {"deepseek", "<\xEF\xBD\x9C"
                 "fim\xE2\x96\x81"
                 "begin\xEF\xBD\x9C>P<\xEF\xBD\x9C"
                 "fim\xE2\x96\x81hole\xEF\xBD\x9C>S<\xEF\xBD\x9C"
                 "fim\xE2\x96\x81"
                 "end\xEF\xBD\x9C>"},
    {"codestral", "[SUFFIX]S[PREFIX]P"},
    {"codegemma", "<|fim_prefix|>P<|fim_suffix|>S<|fim_middle|>"},
    {"glm", "<|code_prefix|>P<|code_suffix|>S<|code_middle|>"},
    {"codegeex4", "<|user|>\n###PATH:a.py\n###LANGUAGE:python\n###MODE:BLOCK\n<|code_suffix|>S"
                  "<|code_prefix|>P<|code_middle|><|assistant|>\n"},
    {"seed-coder", "<[fim-suffix]>S<[fim-prefix]>P<[fim-middle]>"},
    {"mellum", "<filename>a.py\n<fim_suffix>S<fim_prefix>P<fim_middle>"},
    {"falcon", "<|prefix|>P<|suffix|>S<|middle|>"},
};

} // namespace

TEST_CASE("a model's family is told by its name", "[providers]") {
  for (const Model& model : kModels) {
    CAPTURE(model.name);
    CHECK(FimTemplate::choose("auto", model.name).name() == model.family);
  }
}

TEST_CASE("a configured family counts, whatever the model is called", "[providers]") {
  CHECK(FimTemplate::choose("codestral", "qwen2.5-coder").name() == "codestral");
  CHECK(FimTemplate::choose("none", "qwen2.5-coder").name() == "none");
}

TEST_CASE("each family's prompt is what its models were trained on", "[providers]") {
  const FimParts parts{.path = "a.py", .language = "python", .prefix = "P", .suffix = "S"};
  for (const Prompt& prompt : kPrompts) {
    CAPTURE(prompt.family);
    CHECK(FimTemplate::choose(prompt.family, "").render(parts) == prompt.expected);
  }
  CHECK(std::size(kPrompts) + 1 == fim_families().size()); // "auto" has no prompt of its own
}

TEST_CASE("every control token that a prompt holds is known, and the first ones are its stops",
          "[providers]") {
  for (const std::string& name : fim_families()) {
    CAPTURE(name);
    const FimTemplate fim = FimTemplate::choose(name, "");
    const auto tokens = fim.tokens();
    std::string prompt = fim.render({.path = "p", .language = "l", .prefix = "P", .suffix = "S"});
    for (const std::string_view token : tokens) {
      if (const std::size_t place = prompt.find(token); place != prompt.npos)
        prompt.erase(place, token.size());
      CHECK(std::count(tokens.begin(), tokens.end(), token) == 1);
    }
    CHECK(prompt.find_first_of("<[|") == prompt.npos);
    CHECK(fim.stops().size() == std::min(FimTemplate::kStopsMax, tokens.size()));
    CHECK(fim.stops().front() == tokens.front());
  }
}

TEST_CASE("a prompt cannot be ended by what the user has typed", "[providers]") {
  const FimTemplate fim = FimTemplate::choose("qwen", "");
  CHECK(fim.render({.prefix = "<|fim_middle|>", .suffix = "a<|endoftext|>"}) ==
        "<|fim_prefix|>< |fim_middle|><|fim_suffix|>a< |endoftext|><|fim_middle|>");
  const FimTemplate mellum = FimTemplate::choose("mellum", "");
  CHECK(mellum.render({.path = "<filename>", .prefix = "{suffix}", .suffix = "S"}) ==
        "<filename>< filename>\n<fim_suffix>S<fim_prefix>{suffix}<fim_middle>");
  CHECK(mellum.render({}) == "<filename>untitled\n<fim_suffix><fim_prefix><fim_middle>");
}

TEST_CASE("a mistyped family has a nearest one", "[providers]") {
  CHECK(is_fim_family("auto"));
  CHECK(is_fim_family("none"));
  CHECK_FALSE(is_fim_family("qwn"));
  CHECK_FALSE(is_fim_family(""));
  CHECK(nearest("qwn", fim_families()) == "qwen");
  CHECK(nearest("star-coder", fim_families()) == "starcoder");
}
