// Passes about indentation: what is typed already, and the file's own style.

#include "shape/brackets.hpp"
#include "shape/in_text.hpp"
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

/// Whether what follows a line stands one level deeper: in brackets it may stand otherwise.
bool opens_level(std::string_view line, const Language& language) {
  if (language.blocks == Blocks::braces) return opens_body(line);
  return opens_block(line, language) &&
         (language.blocks != Blocks::colon || code_of(line, language).ends_with(':'));
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
    if (to > from && opens_level(last, language) && (least == 0 || to - from < least))
      least = to - from;
    last = line.text;
  }
  return least;
}

/// Whether the cursor's line stands in a block that a bracket closes, and not behind an `if`
/// without one: nothing less deep follows there but what closes.
bool stands_in_brackets(std::size_t base, const Surroundings& around) {
  const Language& language = around.language;
  const bool closes = language.blocks == Blocks::braces && !language.terminated &&
                      (language.comment == "//" || language.comment.empty());
  if (!closes || !is_blank(around.line.before)) return false;
  const std::string_view last = last_line_above(around);
  const std::string_view code = code_of(last, language);
  if (code.empty()) return false;
  if (columns(last) < base) return std::string_view("{[(").find(code.back()) != code.npos;
  return columns(last) == base && std::string_view("};,").find(code.back()) != code.npos;
}

/// Whether a line belongs to what was begun above it, as bases of a class and initialisers do: its
/// indentation is no measure.
bool goes_on_from_above(std::string_view line, const Surroundings& around) {
  const std::string_view text = trimmed(line);
  if (text.starts_with(':') || text.starts_with(',')) return true;
  Balance balance;
  balance.feed(line, around.language);
  const std::string_view above = code_of(last_line_above(around), around.language);
  return balance.surplus > 0 || above.ends_with(',') || above.ends_with('(');
}

/// A model that counts from its own left margin: the line below one that opens a block stands no
/// deeper than that, or a line of a block at the margin.
std::size_t missing_columns(const std::vector<Line>& lines, const Surroundings& around) {
  const Language& language = around.language;
  const std::string first = around.line.before + std::string(lines.front().text);
  const std::size_t base = columns(first);
  if (base == 0 || is_blank(first)) return 0;
  const bool opens = opens_block(first, language);
  if (!opens && !stands_in_brackets(base, around)) return 0;
  if (opens && goes_on_from_above(first, around)) return 0;
  for (const Line& line : lines) {
    if (&line == &lines.front() || is_blank(line.text)) continue;
    const std::size_t depth = columns(line.text);
    const bool may_stand_there =
        is_label(line.text, language) || only_closes(line.text, language) ||
        std::string_view(")]}").find(trimmed(line.text).front()) != std::string_view::npos ||
        continues_block(line.text, language) || trimmed(line.text).starts_with('{');
    if (may_stand_there) return 0;
    return (opens ? depth > 0 && depth <= base : depth == 0) ? base : 0;
  }
  return 0;
}

/// How deep the first line below the first one stands that is not blank; 0 where there is none.
std::size_t second_line_columns(std::string_view text) {
  for (Line line = line_at(text, 0); line.ended;) {
    line = line_at(text, line.next);
    if (!is_blank(line.text)) return columns(line.text);
  }
  return 0;
}

/// A text whose lines but the first stand so much less deep.
std::string moved_left(std::string_view text, std::size_t by, std::string_view line_ending) {
  const Line first = line_at(text, 0);
  std::string out(first.text);
  for (Line line = first; line.ended;) {
    line = line_at(text, line.next);
    const std::size_t depth = columns(line.text);
    const std::string_view blanks = indentation(line.text);
    const Indent indent{blanks.starts_with('\t'), 0, true};
    out += line_ending;
    out += blanks_of(depth - std::min(by, depth), indent);
    out += line.text.substr(blanks.size());
  }
  return out;
}

struct Style {
  Indent indent;
  std::size_t base = 0;  ///< columns of the cursor's line
  std::size_t step = 0;  ///< columns of a level, as the model writes them
  std::size_t shift = 0; ///< columns that it left out
  std::size_t tab = 0;   ///< columns of its tabs, where a tab is a level and the file has none
};

/// Whether each line that is indented is so by tabs.
bool uses_tabs_only(const std::vector<Line>& lines) {
  return std::all_of(lines.begin() + 1, lines.end(), [](const Line& line) {
    return indentation(line.text).find(' ') == std::string_view::npos;
  });
}

