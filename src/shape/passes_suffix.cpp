// Passes about what stands right of the cursor, and below.

#include "shape/brackets.hpp"
#include "shape/ending.hpp"
#include "shape/lines.hpp"
#include "shape/passes.hpp"
#include "shape/repetition.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace inkling::shape {
namespace {

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

/// How many bytes at the end of `text`, behind `from`, are the end of the line right of the cursor:
/// all of it, or all behind closers, which the text may have covered.
std::size_t line_end_of(std::string_view text, std::string_view after, std::size_t from) {
  const auto closers = std::find_if_not(after.begin(), after.end(), is_closer);
  const std::string_view behind = after.substr(static_cast<std::size_t>(closers - after.begin()));
  const auto ends = [&](std::string_view end, std::size_t least) {
    return end.size() >= least && from + end.size() <= text.size() && text.ends_with(end);
  };
  // Two openers of the same block: `items {` in front of `{`.
  const bool opens = !after.empty() && std::string_view("([{").find(after.front()) != after.npos;
  if (ends(after, opens ? 1 : 2)) return after.size();
  return ends(behind, kHeadBytesMin) ? behind.size() : 0;
}

/// How many bytes two texts begin with alike.
std::size_t same_bytes(std::string_view one, std::string_view other) {
  const auto differs = std::mismatch(one.begin(), one.end(), other.begin(), other.end());
  return static_cast<std::size_t>(differs.first - one.begin());
}

/// Where a text closes what is closed right of the cursor, goes on as it does there, and then
/// otherwise: `y) => y,` in front of `) => 1,`. npos where it does not.
std::size_t closes_otherwise_at(std::string_view text, std::string_view after, std::size_t from) {
  const char closer = after.front();
  const char opener = opener_of(closer);
  std::size_t open = 0; // what the text has opened itself it closes itself
  for (std::size_t at = from; at < text.size(); ++at) {
    if (opener != 0 && text[at] == opener) ++open;
    if (text[at] != closer) continue;
    if (open > 0) {
      --open;
      continue;
    }
    const std::string_view rest = text.substr(at);
    const std::size_t same = same_bytes(rest, after);
    const auto says = [](char c) { return !is_closer(c) && !is_space(c); };
    if (same > kHeadBytesMin &&
        std::any_of(rest.begin(), rest.begin() + static_cast<std::ptrdiff_t>(same), says))
      return at;
  }
  return text.npos;
}

/// The word or operator that stands alone in front of a blank: `in` of `in range(3):`.
std::string_view lone_token(std::string_view after) {
  const std::string_view token = after.substr(0, after.find_first_of(kBlanks));
  const bool alone =
      token.size() < after.size() && token.find_first_of("()[]{}\"'`,;") == token.npos;
  return alone ? token : std::string_view();
}

/// Whether two lines end alike in what ends a statement or opens a block.
bool ends_alike(std::string_view one, std::string_view other) {
  one = trimmed_right(one);
  other = trimmed_right(other);
  return !one.empty() && !other.empty() && one.back() == other.back() &&
         std::string_view(":;{").find(one.back()) != std::string_view::npos;
}

/// Where a text goes on with the word that stands right of the cursor, and ends the line otherwise:
/// `i in range(4):` in front of `in range(3):`. npos where it does not.
std::size_t goes_on_otherwise_at(std::string_view text, std::string_view after, std::size_t from) {
  const std::string_view token = lone_token(after);
  if (token.empty()) return text.npos;
  for (std::size_t at = text.find(token, from); at != text.npos; at = text.find(token, at + 1)) {
    const std::string_view rest = text.substr(at);
    const std::size_t same = same_bytes(rest, after);
    if (same <= token.size() || (at > 0 && !is_space(text[at - 1]))) continue;
    if (same > token.size() + 1 + kHeadBytesMin || ends_alike(text, after)) return at;
  }
  return text.npos;
}

std::size_t diverging_at(std::string_view text, std::size_t from, const Surroundings& around) {
  const std::string_view after = trimmed_left(around.line.after);
  if (after.empty()) return text.npos;
  if (std::string_view(")]}\"'`").find(after.front()) != after.npos)
    return closes_otherwise_at(text, after, from);
  return around.language.prose ? text.npos : goes_on_otherwise_at(text, after, from);
}

/// Code that cannot stand right behind other code.
bool begins_anew(char c) {
  return is_word_byte(c) || std::string_view("([{@\"'`#").find(c) != std::string_view::npos;
}

/// The separator that a line ends with behind closers: `;` of `});`. Who closes all but that means
/// it too.
std::string last_separator(const Surroundings& around) {
  const std::string_view after = trimmed(around.line.after);
  const bool separates = after.size() > 1 && (after.back() == ';' || after.back() == ',');
  return separates ? std::string(1, after.back()) : std::string();
}

} // namespace

