#include "shape/passes.hpp"

#include <algorithm>

namespace inkling::shape {
namespace {

constexpr std::string_view kBlank = " \t";

/// Bytes at the end of `text` that begin a code point without finishing it.
std::size_t incomplete_tail(std::string_view text) {
  for (std::size_t back = 1; back <= 3 && back <= text.size(); ++back) {
    const auto byte = static_cast<unsigned char>(text[text.size() - back]);
    if (byte < 0x80) return 0;
    if (byte < 0xC0) continue;
    const std::size_t length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2;
    return length > back ? back : 0;
  }
  return 0;
}

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
/// left of it. A quote counts where it has no partner in `text`; separators always count.
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
    } else if (is_closer(c)) {
      unmatched += c;
    }
  }
  return unmatched;
}

} // namespace

Drop cut_incomplete_code_point(Candidate& candidate, const Surroundings&) {
  candidate.text.resize(candidate.text.size() - incomplete_tail(candidate.text));
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

Drop cut_at_suffix(Candidate& candidate, const Surroundings& around) {
  if (around.placement != Placement::mid_line && around.placement != Placement::mid_word)
    return Drop::none;
  const std::string_view after = around.line.after;
  const std::size_t begin = after.find_first_not_of(kBlank);
  const std::string_view head =
      after.substr(begin, std::min<std::size_t>(after.size() - begin, 24));
  // One or two bytes of punctuation occur anywhere; more is a repetition of the suffix.
  if (head.size() < 3) return Drop::none;
  const std::size_t repeated = candidate.text.find(head);
  if (repeated == std::string::npos) return Drop::none;
  candidate.text.resize(repeated);
  return candidate.text.empty() ? Drop::repeats_suffix : Drop::none;
}

Drop cover_closers(Candidate& candidate, const Surroundings& around) {
  candidate.replace_after = 0;
  if (!around.may_replace) return Drop::none;
  const std::string_view after = around.line.after;
  const std::string closed = unmatched_closers(candidate.text);
  std::size_t used = 0;
  for (std::size_t at = 0; at < after.size() && is_closer(after[at]); ++at) {
    const std::size_t found = closed.find(after[at], used);
    if (found == closed.npos) break;
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
