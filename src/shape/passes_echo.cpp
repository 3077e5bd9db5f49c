// Passes about what stands above the cursor already: models that were to go on begin again.

#include "shape/line_echo.hpp"
#include "shape/lines.hpp"
#include "shape/passes.hpp"

#include <algorithm>
#include <cstring>
#include <string>
#include <vector>

namespace inkling::shape {
namespace {

/// An echo begins at most so many lines above the cursor's.
constexpr std::size_t kEchoLinesMax = 12;
/// Who begins again more often has lost the thread.
constexpr std::size_t kEchoesMax = 16;

/// Idioms stand in a file many times, `if err != nil {` and what it returns: so many telling lines
/// are no idiom any more, directly above the cursor and anywhere above it.
constexpr std::ptrdiff_t kRepeatedDirectlyMin = 3;
constexpr std::ptrdiff_t kRepeatedAnywhereMin = 6;

/// Lines that are not blank, trimmed, in their order.
std::vector<std::string_view> telling_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  for (const Line& line : lines_of(text))
    if (!is_blank(line.text)) lines.push_back(trimmed(line.text));
  return lines;
}

/// The lines above that an echo may begin with: the last ones that are not blank.
std::string_view lines_to_echo(const Surroundings& around) {
  const std::string_view above = around.above;
  const char line_end = around.line_ending.back();
  std::size_t lines = 0;
  std::size_t begin = above.size();
  for (std::size_t end = begin; end > 0 && lines < kEchoLinesMax; end = begin) {
    const void* before = ::memrchr(above.data(), line_end, end - 1);
    begin = before == nullptr
                ? 0
                : static_cast<std::size_t>(static_cast<const char*>(before) - above.data()) + 1;
    lines += is_blank(above.substr(begin, end - begin)) ? 0 : 1;
  }
  return above.substr(begin);
}

struct Echo {
  std::size_t bytes = 0;
  bool undecided = false; ///< the text ends before it can be told
};

/// How many bytes of `text` write the lines above the cursor's again, from number `from` on, up to
/// its line.
Echo echo_from(std::string_view text, const std::vector<Line>& written,
               const std::vector<std::string_view>& above, std::size_t from,
               const Surroundings& around) {
  const std::string_view head = trimmed(around.line.before);
  // Of few lines below the cursor's it is one only with the cursor's line behind them.
  const bool few = !head.empty() && written.front().begin > 0 &&
                   above.size() - from < static_cast<std::size_t>(kRepeatedDirectlyMin);
  std::size_t at = 0;
  for (; at < written.size() && from < above.size(); ++at) {
    if (is_blank(written[at].text)) continue;
    if (trimmed(written[at].text) != above[from])
      return {0, !written[at].ended && above[from].starts_with(trimmed(written[at].text))};
    ++from;
  }
  if (from < above.size()) return {0, true};
  if (at == written.size() || is_blank(text.substr(written[at].begin)))
    return {few ? 0 : text.size(), true};
  if (head.empty()) return {written[at].begin, false};
  // The cursor's line follows, or it is no echo.
  while (at + 1 < written.size() && is_blank(written[at].text)) ++at;
  const Line& line = written[at];
  if (trimmed(line.text).starts_with(head))
    return {line.begin + indentation(line.text).size() + head.size(), false};
  return {0, !line.ended && head.starts_with(trimmed(line.text))};
}

Echo echo_of_lines(std::string_view text, const Surroundings& around) {
  Line head = line_at(text, 0);
  while (head.ended && is_blank(head.text)) head = line_at(text, head.next);
  // Behind a line end this may become a line that says more.
  if (!is_telling(head.text)) return {0, head.begin > 0 && !head.ended};
  const std::string_view line = trimmed(head.text);
  if (!contains(around.above, line)) return {};
  const std::string_view near = lines_to_echo(around);
  const std::vector<std::string_view> above = telling_lines(near);
  std::vector<Line> written;
  Echo echo;
  for (std::size_t from = 0; from < above.size(); ++from) {
    if (above[from] != line) {
      echo.undecided |= head.begin > 0 && !head.ended && above[from].starts_with(line);
      continue;
    }
    if (written.empty())
      for (Line next = head;; next = line_at(text, next.next)) {
        written.push_back(next);
        if (!next.ended || written.size() > 2 * kEchoLinesMax) break;
      }
    const Echo one = echo_from(text, written, above, from, around);
    if (one.bytes > 0) return one;
    echo.undecided = echo.undecided || one.undecided;
  }
  return echo;
}

/// Lines that say under which condition, or how, the next definition is one: with another of them
/// the same definition stands again.
bool has_condition(const Surroundings& around) {
  const std::string_view last = trimmed(last_line_above(around));
  return last.starts_with('@') || last.starts_with('#') || last.starts_with("template");
}

/// Whether a definition stands above in the same block: in another one it may well stand again.
bool stands_in_block(std::string_view definition, std::size_t depth, const Surroundings& around) {
  if (!contains(around.above, definition)) return false;
  const std::vector<Line> above = lines_of(around.above);
  for (auto line = above.rbegin(); line != above.rend(); ++line) {
    if (is_blank(line->text)) continue;
    if (columns(line->text) < depth && !is_label(line->text, around.language)) return false;
    if (trimmed(line->text).starts_with("#el")) return false; // the other branch of an #if
    if (columns(line->text) == depth && trimmed(line->text) == definition) return true;
  }
  return false;
}

bool defines_again(std::string_view line, const Surroundings& around) {
  return is_definition(line, around.language) && !may_stand_again(line) && is_telling(line) &&
         !has_condition(around) && stands_in_block(trimmed(line), columns(line), around);
}

/// Whether all lines of a text stand above, one behind the other.
bool stand_above(std::string_view text, const Surroundings& around) {
  const std::string_view first = trimmed(line_at(trimmed_left(text), 0).text);
  if (!contains(around.above, first)) return false;
  const std::vector<std::string_view> lines = telling_lines(text);
  const auto telling = std::count_if(lines.begin(), lines.end(), is_telling);
  if (telling < kRepeatedDirectlyMin) return false;
  const std::vector<std::string_view> above = telling_lines(around.above);
  if (lines.size() <= above.size() && std::equal(lines.rbegin(), lines.rend(), above.rbegin()))
    return true;
  return telling >= kRepeatedAnywhereMin &&
         std::search(above.begin(), above.end(), lines.begin(), lines.end()) != above.end();
}

} // namespace

