// Passes about indentation: what is typed already, and the file's own style.

#include "shape/lines.hpp"
#include "shape/passes.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace inkling::shape {
namespace {

/// How deep the cursor's line is expected, where the line above opens a block and the person has
/// not indented that far yet.
std::size_t expected_columns(const Surroundings& around) {
  const std::string_view last = last_line_above(around);
  if (!opens_block(last, around.language)) return 0;
  return columns(last) + indent_of(around).width;
}

std::string blanks_of(std::size_t columns, const Indent& indent) {
  return indent.tabs
             ? std::string(columns / kTabColumns, '\t') + std::string(columns % kTabColumns, ' ')
             : std::string(columns, ' ');
}

/// The least by which a line is deeper than the line above it that opens a block; 0 where none is.
std::size_t least_step(const std::vector<Line>& lines, std::string_view before,
                       const Language& language) {
  std::size_t least = 0;
  std::string last(before);
  for (const Line& line : lines) {
    if (&line == &lines.front()) {
      last += line.text;
      continue;
    }
    if (is_blank(line.text)) continue;
    const std::size_t from = columns(last);
    const std::size_t to = columns(line.text);
    if (to > from && opens_block(last, language) && (least == 0 || to - from < least))
      least = to - from;
    last = line.text;
  }
  return least;
}

/// A model that counts from its own left margin: the line below one that opens a block stands no
/// deeper than that.
std::size_t missing_columns(const std::vector<Line>& lines, std::string_view before,
                            const Language& language) {
  const std::string first = std::string(before) + std::string(lines.front().text);
  const std::size_t base = columns(first);
  if (base == 0 || !opens_block(first, language)) return 0;
  for (const Line& line : lines) {
    if (&line == &lines.front() || is_blank(line.text)) continue;
    const std::size_t depth = columns(line.text);
    return depth > 0 && depth <= base ? base : 0;
  }
  return 0;
}

struct Style {
  Indent indent;
  std::size_t base = 0;  ///< columns of the cursor's line
  std::size_t step = 0;  ///< columns of a level, as the model writes them
  std::size_t shift = 0; ///< columns that it left out
};

std::string indented(std::string_view line, const Style& style) {
  const std::size_t written = columns(line) + style.shift;
  std::size_t depth = written;
  const std::size_t width = style.indent.width;
  if (written > style.base && style.step > 0 && width > 0) {
    const std::size_t deeper = written - style.base;
    depth = style.base + deeper / style.step * width + deeper % style.step;
  }
  // Tabs and spaces are not mixed where the file does not mix them; deeper stays deeper.
  if (style.indent.tabs)
    depth = (depth + (depth > style.base ? kTabColumns - 1 : 0)) / kTabColumns * kTabColumns;
  return blanks_of(depth, style.indent) + std::string(line.substr(indentation(line).size()));
}

std::string joined(const std::vector<Line>& lines, const Style& style,
                   std::string_view line_ending) {
  std::string out(lines.front().text);
  for (std::size_t at = 1; at < lines.size(); ++at) {
    out += line_ending;
    const std::string_view line = lines[at].text;
    out += is_blank(line) ? std::string(line) : indented(line, style);
  }
  return out;
}

bool is_styled(const std::vector<Line>& lines, const Indent& indent) {
  return std::all_of(lines.begin() + 1, lines.end(), [&](const Line& line) {
    return indentation(line.text).find(indent.tabs ? ' ' : '\t') == std::string_view::npos;
  });
}

} // namespace

Drop trim_first_indentation(Candidate& candidate, const Surroundings& around) {
  std::string& text = candidate.text;
  const std::string_view before = around.line.before;
  const std::string_view blanks = indentation(text);
  if (blanks.empty() || before.empty()) return Drop::none;
  const bool line_is_blank = is_blank(before);
  const bool blank_typed = kBlanks.find(before.back()) != kBlanks.npos;
  if (!line_is_blank) {
    // A line end behind the blanks: they are no indentation.
    if (blank_typed && !is_blank(line_at(text, 0).text)) text.erase(0, blanks.size());
    return Drop::none;
  }
  const std::size_t typed = columns(before);
  const std::size_t expected = around.language.prose ? 0 : expected_columns(around);
  const std::size_t written = columns(blanks);
  const bool deeper = expected > typed && (written == expected || written + typed == expected);
  text.erase(0, blanks.size());
  if (deeper)
    text.insert(0, blanks_of(expected - typed, {before.find('\t') != before.npos, 0, true}));
  return Drop::none;
}

Drop shift_to_cursor(Candidate& candidate, const Surroundings& around) {
  std::string& text = candidate.text;
  if (around.language.prose || text.find_first_of("\r\n") == text.npos) return Drop::none;
  const std::string& before = around.line.before;
  const std::vector<Line> lines = lines_of(text);
  const std::size_t shift = missing_columns(lines, before, around.language);
  if (shift == 0) return Drop::none;
  const Style style{.indent = {before.starts_with('\t'), 0, true}, .shift = shift};
  text = joined(lines, style, around.line_ending);
  return Drop::none;
}

Drop use_document_indentation(Candidate& candidate, const Surroundings& around) {
  std::string& text = candidate.text;
  const Language& language = around.language;
  if (language.prose || text.find_first_of("\r\n") == text.npos) return Drop::none;
  const std::string& before = around.line.before;
  const auto indents = [](const Line& line) { return !indentation(line.text).empty(); };
  const std::vector<Line> lines = lines_of(text);
  if (std::none_of(lines.begin() + 1, lines.end(), indents)) return Drop::none;
  Style style{.indent = indent_of(around), .base = columns(before)};
  if (language.blocks == Blocks::rules) style.indent = {true, kTabColumns, true};
  if (!style.indent.known) return Drop::none;
  if (is_blank(before)) style.base = columns(before + std::string(indentation(text)));
  const std::size_t width = language.dash_lists ? 0 : style.indent.width;
  const std::size_t step = least_step(lines, before, language);
  if (width > 0 && step != width) style.step = step;
  if (style.step == 0 && is_styled(lines, style.indent)) return Drop::none;
  std::string shaped = joined(lines, style, around.line_ending);
  // What does not become what it is to be stays as it is.
  const std::vector<Line> now = lines_of(shaped);
  const bool right = style.step == 0 || least_step(now, before, language) == width;
  if (right && is_styled(now, style.indent)) text = std::move(shaped);
  return Drop::none;
}

} // namespace inkling::shape