std::string indented(std::string_view line, const Style& style) {
  const std::size_t tabs = indentation(line).size();
  const std::size_t written = style.tab > 0 ? tabs * style.tab : columns(line) + style.shift;
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

/// Whether lines stand deeper than, as deep as and less deep than a base as they did.
bool stand_alike(const std::vector<Line>& before, const std::vector<Line>& now, std::size_t base) {
  const auto side = [base](std::size_t depth) { return depth > base ? 1 : depth < base ? -1 : 0; };
  return std::equal(before.begin(), before.end(), now.begin(), now.end(),
                    [&](const Line& one, const Line& other) {
                      return side(columns(one.text)) == side(columns(other.text));
                    });
}

/// The text in the file's style; as it is where nothing can be said.
std::string restyled(const std::string& text, const Indent& indent, const Surroundings& around) {
  const std::string& before = around.line.before;
  const std::vector<Line> lines = lines_of(text);
  Style style{.indent = indent, .base = columns(before)};
  if (is_blank(before)) style.base = columns(before + std::string(indentation(text)));
  if (!indent.tabs && uses_tabs_only(lines)) style.tab = indent.width;
  // How many columns a list stands deeper than its key says nothing.
  // Nor does a step from within the indentation.
  const bool steps_count = indent.width > 0 && style.tab == 0 && !around.language.dash_lists &&
                           (!is_blank(before) || style.base % indent.width == 0);
  const std::size_t step = steps_count ? least_step(lines, before, around.language) : 0;
  // A step that the file knows too is its own: where lines go on it has others than for blocks.
  if (step < indent.steps.size() && !indent.steps[step]) style.step = step;
  if (style.step == 0 && is_styled(lines, indent)) return text;
  return joined(lines, style, around.line_ending);
}

/// Whether a text begins with the rest of the indentation of the line above, of which the person
/// has typed less than half.
bool writes_rest(std::string_view text, std::size_t typed, const Surroundings& around) {
  const std::size_t written = columns(text);
  return !around.language.prose && written > typed &&
         !only_closes(line_at(text, 0).text, around.language) &&
         typed + written == columns(last_line_above(around));
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
  const bool rest = writes_rest(text, typed, around);
  const bool deeper =
      rest || (expected > typed && (written == expected || written + typed == expected));
  const std::size_t second = second_line_columns(text);
  // Where it goes on with the indentation right behind the cursor, the others stand right.
  const bool opens = opens_block(line_at(text, 0).text, around.language);
  const bool goes_on = opens ? second > typed + written : second == typed + written;
  const bool shifted = !deeper && typed > 0 && written > typed && !around.language.prose &&
                       second >= written && !goes_on;
  text.erase(0, blanks.size());
  if (shifted && !is_in_text(around.above, around.language))
    text = moved_left(text, written - typed, around.line_ending);
  if (deeper)
    text.insert(0, blanks_of(rest ? written : expected - typed,
                             {before.find('\t') != before.npos, 0, true}));
  return Drop::none;
}

Drop shift_to_cursor(Candidate& candidate, const Surroundings& around) {
  std::string& text = candidate.text;
  if (around.language.prose || text.find_first_of("\r\n") == text.npos) return Drop::none;
  const std::string& before = around.line.before;
  const std::vector<Line> lines = lines_of(text);
  const std::size_t shift = missing_columns(lines, around);
  if (shift == 0 || is_in_text(around.above + before, around.language)) return Drop::none;
  const Style style{.indent = {before.starts_with('\t'), 0, true}, .shift = shift};
  text = joined(lines, style, around.line_ending);
  return Drop::none;
}

Drop use_document_indentation(Candidate& candidate, const Surroundings& around) {
  std::string& text = candidate.text;
  if (around.language.prose || text.find_first_of("\r\n") == text.npos) return Drop::none;
  const std::vector<Line> lines = lines_of(text);
  const auto indents = [](const Line& line) { return !indentation(line.text).empty(); };
  const auto aligns = [](const Line& line) {
    return indentation(line.text).find("\t ") != std::string_view::npos;
  };
  if (std::none_of(lines.begin() + 1, lines.end(), indents) ||
      std::any_of(lines.begin() + 1, lines.end(), aligns))
    return Drop::none;
  const bool recipe = around.language.blocks == Blocks::rules;
  const Indent indent =
      recipe ? Indent{.tabs = true, .width = kTabColumns, .known = true} : indent_of(around);
  if (!indent.known) return Drop::none;
  std::string styled = restyled(text, indent, around);
  if (styled == text) return Drop::none;
  // What does not come to rest, or stands elsewhere now, stays as it was written.
  const std::vector<Line> now = lines_of(styled);
  const std::size_t base = columns(around.line.before + std::string(lines.front().text));
  const bool rests = stand_alike(lines, now, base) && restyled(styled, indent, around) == styled &&
                     is_styled(now, indent) &&
                     missing_columns(now, around) == missing_columns(lines, around);
  if (rests) text = std::move(styled);
  return Drop::none;
}

} // namespace inkling::shape