Drop take_off_echo(Candidate& candidate, const Surroundings& around) {
  std::string& text = candidate.text;
  bool found = false;
  // Each round takes something off.
  for (std::size_t round = 0;; ++round) {
    const LineEcho line = line_echo(text, around);
    std::size_t bytes = line.bytes;
    candidate.undecided |= line.undecided;
    if (bytes == 0) {
      const Echo echo = echo_of_lines(text, around);
      bytes = echo.bytes;
      candidate.undecided |= echo.undecided;
    }
    if (bytes == 0) break;
    if (round == kEchoesMax) return Drop::repeats_prefix;
    text.erase(0, bytes);
    found = true;
  }
  return found && is_blank(text) ? Drop::repeats_prefix : Drop::none;
}

Drop drop_left_over(Candidate& candidate, const Surroundings& around) {
  Candidate echo{.text = candidate.text};
  if (take_off_echo(echo, around) != Drop::none || echo.text != candidate.text)
    return Drop::repeats_prefix;
  Candidate talk{.text = candidate.text};
  const bool talks = cut_chatter(talk, around) != Drop::none || talk.text != candidate.text;
  return talks ? Drop::chatter : Drop::none;
}

Drop drop_repeating_above(Candidate& candidate, const Surroundings& around) {
  if (around.language.prose || around.above.empty()) return Drop::none;
  const std::size_t begin =
      std::min(candidate.text.find_first_not_of("\r\n"), candidate.text.size());
  // A line that the person has begun is meant.
  if (begin == 0 && !is_blank(around.line.before)) return Drop::none;
  const Line first = line_at(candidate.text, begin);
  const std::string whole = (begin > 0 ? "" : around.line.before) + std::string(first.text);
  if (defines_again(whole, around) && (first.ended || opens_block(whole, around.language)))
    return Drop::repeats_above;
  return stand_above(candidate.text, around) ? Drop::repeats_above : Drop::none;
}

} // namespace inkling::shape
