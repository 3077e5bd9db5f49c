// Passes about indentation: what is typed already, and the file's own style.

#include "shape/brackets.hpp"
#include "shape/in_text.hpp"
#include "shape/lines.hpp"
#include "shape/passes.hpp"

#include <algorithm>
#include <string>
#include <utility>
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

/// Whether a line says at its end that the next one belongs to it: `\\`, `foo(`, `a +`, `a or`.
bool goes_on_below(std::string_view line, const Language& language) {
  const std::string_view code = code_of(line, language);
  if (code.empty() || code.ends_with("*/") || code.ends_with("++") || code.ends_with("--"))
    return false;
  if (std::string_view("\\(+-*/%=&|^?").find(code.back()) != code.npos) return true;
  if (language.blocks != Blocks::colon || language.dash_lists) return false;
  const std::string_view word = last_word(code);
  return code.back() == '[' || code.back() == '{' || word == "and" || word == "or" || word == "not";
}

/// Whether a line belongs to the one above it, so that its indentation is no measure: bases of a
/// class and initialisers, the rest of a condition, the end of a list of arguments.
bool goes_on(std::string_view line, std::string_view above, const Language& language) {
  const std::string_view text = trimmed(line);
  if (text.starts_with(':') || text.starts_with(',')) return true;
  if (goes_on_below(above, language)) return true;
  Balance balance;
  balance.feed(line, language);
  return balance.closed[0] + balance.closed[1] > 0;
}

