// Passes about what models write for themselves: thoughts, and marks of the cursor that they copy.

#include "shape/brackets.hpp"
#include "shape/lines.hpp"
#include "shape/passes.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace inkling::shape {
namespace {

struct Pair {
  std::string_view opens;
  std::string_view closes;
};

/// By chat template. A server that knows the model's takes them out itself.
constexpr std::array<Pair, 11> kThoughts = {{
    {"<think>", "</think>"},
    {"<|think|>", "<|/think|>"},
    {"<thinking>", "</thinking>"},
    {"<thought>", "</thought>"},
    {"<reasoning>", "</reasoning>"},
    {"<seed:think>", "</seed:think>"},
    {"[THINK]", "[/THINK]"},
    {"◁think▷", "◁/think▷"},
    {"<|begin_of_thought|>", "<|end_of_thought|>"},
    {"<|start|>assistant<|channel|>analysis", "<|channel|>final<|message|>"},
    {"<|channel|>analysis", "<|channel|>final<|message|>"},
}};

/// What a cursor is written as in prompts and lessons. Names in brackets may be code elsewhere:
/// those that the file says too are its own.
constexpr std::array<std::string_view, 12> kMarks = {
    "<CURSOR>",   "<cursor>",        "<|cursor|>",
    "<|CURSOR|>", "<|user_cursor|>", "<|user_cursor_is_here|>",
    "[CURSOR]",   "[cursor]",        "{{CURSOR}}",
    "<<HOLE>>",   "<FILL_HERE>",     "█"};

struct Found {
  std::size_t at = std::string_view::npos;
  std::string_view mark;
};

/// The name in a mark, or all of one that has none.
std::string_view name_of(std::string_view mark) {
  if (mark.front() != '[') return mark;
  return mark.substr(1, mark.size() - 2);
}

bool is_own(std::string_view mark, const Surroundings& around) {
  const std::string_view name = name_of(mark);
  for (const std::string* part :
       {&around.above, &around.below, &around.line.before, &around.line.after})
    if (part->find(name) != part->npos) return true;
  return false;
}

/// A character in a string is one that is meant.
bool is_quoted(std::string_view text, std::size_t at, const Surroundings& around) {
  const std::size_t begin = text.substr(0, at).find_last_of("\r\n") + 1; // npos + 1 is 0
  std::string line(text.substr(begin, at - begin));
  if (begin == 0) line.insert(0, around.line.before);
  return has_lone_quote(line);
}

bool may_begin_mark(char c) {
  return c == '<' || c == '[' || c == '{' || c == '\xE2';
}

Found first_mark(std::string_view text, const Surroundings& around) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!may_begin_mark(text[at])) continue;
    for (const std::string_view mark : kMarks)
      if (text.substr(at).starts_with(mark) && !is_own(mark, around) &&
          !(mark.front() == '\xE2' && is_quoted(text, at, around)))
        return {at, mark};
  }
  return {};
}

/// Whether a text is nothing but what stands left of the cursor: a mark behind it says where the
/// answer begins.
bool repeats_left(std::string_view text, const Surroundings& around) {
  const std::string_view said = trimmed(text);
  if (said.empty()) return true;
  const std::string left = around.above + around.line.before;
  return trimmed_right(left).ends_with(said);
}

} // namespace

Drop take_off_thoughts(Candidate& candidate, const Surroundings&) {
  std::string& text = candidate.text;
  bool found = false;
  for (;;) {
    const std::string_view said = trimmed_left(text);
    const auto* pair = std::find_if(kThoughts.begin(), kThoughts.end(), [said](const Pair& one) {
      return said.starts_with(one.opens);
    });
    if (pair == kThoughts.end()) break;
    const std::size_t end = text.find(pair->closes);
    if (end == text.npos) {
      candidate.undecided = true;
      return Drop::chatter;
    }
    text.erase(0, end + pair->closes.size());
    found = true;
  }
  if (!found) return Drop::none;
  // The answer begins on a line of its own; its indentation belongs to it.
  const std::size_t said = text.find_first_not_of(kSpace);
  if (said == text.npos) {
    candidate.undecided = true;
    return Drop::chatter;
  }
  text.erase(0, text.substr(0, said).find_last_of("\r\n") + 1);
  return Drop::none;
}

Drop cut_at_cursor_mark(Candidate& candidate, const Surroundings& around) {
  std::string& text = candidate.text;
  for (Found found = first_mark(text, around); found.at != text.npos;
       found = first_mark(text, around)) {
    if (repeats_left(std::string_view(text).substr(0, found.at), around)) {
      text.erase(0, found.at + found.mark.size());
      continue;
    }
    text.resize(found.at);
    candidate.complete = true;
    candidate.cut = false;
    break;
  }
  return is_blank(text) ? Drop::control_token : Drop::none;
}

} // namespace inkling::shape
