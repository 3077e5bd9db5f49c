#include "backend/providers/hole_prompt.hpp"

#include "backend/providers/control_tokens.hpp"

namespace inkling::backend {
namespace {

constexpr std::string_view kHole = "<<HOLE>>";

/// Broken up in the user's text, and the end of an answer: our mark, and what chat templates build
/// messages from. A model that thinks aloud behind what it said has nothing more
/// to say.
constexpr std::string_view kTokens[] = {
    kHole,      "<|im_start|>",    "<|im_end|>",    "<|endoftext|>",       "<|eot_id|>",
    "<|end|>",  "<|start|>",       "<|return|>",    "<|channel|>",         "<|message|>",
    "<|user|>", "<|assistant|>",   "<|system|>",    "<|end_of_text|>",     "[INST]",
    "[/INST]",  "<start_of_turn>", "<end_of_turn>", "<|start_header_id|>", "<|end_header_id|>",
    "<think>",
};

constexpr std::string_view kOthers = "Other parts of the project, for reference:\n\n";

void append_text(std::string& message, std::string_view text) {
  message += break_tokens(text, kTokens);
}

} // namespace

const std::string_view kHoleInstructions =
    "You complete text in an editor. The message ends with a part of a file; the cursor is at "
    "<<HOLE>>. Reply with exactly the text that belongs in place of <<HOLE>>, and with nothing "
    "else: no explanation, no Markdown fence, nothing of what stands before or after it already. "
    "Keep the file's indentation and style. If nothing is missing there, reply with nothing.";

std::string hole_text(const context::PromptText& prompt) {
  std::string message;
  if (!prompt.snippets.empty()) message += kOthers;
  for (const context::Snippet& snippet : prompt.snippets) {
    message += "File: ";
    append_text(message, snippet.path);
    message += '\n';
    append_text(message, snippet.text);
    message += message.ends_with('\n') ? "\n" : "\n\n";
  }
  message += "File: ";
  append_text(message, prompt.path);
  if (!prompt.language.empty()) {
    message += " (";
    append_text(message, prompt.language);
    message += ')';
  }
  message += "\n\n";
  append_text(message, prompt.prefix);
  message += kHole;
  append_text(message, prompt.suffix);
  return message;
}

AnswerFilter hole_filter(const context::PromptText& prompt) {
  const bool markdown = prompt.language == "markdown";
  return {kTokens, markdown ? AnswerFilter::Fence::keep : AnswerFilter::Fence::strip};
}

} // namespace inkling::backend
