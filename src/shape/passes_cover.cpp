// Passes about what an editor has put right of the cursor, and the text writes itself: that is
// replaced.

#include "shape/brackets.hpp"
#include "shape/lines.hpp"
#include "shape/passes.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace inkling::shape {
namespace {

/// Where the quote at `at` has its partner; only template strings have several lines.
std::size_t partner_of(std::string_view text, std::size_t at) {
  const std::size_t partner = text.find(text[at], at + 1);
  if (text[at] == '`' || partner == text.npos) return partner;
  const std::string_view between = text.substr(at, partner - at);
  return between.find_first_of("\r\n") == between.npos ? partner : text.npos;
}

/// The closers that `text` writes without having opened them, in order: what it closes of the text
/// left of it. A quote counts where it has no partner in `text`. A separator counts behind such a
/// closer and at the end of the text; elsewhere it is one of the text's own.
std::string unmatched_closers(std::string_view text) {
  std::string open;
  std::string unmatched;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '(' || c == '[' || c == '{' || c == '<') {
      open += c;
    } else if (const char opener = opener_of(c)) {
      const std::size_t found = open.rfind(opener);
      if (found != open.npos)
        open.erase(found);
      else
        unmatched += c;
    } else if (is_quote(c)) {
      const std::size_t partner = partner_of(text, at);
      if (partner == text.npos)
        unmatched += c;
      else
        at = partner;
    } else if (is_closer(c) && (!unmatched.empty() || at + 1 == text.size())) {
      unmatched += c;
    }
  }
  return unmatched;
}

/// What closes with more than one byte.
struct Delimiter {
  std::string_view closes; ///< empty: there is none
  std::string opens;       ///< the same: it closes what it opens
};

/// The one that stands at the beginning of `after`.
Delimiter delimiter_at(std::string_view after, const Language& language) {
  for (const std::string_view same : {"\"\"\"", "'''", "```"})
    if (after.starts_with(same)) return {same, std::string(same)};
  if (language.prose)
    for (const std::string_view same : {"**", "~~", "$$"})
      if (after.starts_with(same)) return {same, std::string(same)};
  if (after.starts_with("*/")) return {after.substr(0, 2), "/*"};
  if (after.starts_with("-->")) return {after.substr(0, 3), "<!--"};
  if (!after.starts_with("</")) return {};
  const std::size_t name = first_word(after.substr(2)).size();
  if (!after.substr(2 + name).starts_with('>')) return {};
  return {after.substr(0, 3 + name), "<" + std::string(after.substr(2, name))};
}

/// Whether a text closes with a delimiter what it has not opened.
bool closes_with(const Delimiter& delimiter, std::string_view text) {
  const std::size_t closed = count_of(delimiter.closes, text);
  if (delimiter.closes == delimiter.opens) return closed % 2 != 0;
  return closed > count_of(delimiter.opens, text);
}

/// Brackets of a line that have no partner, and whether they count that stand in quotes: where the
/// cursor does too, `{` and `}` may be about code again.
std::size_t unpaired_in(const std::string& line, bool in_quotes, const Language& language) {
  Balance balance;
  if (!in_quotes) {
    balance.feed(line, language);
  } else {
    std::string brackets;
    std::copy_if(line.begin(), line.end(), std::back_inserter(brackets),
                 [](char c) { return !is_quote(c) && c != '\\'; });
    balance.feed(brackets, language);
  }
  return balance.open() + balance.surplus;
}

