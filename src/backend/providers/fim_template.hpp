#pragma once
// Fill-in-the-middle prompts: how the text before and after the cursor, and snippets of other
// files, are written down for a model that was trained to fill the gap. A data table of families
// (fim_template.cpp) and what is done with a row of it. For servers that take a plain prompt;
// llama.cpp's /infill has its own.
//
//   const FimTemplate fim = FimTemplate::choose("auto", "Qwen/Qwen2.5-Coder-7B");
//   fim.render(prompt);   // "<|file_sep|>src/a.py\n<|fim_prefix|>a =
//   <|fim_suffix|>\n<|fim_middle…"

#include "context/prompt_text.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace inkling::backend {

/// How a family is shown files. What changes least comes first: the repository, the snippets in
/// their order, the current file's name.
struct FimContext {
  std::string_view repository = {}; ///< {repository}; left out where that is not known
  /// {path} {text} of a snippet. Empty: the family knows no such thing, and snippets become
  /// comments.
  std::string_view snippet = {};
  std::string_view current = {}; ///< {path} of the file that is completed
  bool always = false;           ///< the current file is named even where there are no snippets
};

/// One row of the table.
struct FimFamily {
  std::string_view name;
  /// {path} {language} {prefix} {suffix} stand for the parts, {context} for what FimContext makes
  /// of the rest; nothing else is added or trimmed.
  std::string_view pattern;
  /// Everything a tokenizer of the family reads as a control token: ends an answer, and is broken
  /// up where it stands in the user's text. The first four are sent to servers as stop strings.
  std::span<const std::string_view> tokens;
  FimContext context = {};
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
  /// The prompt. Control tokens in its parts are broken up (break_tokens of control_tokens.hpp).
  /// Without a path the file is "untitled" where the family must have one.
  std::string render(const context::PromptText& prompt) const;
  bool has_suffix_field() const { return family_->suffix_field; }
  /// What goes there.
  std::string suffix_field(const context::PromptText& prompt) const;
  std::span<const std::string_view> tokens() const { return tokens_; }
  std::span<const std::string_view> stops() const;
  /// The same, for a server that writes another family's template around what it gets.
  FimTemplate with_tokens_of(const FimTemplate& other) const;
  /// The same, for a server whose model belongs to the other family, which must be one that is
  /// shown files within the text before the cursor.
  FimTemplate with_files_of(const FimTemplate& other) const;

private:
  explicit FimTemplate(const FimFamily& family)
      : family_(&family), context_(&family.context), tokens_(family.tokens) {}

  std::string render_context(const context::PromptText& prompt) const;

  const FimFamily* family_;   ///< a row of the table, never null
  const FimContext* context_; ///< of a row of the table, never null
  std::span<const std::string_view> tokens_;
};

/// Every name that may be configured, "auto" first.
std::vector<std::string> fim_families();
bool is_fim_family(std::string_view name);

} // namespace inkling::backend
