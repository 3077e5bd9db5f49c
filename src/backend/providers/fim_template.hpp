#pragma once
// Fill-in-the-middle prompts: how the text before and after the cursor is written down for a model
// that was trained to fill the gap. A data table of families (fim_template.cpp) and what is done
// with a row of it. For servers that take a plain prompt; llama.cpp's /infill has its own.
//
//   const FimTemplate fim = FimTemplate::choose("auto", "Qwen/Qwen2.5-Coder-7B");
//   fim.render({.prefix = "a = ", .suffix = "\n"});   // "<|fim_prefix|>a = <|fim_suffix|>\n<|fim…"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace inkling::backend {

/// What a prompt is made of; UTF-8.
struct FimParts {
  std::string_view path = {};     ///< as the model may know it: "src/a.py"; empty: "untitled"
  std::string_view language = {}; ///< LSP languageId
  std::string_view prefix = {};
  std::string_view suffix = {};
};

/// One row of the table.
struct FimFamily {
  std::string_view name;
  /// {path} {language} {prefix} {suffix} stand for the parts; nothing else is added or trimmed.
  std::string_view pattern;
  /// Everything a tokenizer of the family reads as a control token: ends an answer, and is broken
  /// up where it stands in the user's text. The first four are sent to servers as stop strings.
  std::span<const std::string_view> tokens;
  bool suffix_field = false; ///< the suffix goes into a field of its own, not into the prompt
};

class FimTemplate {
public:
  /// OpenAI-like servers take no more (Cerebras documents it, and refuses a request with five).
  static constexpr std::size_t kStopsMax = 4;

  /// `family`: a name of fim_families(), or "auto": by the model's name, in which case, paths,
  /// owners ("org/name"), tags ("name:7b") and quantisation ("-Q4_K_M.gguf") do not matter. A model
  /// of unknown family gets "none", the plain text before the cursor: any model continues that, and
  /// control tokens that it does not know would be noise to it. Asserts that the family exists.
  static FimTemplate choose(std::string_view family, std::string_view model);

  std::string_view name() const { return family_->name; }
  /// The prompt. Control tokens in the parts are broken up (break_tokens of control_tokens.hpp).
  std::string render(const FimParts& parts) const;
  bool has_suffix_field() const { return family_->suffix_field; }
  std::span<const std::string_view> tokens() const { return family_->tokens; }
  std::span<const std::string_view> stops() const;

private:
  explicit FimTemplate(const FimFamily& family) : family_(&family) {}

  const FimFamily* family_; ///< a row of the table, never null
};

/// Every name that may be configured, "auto" first.
std::vector<std::string> fim_families();
bool is_fim_family(std::string_view name);

} // namespace inkling::backend