/// Where what is replaced may end: behind each closer that the text writes again.
std::vector<std::size_t> ends_of_cover(std::string_view text, std::size_t from,
                                       const Surroundings& around) {
  const std::string_view after = around.line.after;
  std::vector<std::size_t> ends;
  std::string closed = unmatched_closers(text);
  std::size_t used = 0;
  for (std::size_t at = from; at < after.size();) {
    if (kBlanks.find(after[at]) != kBlanks.npos) {
      ++at; // covered together with a closer behind it
      continue;
    }
    const Delimiter delimiter = delimiter_at(after.substr(at), around.language);
    if (!delimiter.closes.empty() && closes_with(delimiter, text)) {
      at += delimiter.closes.size();
      closed =
          unmatched_closers(text.substr(text.rfind(delimiter.closes) + delimiter.closes.size()));
      used = 0;
    } else {
      const std::size_t found = is_closer(after[at]) ? closed.find(after[at], used) : closed.npos;
      if (found == closed.npos) break;
      used = found + 1;
      ++at;
    }
    if (!is_subsequence(after.substr(0, at), text)) break;
    ends.push_back(at);
  }
  return ends;
}

} // namespace

std::size_t rewritten_word(std::string_view typed, std::string_view rest,
                           const Surroundings& around) {
  const std::string_view end = first_word(around.line.after);
  const std::string_view before = typed.empty() ? around.line.before : typed;
  if (!around.may_replace || end.empty() || before.empty() || !is_word_byte(before.back()))
    return 0;
  const std::string_view word = first_word(rest);
  return word.starts_with(end) || word.ends_with(end) ? word.size() : 0;
}

std::size_t covered_by(std::string_view typed, std::string_view rest, const Surroundings& around) {
  if (!around.may_replace) return 0;
  const std::string_view text = trimmed_right(rest);
  const std::size_t word =
      rewritten_word(typed, text, around) > 0 ? first_word(around.line.after).size() : 0;
  const std::vector<std::size_t> ends = ends_of_cover(text, word, around);
  if (ends.empty()) return word;
  // A text that closes and opens again needs what stands there for what it has opened.
  const std::string left = around.line.before + std::string(typed) + std::string(text);
  const bool in_quotes = has_lone_quote(around.line.before) || has_lone_quote(text);
  const auto unpaired = [&](std::size_t end) {
    return unpaired_in(left + around.line.after.substr(end), in_quotes, around.language);
  };
  std::size_t best = word;
  std::size_t least = unpaired(word);
  for (const std::size_t end : ends) {
    const std::size_t count = unpaired(end);
    if (count > least) continue;
    best = end;
    least = count;
  }
  return best;
}

bool closes_line(std::string_view text, const Surroundings& around) {
  const auto covers = [&](std::string_view typed, std::string_view rest) {
    const std::size_t covered = covered_by(typed, rest, around);
    return is_blank(std::string_view(around.line.after).substr(covered));
  };
  // Who types a closer again that stands there does not lose what was shown.
  const std::size_t typed = std::min(around.typed.size(), text.size());
  return covers(text.substr(0, typed), text.substr(typed)) || covers({}, text);
}

bool is_before_closers(const Surroundings& around) {
  const std::string_view after = around.line.after;
  for (std::size_t at = 0; at < after.size();) {
    const Delimiter delimiter = delimiter_at(after.substr(at), around.language);
    if (delimiter.closes.empty() && !is_closer(after[at]) && kBlanks.find(after[at]) == after.npos)
      return false;
    at += std::max<std::size_t>(delimiter.closes.size(), 1);
  }
  return around.is_before_text();
}

Drop drop_rewritten_word(Candidate& candidate, const Surroundings& around) {
  const std::string_view rest = first_word(around.line.after);
  const std::string_view before = around.line.before;
  const std::string_view word = first_word(candidate.text);
  if (!around.may_replace || rest.empty() || word.empty() || before.empty() ||
      !is_word_byte(before.back()) || rewritten_word({}, candidate.text, around) > 0)
    return Drop::none;
  // It ends the word otherwise, and the rest would stand behind.
  if (word.size() < candidate.text.size() || is_subsequence(rest, word)) return Drop::glued;
  return Drop::none;
}

Drop cover_right(Candidate& candidate, const Surroundings& around) {
  candidate.replace_after = covered_by(around.typed, candidate.text, around);
  return Drop::none;
}

} // namespace inkling::shape