/// The least by which a line is deeper than the line above it that opens a block; 0 where none is.
std::size_t least_step(const std::vector<Line>& lines, const Surroundings& around) {
  const Language& language = around.language;
  std::size_t least = 0;
  std::string last = around.line.before;
  std::string above(last_line_above(around));
  for (const Line& line : lines) {
    if (&line == &lines.front()) {
      last += line.text;
      continue;
    }
    if (is_blank(line.text)) continue;
    const std::size_t from = columns(last);
    const std::size_t to = columns(line.text);
    if (to > from && (least == 0 || to - from < least) && opens_level(last, language) &&
        !goes_on(last, above, language))
      least = to - from;
    above = std::exchange(last, line.text);
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

/// Whether a line belongs to what was begun above it, a list or a block too.
bool goes_on_from_above(std::string_view line, const Surroundings& around) {
  const std::string_view above = last_line_above(around);
  if (goes_on(line, above, around.language)) return true;
  Balance balance;
  balance.feed(line, around.language);
  return balance.surplus > 0 || code_of(above, around.language).ends_with(',');
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
  if (opens ? goes_on_from_above(first, around) : goes_on_below(first, language)) return 0;
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
std::string moved_left(std::string_view text, std::size_t by, const Surroundings& around) {
  const std::vector<Line> lines = lines_of(text);
  const auto insides = insides_of(around.above + around.line.before, text, around.language);
  std::string out(lines.front().text);
  for (std::size_t at = 1; at < lines.size(); ++at) {
    const Line& line = lines[at];
    out += around.line_ending;
    if (insides[at] == Inside::string) {
      out += line.text;
      continue;
    }
    const std::size_t depth = columns(line.text);
    const std::string_view blanks = indentation(line.text);
    const Indent indent{blanks.starts_with('\t'), 0, true};
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

/// The first line, and those that are code: only they say how a text is indented.
std::vector<Line> code_lines(const std::vector<Line>& lines, const std::vector<Inside>& insides) {
  if (insides.empty()) return lines;
  std::vector<Line> code{lines.front()};
  for (std::size_t at = 1; at < lines.size(); ++at)
    if (insides[at] == Inside::code) code.push_back(lines[at]);
  return code;
}

/// Where a comment was begun: it is moved as that line was.
struct Begun {
  std::size_t columns = 0;
  std::string blanks; ///< in front of it now
  bool moved = false;
};

std::string moved_along(std::string_view line, const Begun& begun) {
  const std::size_t depth = columns(line);
  if (!begun.moved || depth < begun.columns) return std::string(line);
  return begun.blanks + std::string(depth - begun.columns, ' ') +
         std::string(line.substr(indentation(line).size()));
}

/// Lines in a style. Those in strings stay as they are, and those in comments where the comment
/// is; no `insides` says that all are code.
std::string joined(const std::vector<Line>& lines, const std::vector<Inside>& insides,
                   const Style& style, std::string_view line_ending) {
  std::string out(lines.front().text);
  Begun begun{0, blanks_of(style.base, style.indent), style.shift > 0};
  for (std::size_t at = 1; at < lines.size(); ++at) {
    out += line_ending;
    const std::string_view line = lines[at].text;
    const Inside inside = insides.empty() ? Inside::code : insides[at];
    if (is_blank(line) || inside == Inside::string) {
      out += line;
    } else if (inside == Inside::comment) {
      out += moved_along(line, begun);
    } else {
      const std::string now = indented(line, style);
      begun = {columns(line), std::string(indentation(now)), now != line};
      out += now;
    }
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
std::string restyled(const std::string& text, const std::vector<Inside>& insides,
                     const Indent& indent, const Surroundings& around) {
  const std::string& before = around.line.before;
  const std::vector<Line> lines = lines_of(text);
  const std::vector<Line> code = code_lines(lines, insides);
  Style style{.indent = indent, .base = columns(before)};
  if (is_blank(before)) style.base = columns(before + std::string(indentation(text)));
  if (!indent.tabs && uses_tabs_only(code)) style.tab = indent.width;
  // How many columns a list stands deeper than its key says nothing.
  // Nor does a step from within the indentation.
  const bool steps_count = indent.width > 0 && style.tab == 0 && !around.language.dash_lists &&
                           (!is_blank(before) || style.base % indent.width == 0);
  const std::size_t step = steps_count ? least_step(code, around) : 0;
  // A step that the file knows too is its own: where lines go on it has others than for blocks.
  if (step < indent.steps.size() && !indent.steps[step]) style.step = step;
  if (style.step == 0 && is_styled(code, indent)) return text;
  return joined(lines, insides, style, around.line_ending);
}

/// Whether a line may stand so deep: as the last one above does, or one that it stands in. What
/// closes stands as what it closes.
bool is_level(std::size_t depth, bool closes, const Surroundings& around) {
  std::string_view above = trimmed_right(around.above);
  for (std::size_t least = std::string_view::npos; !above.empty() && least > depth;) {
    const std::size_t begin = above.find_last_of("\r\n") + 1;
    const std::string_view line = above.substr(begin);
    if (!is_blank(line) && columns(line) < least) {
      if (columns(line) == depth && !(closes && least == std::string_view::npos)) return true;
      least = columns(line);
    }
    above = above.substr(0, begin == 0 ? 0 : begin - 1);
  }
  return false;
}

/// Whether the lines below the first one stand as those of a block, or its neighbours, do where the
/// first stands so deep.
bool others_stand_by(std::size_t depth, std::string_view text, const Language& language) {
  const std::size_t second = second_line_columns(text);
  return opens_block(line_at(text, 0).text, language) ? second > depth : second == depth;
}

/// Whether a text begins with the rest of an indentation of which the person has typed a part: it
/// leads to where a line may stand. Where the person stands at such a place already, other lines
/// may say that it is written twice; until one does, that is undecided.
bool writes_rest(Candidate& candidate, std::size_t typed, const Surroundings& around) {
  const std::string_view text = candidate.text;
  if (around.language.prose) return false;
  const std::size_t written = columns(text);
  const bool closes = only_closes(line_at(text, 0).text, around.language);
  if (!is_level(typed + written, closes, around)) return false;
  if (written != typed || !is_level(typed, false, around)) return true;
  const bool alone = second_line_columns(text) == 0;
  candidate.undecided |= alone;
  return alone || others_stand_by(typed + written, text, around.language);
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
  if (writes_rest(candidate, typed, around)) return Drop::none;
  const bool deeper = expected > typed && (written == expected || written + typed == expected);
  // Where it goes on with the indentation right behind the cursor, the others stand right.
  const bool shifted = !deeper && typed > 0 && written > typed && !around.language.prose &&
                       others_stand_by(written, text, around.language) &&
                       !others_stand_by(typed + written, text, around.language) &&
                       !goes_on(line_at(text, 0).text, last_line_above(around), around.language);
  text.erase(0, blanks.size());
  if (shifted && !is_in_text(around.above, around.language))
    text = moved_left(text, written - typed, around);
  if (deeper)
    text.insert(0, blanks_of(expected - typed, {before.find('\t') != before.npos, 0, true}));
  return Drop::none;
}

Drop shift_to_cursor(Candidate& candidate, const Surroundings& around) {
  std::string& text = candidate.text;
  if (around.language.prose || text.find_first_of("\r\n") == text.npos) return Drop::none;
  const std::string& before = around.line.before;
  const std::vector<Line> lines = lines_of(text);
  const std::size_t shift = missing_columns(lines, around);
  const std::string above = shift > 0 ? around.above + before : "";
  if (shift == 0 || is_in_text(above, around.language)) return Drop::none;
  const std::vector<Inside> insides = insides_of(above, text, around.language);
  if (missing_columns(code_lines(lines, insides), around) != shift) return Drop::none;
  const Style style{
      .indent = {before.starts_with('\t'), 0, true}, .base = columns(before), .shift = shift};
  text = joined(lines, insides, style, around.line_ending);
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
  if (restyled(text, {}, indent, around) == text) return Drop::none;
  const std::string first = around.line.before + std::string(lines.front().text);
  if (goes_on(first, last_line_above(around), around.language)) return Drop::none;
  const std::vector<Inside> insides =
      insides_of(around.above + around.line.before, text, around.language);
  if (insides.front() != Inside::code) return Drop::none;
  std::string styled = restyled(text, insides, indent, around);
  if (styled == text) return Drop::none;
  // What does not come to rest, or stands elsewhere now, stays as it was written.
  const std::vector<Line> then = code_lines(lines, insides);
  const std::vector<Line> written = lines_of(styled);
  const std::vector<Line> now = code_lines(written, insides);
  const bool rests = stand_alike(then, now, columns(first)) &&
                     restyled(styled, insides, indent, around) == styled &&
                     is_styled(now, indent) &&
                     missing_columns(now, around) == missing_columns(then, around);
  if (rests) text = std::move(styled);
  return Drop::none;
}

} // namespace inkling::shape
