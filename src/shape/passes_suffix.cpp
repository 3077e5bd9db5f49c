// Passes about what stands right of the cursor, and below.

#include "shape/brackets.hpp"
#include "shape/lines.hpp"
#include "shape/passes.hpp"

#include "shape/language.hpp"

#include <algorithm>
#include <string>

namespace inkling::shape {
namespace {

char opener_of(char closer) {
  switch (closer) {
  case ')':
    return '(';
  case ']':
    return '[';
  case '}':
    return '{';
  case '>':
    return '<';
  default:
    return 0;
  }
}

bool is_quote(char c) {
  return c == '"' || c == '\'' || c == '`';
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
      const std::size_t partner = text.find(c, at + 1);
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

bool is_subsequence(std::string_view part, std::string_view whole) {
  for (const char c : whole)
    if (!part.empty() && part.front() == c) part.remove_prefix(1);
  return part.empty();
}

/// Of what stands right of the cursor so much is a repetition, and no chance.
constexpr std::size_t kHeadBytesMin = 3;
/// And so much is surely one, whatever follows.
constexpr std::size_t kHeadBytesMax = 24;

/// How many bytes at the end of `text`, behind `from`, begin what stands right of the cursor.
std::size_t overlap_of(std::string_view text, std::string_view after, std::size_t from) {
  const std::size_t most = std::min(text.size() - std::min(from, text.size()), after.size());
  for (std::size_t bytes = most; bytes >= kHeadBytesMin; --bytes)
    if (text.ends_with(after.substr(0, bytes))) return bytes;
  return 0;
}

/// The bytes of a word that stand right of the cursor.
std::string_view word_rest(const Surroundings& around) {
  return first_word(around.line.after);
}

} // namespace

Drop keep_one_line_before_text(Candidate& candidate, const Surroundings& around) {
  if (!around.is_before_text()) return Drop::none;
  // The line that the cursor stands in by now.
  const std::size_t end = candidate.text.find_first_of("\r\n", around.typed.size());
  if (end == std::string::npos) return Drop::none;
  candidate.text.resize(end);
  candidate.cut = false;
  candidate.complete = true;
  return is_blank(candidate.text) ? Drop::empty : Drop::none;
}

Drop cut_at_suffix(Candidate& candidate, const Surroundings& around) {
  if (around.placement != Placement::mid_line && around.placement != Placement::mid_word)
    return Drop::none;
  std::string& text = candidate.text;
  const std::string_view rest = word_rest(around);
  const std::size_t covered = around.may_replace && text.starts_with(rest) ? rest.size() : 0;
  const std::string_view after = trimmed_left(std::string_view(around.line.after).substr(covered));
  // One or two bytes of punctuation occur anywhere; more is a repetition of the suffix.
  if (after.size() < kHeadBytesMin) return Drop::none;
  const std::size_t size = text.size();
  text.resize(std::min(text.find(after.substr(0, kHeadBytesMax), covered), size));
  const auto overlap = [&] {
    const std::string_view end = trimmed_right(text);
    return std::max(overlap_of(end, after, covered), overlap_of(end, around.line.after, covered));
  };
  while (const std::size_t bytes = overlap()) text.resize(trimmed_right(text).size() - bytes);
  if (text.size() == size) return Drop::none;
  return is_blank(std::string_view(text).substr(covered)) ? Drop::repeats_suffix : Drop::none;
}

Drop cover_word_rest(Candidate& candidate, const Surroundings& around) {
  candidate.replace_after = 0;
  const std::string_view rest = word_rest(around);
  if (around.may_replace && candidate.text.starts_with(rest)) candidate.replace_after = rest.size();
  return Drop::none;
}

Drop cover_closers(Candidate& candidate, const Surroundings& around) {
  if (!around.may_replace) {
    candidate.replace_after = 0;
    return Drop::none;
  }
  const std::string_view after = around.line.after;
  const std::string closed = unmatched_closers(candidate.text);
  std::size_t used = 0;
  for (std::size_t at = candidate.replace_after; at < after.size(); ++at) {
    if (kBlanks.find(after[at]) != kBlanks.npos)
      continue; // covered together with a closer behind it
    if (!is_closer(after[at])) break;
    const std::size_t found = closed.find(after[at], used);
    if (found == closed.npos || !is_subsequence(after.substr(0, at + 1), candidate.text)) break;
    used = found + 1;
    candidate.replace_after = at + 1;
  }
  return Drop::none;
}

Drop drop_invisible(Candidate& candidate, const Surroundings& around) {
  if (candidate.text.empty()) return Drop::empty;
  const std::string_view replaced =
      std::string_view(around.line.after).substr(0, candidate.replace_after);
  if (candidate.text == replaced) return Drop::invisible;
  return Drop::none;
}

} // namespace inkling::shape
