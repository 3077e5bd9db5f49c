// Passes about what chat models say besides the code that they were asked for.

#include "shape/lines.hpp"
#include "shape/passes.hpp"

#include <algorithm>
#include <array>

namespace inkling::shape {
namespace {

constexpr std::string_view kFence = "```";
/// Lines of talk in front of a fence.
constexpr std::size_t kTalkLinesMax = 4;

bool is_fence(std::string_view line) {
  const std::string_view text = trimmed(line);
  if (!text.starts_with(kFence)) return false;
  return text.find_first_not_of(
             "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+#-_.",
             kFence.size()) == text.npos;
}

bool starts_like(std::string_view text, std::string_view lower) {
  return text.size() >= lower.size() &&
         std::equal(lower.begin(), lower.end(), text.begin(), [](char a, char b) {
           return a == (b >= 'A' && b <= 'Z' ? static_cast<char>(b - 'A' + 'a') : b);
         });
}

/// What answers begin with that are not code. Lower case.
constexpr std::array<std::string_view, 33> kOpenings = {
    "here is ",     "here's ",        "here are ",       "sure!",       "sure,",
    "sure.",        "sure thing",     "certainly",       "of course",   "absolutely!",
    "the missing ", "the completed ", "the completion ", "the code ",   "the following ",
    "to complete ", "i'll ",          "i will ",         "i would ",    "i can't ",
    "i cannot ",    "i'm sorry",      "i'm unable",      "i am unable", "sorry, ",
    "as an ai",     "based on the ",  "completed code:", "completion:", "missing code:",
    "answer:",      "output:",        "okay, "};

/// What follows an answer that is code.
constexpr std::array<std::string_view, 22> kClosings = {
    "explanation",     "**explanation",  "### explanation", "this code ",
    "this will ",      "this completes", "this function ",  "this implementation ",
    "this completion", "the above ",     "the code ",       "the function ",
    "note:",           "note that ",     "**note",          "in this ",
    "let me know",     "i've ",          "i have ",         "here's ",
    "here is ",        "please note"};

template<std::size_t n>
bool begins_with_any(std::string_view line, const std::array<std::string_view, n>& phrases) {
  return std::any_of(phrases.begin(), phrases.end(),
                     [line](std::string_view phrase) { return starts_like(line, phrase); });
}

/// Whether a line reads like a sentence, not like code: several words, and none of the signs that
/// hold code together but at its end.
bool is_sentence(std::string_view line) {
  const std::string_view text = trimmed(line);
  if (text.empty() || text.back() == ';' || text.back() == '{' || text.back() == ',') return false;
  if (text.find(" = ") != text.npos || text.find("(\"") != text.npos) return false;
  return text.find(' ') != text.npos || text.ends_with(':') || text.ends_with('!');
}

/// Whether the text goes on a comment or a string, where sentences are at home.
bool in_comment_or_string(const Surroundings& around) {
  const std::string_view before = around.line.before;
  const std::string_view begin = trimmed(before);
  if (begin.starts_with('*') || begin.starts_with("/*") || begin.find("<!--") != begin.npos)
    return true;
  const std::string_view mark = around.language.comment;
  if (!mark.empty() && before.find(mark) != before.npos) return true;
  if (around.language.blocks == Blocks::markup && begin.ends_with('>')) return true;
  for (const char quote : {'"', '\'', '`'})
    if (std::count(before.begin(), before.end(), quote) % 2 != 0) return true;
  // A block comment or docstring that was begun above.
  const std::string_view above = around.above;
  const std::size_t open = above.rfind("/*");
  if (open != above.npos && above.find("*/", open) == above.npos) return true;
  for (const std::string_view quotes : {std::string_view("\"\"\""), std::string_view("'''")}) {
    std::size_t count = 0;
    for (std::size_t at = above.find(quotes); at != above.npos; at = above.find(quotes, at + 3))
      ++count;
    if (count % 2 != 0) return true;
  }
  return false;
}

/// A line that only quotes another language, in the file's own language.
bool may_hold_talk(const Candidate& candidate, const Surroundings& around) {
  return !around.language.prose && candidate.text.find_first_not_of(kSpace) != std::string::npos;
}

} // namespace

Drop unwrap_fence(Candidate& candidate, const Surroundings& around) {
  if (!may_hold_talk(candidate, around) || candidate.text.find(kFence) == std::string::npos)
    return Drop::none;
  const std::vector<Line> lines = lines_of(candidate.text);
  const auto fenced = [](const Line& line) { return trimmed(line.text).starts_with(kFence); };
  auto first = std::find_if(lines.begin(), lines.end(), fenced);
  if (first == lines.end()) return Drop::none;
  // In front of it is talk, or the code that the fence ends.
  const auto talk = [](const Line& line) {
    return is_blank(line.text) ||
           (begins_with_any(trimmed(line.text), kOpenings) && is_sentence(line.text));
  };
  const bool opens = is_fence(first->text) &&
                     static_cast<std::size_t>(first - lines.begin()) <= kTalkLinesMax &&
                     std::all_of(lines.begin(), first, talk);
  const std::size_t begin = opens ? first->next : 0;
  if (opens) first = std::find_if(first + 1, lines.end(), fenced);
  if (first != lines.end()) {
    candidate.complete = first->ended;
    candidate.cut = false;
    candidate.text.resize(first->begin);
  }
  candidate.text.erase(0, std::min(begin, candidate.text.size()));
  return is_blank(candidate.text) ? Drop::chatter : unwrap_fence(candidate, around);
}

Drop cut_chatter(Candidate& candidate, const Surroundings& around) {
  if (!may_hold_talk(candidate, around)) return Drop::none;
  std::size_t begin = 0;
  bool after_blank = true;
  std::vector<Line> lines = lines_of(candidate.text);
  const auto says = [&](const Line& line, const auto& phrases) {
    return begins_with_any(trimmed(line.text), phrases) && is_sentence(line.text);
  };
  const bool any = std::any_of(lines.begin(), lines.end(), [&](const Line& line) {
    return says(line, kOpenings) || says(line, kClosings);
  });
  if (!any || in_comment_or_string(around)) return Drop::none;
  for (const Line& line : lines) {
    const bool leading =
        is_blank(std::string_view(candidate.text).substr(begin, line.begin - begin));
    if (leading && says(line, kOpenings)) {
      begin = line.next;
      if (!line.ended) begin = candidate.text.size();
    } else if (!leading && after_blank && indentation(line.text).empty() &&
               (says(line, kClosings) || says(line, kOpenings))) {
      candidate.complete = line.ended;
      candidate.cut = false;
      candidate.text.resize(line.begin);
      break;
    }
    after_blank = is_blank(line.text);
  }
  if (begin > 0) {
    candidate.text.erase(0, begin);
    // Blank lines between talk and code belong to the talk.
    const std::size_t code = candidate.text.find_first_not_of(kSpace);
    if (code != std::string::npos)
      candidate.text.erase(0, candidate.text.find_last_of("\r\n", code) + 1);
  }
  return is_blank(candidate.text) ? Drop::chatter : Drop::none;
}

} // namespace inkling::shape
