// Passes about what chat models say besides the code that they were asked for.

#include "shape/in_text.hpp"
#include "shape/lines.hpp"
#include "shape/passes.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace inkling::shape {
namespace {

constexpr std::string_view kFence = "```";
/// Lines of talk in front of a fence.
constexpr std::size_t kTalkLinesMax = 4;
/// Lines that may end the code, and are asked about: no more than can be shown, because each is
/// told from a text with all that stands in front of it.
constexpr std::size_t kEndsMax = kLinesMax;

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
constexpr std::array<std::string_view, 21> kOpenings = {
    "here is ",       "here's ",        "here are ",       "sure!",     "sure,",
    "sure.",          "sure thing",     "certainly",       "of course", "absolutely!",
    "the missing ",   "the completed ", "the completion ", "the code ", "the following ",
    "to complete ",   "i'll ",          "i will ",         "i would ",  "based on the ",
    "completed code:"};

/// What a model says that will not write any.
constexpr std::array<std::string_view, 7> kRefusals = {
    "i can't ", "i cannot ", "i'm sorry", "i'm unable", "i am unable", "sorry, but ", "as an ai"};

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

/// Whether one of the phrases may begin with a byte: most lines of code are told from talk by it.
constexpr auto kBeginsTalk = [] {
  std::array<bool, 256> table{};
  const auto add = [&table](const auto& phrases) {
    for (const std::string_view phrase : phrases) {
      const auto first = static_cast<unsigned char>(phrase.front());
      table[first] = true;
      if (first >= 'a' && first <= 'z') table[first - 'a' + 'A'] = true;
    }
  };
  add(kOpenings);
  add(kRefusals);
  add(kClosings);
  return table;
}();

bool is_talk(std::string_view line) {
  const std::string_view text = trimmed(line);
  if (text.empty() || !kBeginsTalk[static_cast<unsigned char>(text.front())]) return false;
  return begins_with_any(text, kOpenings) || begins_with_any(text, kClosings) ||
         begins_with_any(text, kRefusals);
}

bool has_talk(std::string_view text) {
  for (Line line = line_at(text, 0);; line = line_at(text, line.next)) {
    if (is_talk(line.text)) return true;
    if (!line.ended) return false;
  }
}

/// Whether a line reads like a sentence, not like code: several words, and none of the signs that
/// hold code together but at its end.
bool is_sentence(std::string_view line) {
  const std::string_view text = trimmed(line);
  if (text.empty() || text.back() == ';' || text.back() == '{' || text.back() == ',') return false;
  if (text.find(" = ") != text.npos || text.find("(\"") != text.npos) return false;
  return text.find(' ') != text.npos || text.ends_with(':') || text.ends_with('!');
}

/// What stands left of the candidate's text, and `bytes` of it.
bool is_in_text(const Candidate& candidate, std::size_t bytes, const Surroundings& around) {
  return is_in_text(around.above + around.line.before + candidate.text.substr(0, bytes),
                    around.language);
}

/// Whether talk can be told from code: in markup and in prose it cannot.
bool may_hold_talk(const Candidate& candidate, const Surroundings& around) {
  const Language& language = around.language;
  return !language.prose && !language.unknown && language.blocks != Blocks::markup &&
         !is_blank(candidate.text);
}

/// What code is written in within a sentence.
struct Wrap {
  std::string_view opens;
  std::string_view closes;
};
constexpr Wrap kBacktick = {"`", "`"};
constexpr Wrap kCodeTag = {"<code>", "</code>"};

/// Whether nothing begins with a backtick or a tag: in Python, C++, Java and the like.
bool has_no_inline(const Language& language) {
  if (language.unknown || language.prose) return false;
  if (language.blocks == Blocks::colon) return !language.dash_lists;
  return language.blocks == Blocks::braces && !language.quote_strings && !language.newline_ends &&
         language.comment == "//";
}

/// Whether a line announces the code that follows it.
bool announces_code(const Line& line, std::string_view text) {
  return begins_with_any(trimmed(line.text), kOpenings) && is_sentence(line.text) &&
         trimmed(line.text).ends_with(':') && !is_blank(text.substr(line.next));
}

/// How many bytes of talk a text begins with.
std::size_t opening_bytes(std::string_view text) {
  std::size_t begin = 0;
  for (Line line = line_at(text, 0); line.ended; line = line_at(text, line.next)) {
    if (announces_code(line, text))
      begin = line.next;
    else if (!is_blank(line.text))
      break;
  }
  if (begin == 0) return 0;
  // Blank lines between talk and code belong to the talk.
  const std::size_t code = std::min(text.find_first_not_of(kSpace, begin), text.size());
  return text.substr(0, code).find_last_of("\r\n") + 1;
}

/// How many bytes a text begins with that are a fence, and talk in front of it.
std::size_t opening_fence_bytes(std::string_view text) {
  std::size_t lines = 0;
  for (Line line = line_at(text, 0); line.ended; line = line_at(text, line.next)) {
    if (is_fence(line.text)) return line.next;
    const bool talk = begins_with_any(trimmed(line.text), kOpenings) && is_sentence(line.text);
    if (++lines > kTalkLinesMax || !(talk || is_blank(line.text))) break;
  }
  return 0;
}

/// Where talk behind the code begins: behind a blank line, at the margin.
std::size_t closing_at(const Candidate& candidate, const Surroundings& around) {
  bool after_blank = false;
  std::size_t asked = 0;
  for (const Line& line : lines_of(candidate.text)) {
    const std::string_view text = trimmed(line.text);
    const bool says = (begins_with_any(text, kClosings) || begins_with_any(text, kOpenings)) &&
                      is_sentence(line.text) && indentation(line.text).empty();
    if (after_blank && says) {
      if (!is_in_text(candidate, line.begin, around)) return line.begin;
      if (++asked == kEndsMax) break;
    }
    after_blank = is_blank(line.text) && line.begin > 0;
  }
  return candidate.text.npos;
}

} // namespace

