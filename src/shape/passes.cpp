#include "shape/passes.hpp"

#include "base/utf8.hpp"

#include <algorithm>

namespace inkling::shape {
namespace {

constexpr std::string_view kBlank = " \t";

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

} // namespace

Drop cut_at_broken_utf8(Candidate& candidate, const Surroundings&) {
  const std::string_view text = candidate.text;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t bytes = code_point_bytes(text.substr(at));
    if (bytes == 0) break;
    at += bytes;
  }
  candidate.text.resize(at);
  return Drop::none;
}

Drop use_document_line_ending(Candidate& candidate, const Surroundings& around) {
  const std::string& text = candidate.text;
  if (text.find_first_of("\r\n") == text.npos) return Drop::none;
  std::string out;
  out.reserve(text.size() + 16);
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '\r' && text[at] != '\n') {
      out += text[at];
      continue;
    }
    if (text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n') ++at;
    out += around.line_ending;
  }
  candidate.text = std::move(out);
  return Drop::none;
}

Drop keep_one_line_before_text(Candidate& candidate, const Surroundings& around) {
  const bool alone = around.line.after.find_first_not_of(kBlank) == std::string::npos;
  if (!alone)
    candidate.text.resize(std::min(candidate.text.find_first_of("\r\n"), candidate.text.size()));
  return Drop::none;
}

Drop cover_word_rest(Candidate& candidate, const Surroundings& around) {
  candidate.replace_after = 0;
  const std::string_view after = around.line.after;
  const auto end = std::find_if_not(after.begin(), after.end(), is_word_byte);
  const std::string_view rest = after.substr(0, static_cast<std::size_t>(end - after.begin()));
  if (around.may_replace && candidate.text.starts_with(rest)) candidate.replace_after = rest.size();
  return Drop::none;
}

Drop cut_at_suffix(Candidate& candidate, const Surroundings& around) {
  if (around.placement != Placement::mid_line && around.placement != Placement::mid_word)
    return Drop::none;
  const std::size_t covered = candidate.replace_after;
  const std::string_view after = std::string_view(around.line.after).substr(covered);
  const std::size_t begin = std::min(after.find_first_not_of(kBlank), after.size());
  const std::string_view head =
      after.substr(begin, std::min<std::size_t>(after.size() - begin, 24));
  // One or two bytes of punctuation occur anywhere; more is a repetition of the suffix.
  if (head.size() < 3) return Drop::none;
  const std::size_t repeated = candidate.text.find(head, covered);
  if (repeated == std::string::npos) return Drop::none;
  candidate.text.resize(repeated);
  return repeated == covered ? Drop::repeats_suffix : Drop::none;
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
    if (kBlank.find(after[at]) != kBlank.npos) continue; // covered together with a closer behind it
    if (!is_closer(after[at])) break;
    const std::size_t found = closed.find(after[at], used);
    if (found == closed.npos || !is_subsequence(after.substr(0, at + 1), candidate.text)) break;
    used = found + 1;
    candidate.replace_after = at + 1;
  }
  return Drop::none;
}

Drop trim_end(Candidate& candidate, const Surroundings&) {
  candidate.text.resize(candidate.text.find_last_not_of(" \t\r\n") + 1);
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
