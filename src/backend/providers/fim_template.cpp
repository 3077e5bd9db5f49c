#include "backend/providers/fim_template.hpp"

#include "backend/providers/control_tokens.hpp"
#include "base/assert.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <iterator>
#include <optional>
#include <utility>

namespace inkling::backend {
namespace {

using Token = std::string_view;

// Spellings are those of the models' own tokenizers. The order matters: the first four are sent.
constexpr Token kPipes[] = {"<|endoftext|>",  "<|fim_prefix|>", "<|fim_suffix|>",
                            "<|fim_middle|>", "<|fim_pad|>",    "<|repo_name|>",
                            "<|file_sep|>",   "<|im_start|>",   "<|im_end|>"};
constexpr Token kUnderscores[] = {"<|endoftext|>", "<fim_prefix>", "<fim_suffix>", "<fim_middle>",
                                  "<fim_pad>",     "<file_sep>",   "<repo_name>"};
constexpr Token kHyphens[] = {"<|endoftext|>", "<fim-prefix>", "<fim-suffix>", "<fim-middle>",
                              "<fim-pad>"};
constexpr Token kGranite[] = {"<|end_of_text|>", "<|fim_prefix|>",    "<|fim_suffix|>",
                              "<|fim_middle|>",  "<|fim_pad|>",       "<|filename|>",
                              "<|reponame|>",    "<|start_of_role|>", "<|end_of_role|>"};
constexpr Token kCodeLlama[] = {"<EOT>", "<PRE>", "<SUF>", "<MID>", "</s>"};
// Full-width bars U+FF5C and blocks U+2581: copies of this template with ASCII ones do not work.
constexpr Token kDeepSeek[] = {"<｜end▁of▁sentence｜>", "<｜fim▁begin｜>", "<｜fim▁hole｜>",
                               "<｜fim▁end｜>", "<｜begin▁of▁sentence｜>"};
constexpr Token kCodestral[] = {"[PREFIX]", "[SUFFIX]", "[MIDDLE]", "</s>"};
constexpr Token kCodeGemma[] = {"<|file_separator|>", "<|fim_prefix|>", "<|fim_suffix|>",
                                "<|fim_middle|>",     "<end_of_turn>",  "<eos>"};
constexpr Token kGlm[] = {"<|endoftext|>",   "<|code_prefix|>", "<|code_suffix|>",
                          "<|code_middle|>", "<|user|>",        "<|assistant|>"};
constexpr Token kSeedCoder[] = {"<[fim-suffix]>", "<[fim-prefix]>", "<[fim-middle]>",
                                "<[end▁of▁sentence]>"};
constexpr Token kMellum[] = {"<|endoftext|>", "<fim_prefix>", "<fim_suffix>",
                             "<fim_middle>",  "<filename>",   "<reponame>"};
constexpr Token kFalcon[] = {"<|end_of_text|>", "<|prefix|>", "<|suffix|>", "<|middle|>"};
constexpr Token kCommon[] = {"<|endoftext|>", "<|im_end|>"};

constexpr FimFamily kFamilies[] = {
    {"none", "{prefix}", kCommon},
    // Servers that fill in by themselves: Mistral's and Inception's fim endpoints, DeepSeek's beta.
    {"suffix", "{prefix}", kCommon, true},
    {"qwen", "<|fim_prefix|>{prefix}<|fim_suffix|>{suffix}<|fim_middle|>", kPipes},
    {"starcoder", "<fim_prefix>{prefix}<fim_suffix>{suffix}<fim_middle>", kUnderscores},
    {"santacoder", "<fim-prefix>{prefix}<fim-suffix>{suffix}<fim-middle>", kHyphens},
    {"granite", "<|fim_prefix|>{prefix}<|fim_suffix|>{suffix}<|fim_middle|>", kGranite},
    {"codellama", "<PRE> {prefix} <SUF>{suffix} <MID>", kCodeLlama},
    {"deepseek", "<｜fim▁begin｜>{prefix}<｜fim▁hole｜>{suffix}<｜fim▁end｜>", kDeepSeek},
    {"codestral", "[SUFFIX]{suffix}[PREFIX]{prefix}", kCodestral},
    {"codegemma", "<|fim_prefix|>{prefix}<|fim_suffix|>{suffix}<|fim_middle|>", kCodeGemma},
    {"glm", "<|code_prefix|>{prefix}<|code_suffix|>{suffix}<|code_middle|>", kGlm},
    {"codegeex4",
     "<|user|>\n###PATH:{path}\n###LANGUAGE:{language}\n###MODE:BLOCK\n"
     "<|code_suffix|>{suffix}<|code_prefix|>{prefix}<|code_middle|><|assistant|>\n",
     kGlm},
    {"seed-coder", "<[fim-suffix]>{suffix}<[fim-prefix]>{prefix}<[fim-middle]>", kSeedCoder},
    {"mellum", "<filename>{path}\n<fim_suffix>{suffix}<fim_prefix>{prefix}<fim_middle>", kMellum},
    {"falcon", "<|prefix|>{prefix}<|suffix|>{suffix}<|middle|>", kFalcon},
};

/// A model whose name holds both words is of the family. The first match counts.
struct ModelRule {
  std::string_view word;
  std::string_view other_word;
  std::string_view family;
};

constexpr ModelRule kModels[] = {
    {"codeqwen", "", "starcoder"}, // its first generation took StarCoder's tokens
    {"qwen", "", "qwen"},
    {"santacoder", "", "santacoder"},
    {"starcoder", "", "starcoder"},
    {"stable-code", "", "starcoder"},
    {"stablecode", "", "starcoder"},
    {"refact", "", "starcoder"},
    {"granite", "code", "starcoder"}, // granite-8b-code and its kin, before 3.3
    {"granite", "", "granite"},
    {"codellama", "", "codellama"},
    {"code-llama", "", "codellama"},
    {"deepseek", "", "deepseek"},
    {"codestral", "", "codestral"},
    {"codegemma", "", "codegemma"},
    {"codegeex4", "", "codegeex4"},
    {"glm-4", "", "glm"},
    {"glm4", "", "glm"},
    {"seed-coder", "", "seed-coder"},
    {"mellum", "", "mellum"},
    {"falcon-h1", "", "falcon"},
};

const FimFamily* find_family(std::string_view name) {
  const auto* found = std::find_if(std::begin(kFamilies), std::end(kFamilies),
                                   [&](const FimFamily& family) { return family.name == name; });
  return found == std::end(kFamilies) ? nullptr : found;
}

/// Lower case, one kind of separator, so that "Seed_Coder" is "seed-coder".
std::string normalised(std::string_view model) {
  std::string name;
  for (const char c : model) {
    const bool separates = c == '_' || c == ' ';
    name += separates ? '-' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  std::replace(name.begin(), name.end(), '\\', '/');
  return name;
}

std::optional<std::string_view> family_named_in(std::string_view text) {
  const auto holds = [&](std::string_view word) { return text.find(word) != text.npos; };
  for (const ModelRule& rule : kModels) {
    if (holds(rule.word) && holds(rule.other_word)) return rule.family;
  }
  return std::nullopt;
}

/// The last part of a path says most; the folders around "ggml-model-q4.gguf" may know better.
std::string_view family_of_model(std::string_view model) {
  const std::string name = normalised(model);
  const std::string_view last = std::string_view(name).substr(name.rfind('/') + 1);
  if (const auto family = family_named_in(last)) return *family;
  return family_named_in(name).value_or("none");
}

} // namespace

FimTemplate FimTemplate::choose(std::string_view family, std::string_view model) {
  const FimFamily* found = find_family(family == "auto" ? family_of_model(model) : family);
  INKLING_ASSERT(found != nullptr);
  return FimTemplate(*found);
}

std::string FimTemplate::render(const FimParts& parts) const {
  const std::pair<std::string_view, std::string_view> values[] = {
      {"{path}", parts.path.empty() ? "untitled" : parts.path},
      {"{language}", parts.language},
      {"{prefix}", parts.prefix},
      {"{suffix}", parts.suffix},
  };
  std::string prompt;
  prompt.reserve(family_->pattern.size() + parts.prefix.size() + parts.suffix.size());
  for (std::string_view rest = family_->pattern; !rest.empty();) {
    const auto* value = std::find_if(std::begin(values), std::end(values),
                                     [&](const auto& v) { return rest.starts_with(v.first); });
    if (value == std::end(values)) {
      prompt += rest.front();
      rest.remove_prefix(1);
    } else {
      prompt += break_tokens(value->second, tokens());
      rest.remove_prefix(value->first.size());
    }
  }
  return prompt;
}

std::span<const std::string_view> FimTemplate::stops() const {
  return tokens().first(std::min(kStopsMax, tokens().size()));
}

std::vector<std::string> fim_families() {
  std::vector<std::string> names = {"auto"};
  for (const FimFamily& family : kFamilies) names.emplace_back(family.name);
  return names;
}

bool is_fim_family(std::string_view name) {
  return name == "auto" || find_family(name) != nullptr;
}

} // namespace inkling::backend
