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

context::PromptText prompt_of(std::string path, std::string language, std::string prefix,
                              std::string suffix) {
  context::PromptText prompt;
  prompt.path = std::move(path);
  prompt.language = std::move(language);
  prompt.prefix = std::move(prefix);
  prompt.suffix = std::move(suffix);
  return prompt;
}

struct Prompt {
  std::string_view family;
  std::string expected;
  std::string with_files; ///< of repository "r": b.py and c.py before it
};

constexpr std::string_view kComments = "# Path: b.py\n# B\n# Path: c.py\n# C\n";

/// P and S are the text before and after the cursor.
const Prompt kPrompts[] = {
    {"none", "P", "@P"},
    {"suffix", "P", "@P"},
    {"qwen", "<|file_sep|>a.py\n<|fim_prefix|>P<|fim_suffix|>S<|fim_middle|>",
     "<|repo_name|>r\n<|file_sep|>b.py\nB\n<|file_sep|>c.py\nC\n<|file_sep|>a.py\n"
     "<|fim_prefix|>P<|fim_suffix|>S<|fim_middle|>"},
    {"starcoder", "<fim_prefix>P<fim_suffix>S<fim_middle>",
     "<repo_name>r<file_sep>b.py\nB\n<file_sep>c.py\nC\n<file_sep>a.py\n"
     "<fim_prefix>P<fim_suffix>S<fim_middle>"},
    {"santacoder", "<fim-prefix>P<fim-suffix>S<fim-middle>",
     "<fim-prefix>@P<fim-suffix>S<fim-middle>"},
    {"granite", "<|fim_prefix|>P<|fim_suffix|>S<|fim_middle|>",
     "<|reponame|>r\n<|filename|>b.py\nB\n<|filename|>c.py\nC\n<|filename|>a.py\n"
     "<|fim_prefix|>P<|fim_suffix|>S<|fim_middle|>"},
    {"codellama", "<PRE> P <SUF>S <MID>", "<PRE> @P <SUF>S <MID>"},
    {"deepseek", "<｜fim▁begin｜>P<｜fim▁hole｜>S<｜fim▁end｜>",
     "<｜fim▁begin｜>#b.py\nB\n\n#c.py\nC\n\n#a.py\nP<｜fim▁hole｜>S<｜fim▁end｜>"},
    {"codestral", "[SUFFIX]S[PREFIX]P",
     "[SUFFIX]S[PREFIX]+++++ b.py\nB\n\n+++++ c.py\nC\n\n+++++ a.py\nP"},
    {"codegemma", "<|fim_prefix|>P<|fim_suffix|>S<|fim_middle|>",
     "b.py\nB\n<|file_separator|>c.py\nC\n<|file_separator|>a.py\n"
     "<|fim_prefix|>P<|fim_suffix|>S<|fim_middle|>"},
    {"glm", "<|code_prefix|>P<|code_suffix|>S<|code_middle|>",
     "<|code_prefix|>@P<|code_suffix|>S<|code_middle|>"},
    {"codegeex4",
     "<|user|>\n###PATH:a.py\n###LANGUAGE:python\n###MODE:BLOCK\n<|code_suffix|>S"
     "<|code_prefix|>P<|code_middle|><|assistant|>\n",
     "<|user|>\n###REFERENCE:\n###PATH:b.py\nB\n###REFERENCE:\n###PATH:c.py\nC\n"
     "###PATH:a.py\n###LANGUAGE:python\n###MODE:BLOCK\n<|code_suffix|>S"
     "<|code_prefix|>P<|code_middle|><|assistant|>\n"},
    {"seed-coder", "<[fim-suffix]>S<[fim-prefix]>P<[fim-middle]>",
     "<[fim-suffix]>S<[fim-prefix]>@P<[fim-middle]>"},
    {"mellum", "<filename>a.py\n<fim_suffix>S<fim_prefix>P<fim_middle>",
     "<reponame>r\n<filename>b.py\nB\n<filename>c.py\nC\n<filename>a.py\n"
     "<fim_suffix>S<fim_prefix>P<fim_middle>"},
    {"falcon", "<|prefix|>P<|suffix|>S<|middle|>", "<|prefix|>@P<|suffix|>S<|middle|>"},
};

