#pragma once
// Which lines define something, and what its name is: functions, classes, types, constants. One
// line at a time and by its look alone, so it is cheap, and now and then wrong: a wrong one costs a
// little room in a prompt, no more.

#include "context/neighbours/language.hpp"
#include "context/neighbours/text_lines.hpp"

#include <cstddef>
#include <string_view>

namespace inkling::context {

/// The name that a line defines; empty where it defines none.
std::string_view defined_name(Language language, std::string_view line);

/// One past the last line of what the definition at `line` defines, as indentation tells it; at
/// most `lines_max` lines.
std::size_t end_of_definition(const TextLines& text, std::size_t line, std::size_t lines_max);

/// The first of the comments and attributes that stand right above it, at most four lines up.
std::size_t begin_of_definition(const TextLines& text, std::size_t line);

/// Calls visit(line, name) for each definition in a text.
template<class Visit>
void for_each_definition(Language language, const TextLines& text, Visit&& visit) {
  if (language == Language::other) return;
  for (std::size_t line = 0; line < text.count(); ++line) {
    const std::string_view name = defined_name(language, text.line(line));
    if (!name.empty()) visit(line, name);
  }
}

} // namespace inkling::context