Drop unwrap_inline(Candidate& candidate, const Surroundings& around) {
  std::string& text = candidate.text;
  const std::size_t begin = text.find_first_not_of(kSpace);
  if (begin == text.npos || (text[begin] != '`' && text[begin] != '<')) return Drop::none;
  if (!has_no_inline(around.language)) return Drop::none;
  const bool tagged = std::string_view(text).substr(begin).starts_with(kCodeTag.opens);
  const Wrap& wrap = tagged ? kCodeTag : kBacktick;
  const std::string_view said = std::string_view(text).substr(begin);
  if (!said.starts_with(wrap.opens) || said.starts_with(kFence)) return Drop::none;
  const std::size_t end = said.find(wrap.closes, wrap.opens.size());
  if (end == said.npos || !is_blank(line_at(said, end + wrap.closes.size()).text))
    return Drop::none;
  if (is_in_text(candidate, 0, around)) return Drop::none;
  const bool ended = line_at(said, end).ended;
  std::string inner(said.substr(wrap.opens.size(), end - wrap.opens.size()));
  if (tagged && is_blank(line_at(inner, 0).text)) inner.erase(0, line_at(inner, 0).next);
  if (!tagged && inner.find_first_of("\r\n") != inner.npos) return Drop::none;
  text.replace(begin, text.npos, inner);
  candidate.cut = false;
  candidate.complete = ended;
  return is_blank(text) ? Drop::chatter : Drop::none;
}

Drop unwrap_fence(Candidate& candidate, const Surroundings& around) {
  std::string& text = candidate.text;
  if (!may_hold_talk(candidate, around) || text.find(kFence) == std::string::npos ||
      is_in_text(candidate, 0, around))
    return Drop::none;
  if (const std::size_t bytes = opening_fence_bytes(text)) {
    text.erase(0, bytes);
    if (is_blank(text)) return Drop::chatter;
  }
  // The next one ends the code.
  std::size_t asked = 0;
  for (const Line& line : lines_of(text)) {
    if (!trimmed(line.text).starts_with(kFence)) continue;
    if (asked++ == kEndsMax) break;
    if (is_in_text(candidate, line.begin, around)) continue;
    candidate.complete = line.ended;
    candidate.cut = false;
    text.resize(line.begin);
    break;
  }
  return is_blank(text) ? Drop::chatter : Drop::none;
}

Drop cut_chatter(Candidate& candidate, const Surroundings& around) {
  if (!may_hold_talk(candidate, around) || around.language.dash_lists) return Drop::none;
  if (!has_talk(candidate.text) || is_in_text(candidate, 0, around)) return Drop::none;
  const std::string_view first = trimmed_left(candidate.text);
  if (begins_with_any(first, kRefusals) && is_sentence(line_at(first, 0).text))
    return Drop::chatter;
  candidate.text.erase(0, opening_bytes(candidate.text));
  const std::size_t at = closing_at(candidate, around);
  if (at != candidate.text.npos) {
    candidate.complete = line_at(candidate.text, at).ended;
    candidate.cut = false;
    candidate.text.resize(at);
  }
  return is_blank(candidate.text) ? Drop::chatter : Drop::none;
}

} // namespace inkling::shape
