#include "backend/providers/fim_template.hpp"

#include "backend/providers/comment_block.hpp"
#include "backend/providers/control_tokens.hpp"
#include "base/assert.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <initializer_list>
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

// How files are shown; of the families that are not here nothing is known.
constexpr FimContext kQwenFiles = {.repository = "<|repo_name|>{repository}\n",
                                   .snippet = "<|file_sep|>{path}\n{text}",
                                   .current = "<|file_sep|>{path}\n",
                                   .always = true};
constexpr FimContext kStarCoderFiles = {.repository = "<repo_name>{repository}",
                                        .snippet = "<file_sep>{path}\n{text}",
                                        .current = "<file_sep>{path}\n"};
constexpr FimContext kGraniteFiles = {.repository = "<|reponame|>{repository}\n",
                                      .snippet = "<|filename|>{path}\n{text}",
                                      .current = "<|filename|>{path}\n"};
constexpr FimContext kDeepSeekFiles = {.snippet = "#{path}\n{text}\n", .current = "#{path}\n"};
constexpr FimContext kCodestralFiles = {.snippet = "+++++ {path}\n{text}\n",
                                        .current = "+++++ {path}\n"};
constexpr FimContext kCodeGemmaFiles = {.snippet = "{path}\n{text}<|file_separator|>",
                                        .current = "{path}\n"};
constexpr FimContext kCodeGeeXFiles = {.snippet = "###REFERENCE:\n###PATH:{path}\n{text}"};
constexpr FimContext kMellumFiles = {.repository = "<reponame>{repository}\n",
                                     .snippet = "<filename>{path}\n{text}"};

constexpr FimFamily kFamilies[] = {
    {"none", "{context}{prefix}", kCommon},
    // Servers that fill in by themselves: SGLang with a template of its own, llama.cpp's kin.
    {"suffix", "{context}{prefix}", kCommon, {}, true},
    {"qwen", "{context}<|fim_prefix|>{prefix}<|fim_suffix|>{suffix}<|fim_middle|>", kPipes,
     kQwenFiles},
    {"starcoder", "{context}<fim_prefix>{prefix}<fim_suffix>{suffix}<fim_middle>", kUnderscores,
     kStarCoderFiles},
    {"santacoder", "<fim-prefix>{context}{prefix}<fim-suffix>{suffix}<fim-middle>", kHyphens},
    {"granite", "{context}<|fim_prefix|>{prefix}<|fim_suffix|>{suffix}<|fim_middle|>", kGranite,
     kGraniteFiles},
    {"codellama", "<PRE> {context}{prefix} <SUF>{suffix} <MID>", kCodeLlama},
    {"deepseek", "<｜fim▁begin｜>{context}{prefix}<｜fim▁hole｜>{suffix}<｜fim▁end｜>", kDeepSeek,
     kDeepSeekFiles},
    {"codestral", "[SUFFIX]{suffix}[PREFIX]{context}{prefix}", kCodestral, kCodestralFiles},
    {"codegemma", "{context}<|fim_prefix|>{prefix}<|fim_suffix|>{suffix}<|fim_middle|>", kCodeGemma,
     kCodeGemmaFiles},
    {"glm", "<|code_prefix|>{context}{prefix}<|code_suffix|>{suffix}<|code_middle|>", kGlm},
    {"codegeex4",
     "<|user|>\n{context}###PATH:{path}\n###LANGUAGE:{language}\n###MODE:BLOCK\n"
     "<|code_suffix|>{suffix}<|code_prefix|>{prefix}<|code_middle|><|assistant|>\n",
     kGlm, kCodeGeeXFiles},
    {"seed-coder", "<[fim-suffix]>{suffix}<[fim-prefix]>{context}{prefix}<[fim-middle]>",
     kSeedCoder},
    {"mellum", "{context}<filename>{path}\n<fim_suffix>{suffix}<fim_prefix>{prefix}<fim_middle>",
     kMellum, kMellumFiles},
    {"falcon", "<|prefix|>{context}{prefix}<|suffix|>{suffix}<|middle|>", kFalcon},
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

/// What a pattern's names stand for.
using Parts = std::initializer_list<std::pair<std::string_view, std::string_view>>;

/// Appends the pattern, its names replaced. What replaces them is not looked into again.
void fill(std::string& out, std::string_view pattern, const Parts& parts) {
  while (!pattern.empty()) {
    const auto part = std::find_if(parts.begin(), parts.end(), [&](const auto& candidate) {
      return pattern.starts_with(candidate.first);
    });
    const std::size_t taken = part == parts.end() ? 1 : part->first.size();
    out += part == parts.end() ? pattern.substr(0, 1) : part->second;
    pattern.remove_prefix(taken);
  }
}

/// For the blanks that break_tokens() puts in: rarely any.
constexpr std::size_t kRoomForBreaks = 64;

} // namespace

FimTemplate FimTemplate::choose(std::string_view family, std::string_view model) {
  const FimFamily* found = find_family(family == "auto" ? family_of_model(model) : family);
  INKLING_ASSERT(found != nullptr);
  return FimTemplate(*found);
}

std::string FimTemplate::render_context(const context::PromptText& prompt) const {
  const FimContext& rules = *context_;
  const bool comments = rules.snippet.empty();
  std::string context;
  if (prompt.snippets.empty() && !rules.always) return context;
  const std::string repository = break_tokens(prompt.repository, tokens_);
  if (!repository.empty()) fill(context, rules.repository, {{"{repository}", repository}});
  for (const context::Snippet& snippet : prompt.snippets) {
    const std::string path = break_tokens(snippet.path, tokens_);
    std::string text = break_tokens(snippet.text, tokens_);
    if (!text.ends_with('\n')) text += '\n';
    if (comments)
      append_comment_block(context, prompt.language, path, text);
    else
      fill(context, rules.snippet, {{"{path}", path}, {"{text}", text}});
  }
  if (!prompt.path.empty())
    fill(context, rules.current, {{"{path}", break_tokens(prompt.path, tokens_)}});
  return context;
}

std::string FimTemplate::render(const context::PromptText& prompt) const {
  const std::string context = render_context(prompt);
  std::string text;
  text.reserve(family_->pattern.size() + context.size() + prompt.prefix.size() +
               prompt.suffix.size() + kRoomForBreaks);
  fill(text, family_->pattern,
       {{"{context}", context},
        {"{path}", break_tokens(prompt.path.empty() ? "untitled" : prompt.path, tokens_)},
        {"{language}", break_tokens(prompt.language, tokens_)},
        {"{prefix}", break_tokens(prompt.prefix, tokens_)},
        {"{suffix}", break_tokens(prompt.suffix, tokens_)}});
  return text;
}

std::string FimTemplate::suffix_field(const context::PromptText& prompt) const {
  return break_tokens(prompt.suffix, tokens_);
}

FimTemplate FimTemplate::with_tokens_of(const FimTemplate& other) const {
  FimTemplate same = *this;
  same.tokens_ = other.tokens_;
  return same;
}

FimTemplate FimTemplate::with_files_of(const FimTemplate& other) const {
  FimTemplate same = *this;
  same.context_ = other.context_;
  return same;
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