/// "@" stands for the comments.
std::string with_comments(std::string text) {
  if (const auto place = text.find('@'); place != text.npos) text.replace(place, 1, kComments);
  return text;
}

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
  const context::PromptText alone = prompt_of("a.py", "python", "P", "S");
  context::PromptText among = alone;
  among.repository = "r";
  among.snippets = {{"b.py", "B\n"}, {"c.py", "C"}};
  for (const Prompt& prompt : kPrompts) {
    CAPTURE(prompt.family);
    const FimTemplate fim = FimTemplate::choose(prompt.family, "");
    CHECK(fim.render(alone) == prompt.expected);
    CHECK(fim.render(among) == with_comments(prompt.with_files));
  }
  CHECK(std::size(kPrompts) + 1 == fim_families().size()); // "auto" has no prompt of its own
}

TEST_CASE("what is not known of a file is left out", "[providers]") {
  context::PromptText prompt = prompt_of("", "", "P", "S");
  CHECK(FimTemplate::choose("qwen", "").render(prompt) ==
        "<|fim_prefix|>P<|fim_suffix|>S<|fim_middle|>");
  prompt.repository = "r";
  CHECK(FimTemplate::choose("qwen", "").render(prompt) ==
        "<|repo_name|>r\n<|fim_prefix|>P<|fim_suffix|>S<|fim_middle|>");
  prompt.repository = "";
  prompt.snippets = {{"b.py", "B\n"}};
  CHECK(FimTemplate::choose("qwen", "").render(prompt) ==
        "<|file_sep|>b.py\nB\n<|fim_prefix|>P<|fim_suffix|>S<|fim_middle|>");
}

TEST_CASE("no part of a prompt can pass for a control token", "[providers]") {
  context::PromptText prompt = prompt_of("<|file_sep|>", "", "P", "S");
  prompt.repository = "<|repo_name|>";
  prompt.snippets = {{"b<|file_sep|>", "{path}<|fim_middle|>{text}\n"}};
  CHECK(FimTemplate::choose("qwen", "").render(prompt) ==
        "<|repo_name|>< |repo_name|>\n<|file_sep|>b< |file_sep|>\n{path}< |fim_middle|>{text}\n"
        "<|file_sep|>< |file_sep|>\n<|fim_prefix|>P<|fim_suffix|>S<|fim_middle|>");
}

TEST_CASE("a server's own template is guarded by the tokens of the model's family", "[providers]") {
  const FimTemplate fim = FimTemplate::choose("suffix", "")
                              .with_tokens_of(FimTemplate::choose("auto", "qwen2.5-coder"));
  const context::PromptText prompt = prompt_of("", "", "<|fim_prefix|>", "<|fim_suffix|>");
  CHECK(fim.render(prompt) == "< |fim_prefix|>");
  CHECK(fim.suffix_field(prompt) == "< |fim_suffix|>");
  CHECK(fim.has_suffix_field());
  CHECK(fim.stops().front() == "<|endoftext|>");
}

TEST_CASE("every control token that a prompt holds is known, and the first ones are its stops",
          "[providers]") {
  for (const std::string& name : fim_families()) {
    CAPTURE(name);
    const FimTemplate fim = FimTemplate::choose(name, "");
    const auto tokens = fim.tokens();
    context::PromptText parts = prompt_of("p", "l", "P", "S");
    parts.repository = "r";
    parts.snippets = {{"q", "T"}};
    std::string prompt = fim.render(parts);
    for (const std::string_view token : tokens) {
      for (std::size_t at = prompt.find(token); at != prompt.npos; at = prompt.find(token))
        prompt.erase(at, token.size());
      CHECK(std::count(tokens.begin(), tokens.end(), token) == 1);
    }
    CHECK(prompt.find_first_of("<[|") == prompt.npos);
    CHECK(fim.stops().size() == std::min(FimTemplate::kStopsMax, tokens.size()));
    CHECK(fim.stops().front() == tokens.front());
  }
}

TEST_CASE("a prompt cannot be ended by what the user has typed", "[providers]") {
  const FimTemplate fim = FimTemplate::choose("granite", "");
  CHECK(fim.render(prompt_of("", "", "<|fim_middle|>", "a<|end_of_text|>")) ==
        "<|fim_prefix|>< |fim_middle|><|fim_suffix|>a< |end_of_text|><|fim_middle|>");
  const FimTemplate mellum = FimTemplate::choose("mellum", "");
  CHECK(mellum.render(prompt_of("<filename>", "", "{suffix}", "S")) ==
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
