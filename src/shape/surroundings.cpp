#include "shape/surroundings.hpp"

#include "shape/lines.hpp"

#include <algorithm>
#include <array>

namespace inkling::shape {
namespace {

/// Of the text above so much says how a file is indented.
constexpr std::size_t kIndentBytesMax = 1024;

/// What a step to a line weighs: one single list does not say how statements stand.
constexpr std::size_t kStatement = 2;
constexpr std::size_t kItem = 1;

/// Counts how lines are indented.
struct Habits {
  bool braces = true;  ///< blocks of the language have them
  bool colons = false; ///< or a colon in front of them
  std::size_t tabs = 0;
  std::size_t spaces = 0;
  std::size_t mixed = 0;
  /// By columns: how often a line is so much deeper than the one above, which opens a block or has
  /// no braces to say so; and than any other.
  std::array<std::size_t, 9> steps{};
  std::array<std::size_t, 9> others{};
  std::size_t last = 0;
  bool opens = true;
  bool begun = false; ///< the first line is no deeper than any
  bool in_comment = false;

  void add_all(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
      const Line line = line_at(text, at);
      add(line.text);
      at = line.next;
    }
  }

  void add(std::string_view line) {
    if (is_blank(line) || (braces && is_comment(trimmed(line)))) return;
    const std::string_view blanks = indentation(line);
    const std::size_t depth = columns(blanks);
    if (!blanks.empty()) ++(blanks.front() == '\t' ? tabs : spaces);
    if (blanks.find("\t ") != blanks.npos) ++mixed;
    if (begun && depth > last && depth - last < steps.size())
      (opens ? steps : others)[depth - last] += line.ends_with(',') ? kItem : kStatement;
    begun = true;
    last = depth;
    opens = colons ? trimmed_right(line).ends_with(':') : !braces || opens_body(line);
  }

  /// Of a comment of several lines only the first stands as code does; ` * ` stands one deeper, and
  /// words stand anywhere.
  bool is_comment(std::string_view text) {
    const bool inside = in_comment || text.starts_with("* ") || text == "*" || text == "*/";
    const std::size_t begin = text.starts_with("/*") ? 2 : 0;
    if (begin > 0) in_comment = true;
    if (text.find("*/", begin) != text.npos) in_comment = false;
    return inside;
  }
};

} // namespace

Surroundings surroundings_at(const text::Rope& text, std::size_t offset, std::size_t typed,
                             const Language& language, bool may_replace,
                             std::string_view line_ending) {
  Surroundings around;
  around.language = language;
  around.may_replace = may_replace;
  around.line_ending = line_ending.empty() ? line_ending_of(text) : line_ending;
  around.line = line_around(text, offset);
  around.placement = classify(around.line);
  if (typed > 0) {
    around.typed = text.slice(offset - typed, offset);
    around.line.before = line_around(text, offset - typed).before;
  }
  const std::size_t begin = offset - typed - around.line.before.size();
  // Of a line without a beginning nobody knows what stands above it.
  if (around.line.before.size() >= kLineBytesMax) {
    around.all_above = false;
  } else {
    const std::size_t from = text.floor_boundary(begin - std::min(begin, kAboveBytesMax));
    around.above = text.slice(from, begin);
    around.all_above = from == 0;
    if (from > 0) around.above.erase(0, line_at(around.above, 0).next);
  }
  const std::size_t end = offset + around.line.after.size();
  if (around.line.after.size() >= kLineBytesMax) {
    around.all_below = false;
    return around;
  }
  const std::size_t to = text.floor_boundary(std::min(end + kBelowBytesMax, text.size()));
  around.below = text.slice(end, to);
  around.below.erase(0, line_at(around.below, 0).next);
  around.all_below = to == text.size();
  return around;
}

std::string_view next_line_below(const Surroundings& around) {
  for (std::size_t at = 0; at < around.below.size();) {
    const Line line = line_at(around.below, at);
    // One that the window cuts is not known.
    if (!is_blank(line.text))
      return line.ended || around.all_below ? line.text : std::string_view();
    at = line.next;
  }
  return {};
}

std::string_view last_line_above(const Surroundings& around) {
  const std::string_view above = trimmed_right(around.above);
  return above.substr(above.find_last_of("\r\n") + 1);
}

Indent indent_of(const Surroundings& around) {
  Habits habits{.braces = around.language.blocks == Blocks::braces,
                .colons = around.language.blocks == Blocks::colon};
  std::string_view above = around.above;
  if (above.size() > kIndentBytesMax) {
    above.remove_prefix(above.size() - kIndentBytesMax);
    above.remove_prefix(line_at(above, 0).next); // which is cut
  }
  habits.add_all(above);
  habits.add(around.line.before);
  habits.add_all(around.below);
  Indent indent;
  if (habits.tabs + habits.spaces == 0) {
    if (around.language.tabs) indent = {.tabs = *around.language.tabs, .known = true};
    return indent;
  }
  // A file that has both is in no style that could be told.
  if (habits.mixed > 0 || 4 * std::min(habits.tabs, habits.spaces) > habits.tabs + habits.spaces)
    return indent;
  indent.tabs = habits.tabs > habits.spaces;
  indent.known = true;
  // Where braces open blocks, other lines stand deeper because they go on.
  const auto most = std::max_element(habits.steps.begin() + 2, habits.steps.end());
  // A step that the cursor's line stands on counts by itself.
  const std::size_t enough = columns(around.line.before) > 0 ? kItem : kStatement;
  if (*most >= enough) indent.width = static_cast<std::size_t>(most - habits.steps.begin());
  if (indent.tabs) indent.width = kTabColumns;
  for (std::size_t step = 0; step < habits.steps.size(); ++step)
    indent.steps[step] = habits.steps[step] + habits.others[step] > 0;
  return indent;
}

} // namespace inkling::shape
