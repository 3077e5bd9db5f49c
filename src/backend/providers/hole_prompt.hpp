#pragma once
// Fill-in-the-middle for models that only chat: they are shown the text with a hole in it and asked
// for what belongs there. What chats and responses send is the same.

#include "backend/providers/answer_filter.hpp"
#include "context/prompt_text.hpp"

#include <string>
#include <string_view>

namespace inkling::backend {

/// Who the model is to be, and that nothing but the text is wanted: the system message.
extern const std::string_view kHoleInstructions;

/// What it is shown: other files first, because they change least, then the file with the hole.
/// Marks of ours and of chat templates in it are broken up.
std::string hole_text(const context::PromptText& prompt);

/// Ends an answer at such a mark, and takes a Markdown fence off; not in Markdown, where a fence
/// may be the very thing that belongs there.
AnswerFilter hole_filter(const context::PromptText& prompt);

} // namespace inkling::backend