Drop keep_one_line_before_text(Candidate& candidate, const Surroundings& around) {
  if (!around.is_before_text()) return Drop::none;
  std::string& text = candidate.text;
  if (const std::size_t end = repetition_within(line_at(text, 0).text); end != text.npos) {
    text.resize(end);
    candidate.complete = true;
    candidate.cut = false;
  }
  // The line that the cursor stands in by now.
  const std::size_t line_end = text.find_first_of("\r\n", around.typed.size());
  if (line_end == std::string::npos) return Drop::none;
  if (is_before_closers(around)) {
    const End end = end_of_text(text, around);
    candidate.complete = candidate.complete || end.complete;
    std::string all = text.substr(0, end.at);
    bool closes = closes_line(all, around);
    if (const std::string separator = last_separator(around); !closes && !separator.empty()) {
      all = std::string(trimmed_right(all)) + separator;
      closes = all.size() > around.typed.size() && closes_line(all, around);
    }
    if (closes) {
      if (end.at < text.size()) candidate.cut = false;
      text = std::move(all);
      return is_blank(text) ? Drop::empty : Drop::none;
    }
  } else {
    // Behind an empty line an echo may begin: known with the first line that says something.
    const std::string_view said = trimmed_left(text);
    candidate.complete = candidate.complete || said.find_first_of("\r\n") != said.npos;
  }
  text.resize(line_at(text, line_end).next);
  candidate.cut = false;
  return is_blank(text) ? Drop::empty : Drop::none;
}

Drop cut_at_suffix(Candidate& candidate, const Surroundings& around) {
  if (around.placement != Placement::mid_line && around.placement != Placement::mid_word)
    return Drop::none;
  std::string& text = candidate.text;
  // What has several lines there writes all of it.
  const bool has_lines = trimmed_right(text).find_first_of("\r\n") != std::string_view::npos;
  if (has_lines && is_before_closers(around)) return Drop::none;
  const std::size_t covered = rewritten_word({}, text, around);
  const std::size_t word = covered > 0 ? first_word(around.line.after).size() : 0;
  const std::string_view after = trimmed_left(std::string_view(around.line.after).substr(word));
  const std::size_t size = text.size();
  // One or two bytes of punctuation occur anywhere; more is a repetition of the suffix.
  if (after.size() >= kHeadBytesMin)
    text.resize(std::min(text.find(after.substr(0, kHeadBytesMax), covered), size));
  text.resize(std::min(diverging_at(text, covered, around), text.size()));
  const auto overlap = [&] {
    const std::string_view end = trimmed_right(text);
    return std::max({overlap_of(end, after, covered), overlap_of(end, around.line.after, covered),
                     line_end_of(end, trimmed(after), covered)});
  };
  while (const std::size_t bytes = overlap()) text.resize(trimmed_right(text).size() - bytes);
  if (text.size() == size) return Drop::none;
  return is_blank(std::string_view(text).substr(covered)) ? Drop::repeats_suffix : Drop::none;
}

Drop cut_at_swallowing_comment(Candidate& candidate, const Surroundings& around) {
  const Language& language = around.language;
  std::string& text = candidate.text;
  if (!around.is_before_text() || language.comment.empty() ||
      text.find(language.comment) == text.npos)
    return Drop::none;
  const std::string& after = around.line.after;
  if (is_blank(std::string_view(after).substr(covered_by({}, text, around)))) return Drop::none;
  // The line that this becomes, so that a string that is open in it is seen to be one.
  const std::size_t end = trimmed_right(text).size();
  const std::size_t begin = text.substr(0, end).find_last_of("\r\n") + 1; // npos + 1 is 0
  const std::string left = begin > 0 ? std::string() : around.line.before;
  const std::size_t at = comment_in(left + text.substr(begin, end - begin) + after, language);
  if (at < left.size() || at - left.size() >= end - begin) return Drop::none;
  text.resize(begin + at - left.size());
  candidate.cut = false;
  return is_blank(text) ? Drop::glued : Drop::none;
}

Drop end_before_text(Candidate& candidate, const Surroundings& around) {
  std::string& text = candidate.text;
  const std::string end = text.substr(trimmed_right(text).size());
  text.resize(text.size() - end.size());
  if (end.empty() || !around.is_before_text()) return Drop::none;
  const std::string_view whole = text;
  const std::string_view after = around.line.after;
  if (end.find_first_of("\r\n") == end.npos) {
    // As it was before anything was typed, so that it stays so.
    const std::string_view behind = after.substr(covered_by({}, whole, around));
    const auto touched = [](char c) {
      return !is_space(c) &&
             (!is_closer(c) || std::string_view("\"'`").find(c) != std::string_view::npos);
    };
    const bool touches = !behind.empty() && touched(behind.front());
    if (touches) text += end.front();
    return Drop::none;
  }
  const std::size_t typed = std::min(around.typed.size(), text.size());
  const std::size_t covered = covered_by(whole.substr(0, typed), whole.substr(typed), around);
  const std::string_view behind = after.substr(covered);
  if (is_blank(behind)) return Drop::none;
  // It is a line of its own, and a line end at the end is nothing that can be offered.
  const bool glued = is_blank(around.line.before) || begins_anew(behind.front());
  return glued ? Drop::glued : Drop::none;
}

Drop drop_invisible(Candidate& candidate, const Surroundings& around) {
  if (candidate.text.empty()) return Drop::empty;
  const std::string_view replaced =
      std::string_view(around.line.after).substr(0, candidate.replace_after);
  if (candidate.text == replaced) return Drop::invisible;
  return Drop::none;
}

} // namespace inkling::shape
