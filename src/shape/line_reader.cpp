#include "shape/line_reader.hpp"

#include "shape/brackets.hpp"
#include "shape/branches.hpp"
#include "shape/repetition.hpp"
#include "shape/standing.hpp"

#include <algorithm>
#include <utility>

namespace inkling::shape {
namespace {

/// Lines above that count where the text goes on with what they repeat.
constexpr std::size_t kLinesAboveMax = kGroupLinesMax * (kRepeatsMax - 1);

/// Lines that a header has at most.
constexpr std::size_t kHeaderLinesMax = 16;

bool is_one_of(char c, std::string_view set) {
  return set.find(c) != set.npos;
}

/// Comments, decorators, attributes and headings are about what follows them.
bool announces(std::string_view line, const Language& language) {
  const std::string_view text = trimmed(line);
  if (language.prose) return text.starts_with('#');
  return code_of(line, language).empty() || text.starts_with('@') || text.starts_with("#[") ||
         text.starts_with("/*") || text.starts_with('*') || text.starts_with("template");
}

/// Elements that a line of JSX or markup opens less those that it closes.
std::ptrdiff_t net_elements(std::string_view line) {
  std::ptrdiff_t net = 0;
  for (std::size_t at = 0; at + 1 < line.size(); ++at) {
    if (line[at] == '<' && is_word_byte(line[at + 1])) ++net;
    if (line[at] == '<' && line[at + 1] == '/') --net;
    if (line[at] == '/' && line[at + 1] == '>') --net;
  }
  return net;
}

/// `[package]` of TOML and INI.
bool is_section(std::string_view line, const Language& language) {
  const std::string_view code = code_of(line, language);
  return language.blocks == Blocks::braces && language.comment == "#" && code.starts_with('[') &&
         code.ends_with(']');
}

/// `namespace a {`: what is in it does not stand deeper than itself.
bool is_namespace(std::string_view line, const Language& language) {
  return first_word(trimmed(line)) == "namespace" && code_of(line, language).ends_with('{');
}

/// Whether a line is a comment, up to its end.
bool is_line_comment(std::string_view line, const Language& language) {
  return !language.comment.empty() && trimmed(line).starts_with(language.comment);
}

/// Columns of the line where a statement began: that of the cursor closes what lines above it have
/// opened, `int f(int a,` above `int b) {`.
std::size_t header_columns(std::string_view line, const Surroundings& around) {
  const std::size_t own = columns(line);
  if (line.find_first_of(")]}") == line.npos) return own;
  Balance balance;
  balance.feed(line, around.language);
  if (balance.surplus == 0) return own;
  std::string_view above = around.above;
  for (std::size_t count = 0; count < kHeaderLinesMax && !is_blank(above); ++count) {
    above = trimmed_right(above);
    const std::string_view head = above.substr(above.find_last_of("\r\n") + 1); // npos + 1 is 0
    Balance whole;
    whole.feed(head, around.language);
    whole.append(balance);
    balance = whole;
    if (balance.surplus == 0) return std::min(own, columns(head));
    above.remove_suffix(head.size());
  }
  return own;
}

} // namespace

LineReader::LineReader(std::string_view text, const Surroundings& around)
    : text_(text), around_(around), language_(around.language), below_(next_line_below(around)),
      strings_(around.language) {}

/// From the cursor upwards: no more than can matter.
void LineReader::read_above() {
  said_.reserve(2 * kLinesAboveMax);
  std::string_view above = around_.above;
  while (said_.size() < kLinesAboveMax) {
    above = trimmed_right(above);
    if (above.empty()) break;
    std::size_t begin = above.size();
    while (begin > 0 && !is_line_end(above[begin - 1])) --begin;
    said_.push_back(trimmed_left(above.substr(begin)));
    above = above.substr(0, begin);
  }
  std::reverse(said_.begin(), said_.end());
  said_ends_.assign(said_.size(), 0);
}

std::optional<End> LineReader::read(const Line& line) {
  if (const auto end = bounded(line)) return end;
  if (std::exchange(first_, false)) return read_first(line);
  if (is_blank(line.text)) {
    if (!blank_) blank_ = line.begin;
    return std::nullopt;
  }
  if (const auto end = repeated(line, line.text)) return end;
  if (const auto end = stands_below(line, line.text)) return end;
  if (!strings_.is_open() && mode_ != Mode::begin &&
      (repeats_below(line.text) || closes_like_below(line.text)))
    return End{line.begin, line.ended, Drop::repeats_below};
  std::optional<End> end;
  if (strings_.is_open())
    end = read_string(line);
  else if (mode_ == Mode::announced)
    end = read_announced(line);
  else if (mode_ == Mode::begin && begun_ && goes_on_in(line.text))
    end = read_statement(line);
  else if (mode_ == Mode::statement)
    end = read_statement(line);
  else if (mode_ == Mode::inside)
    end = read_inside(line);
  else
    end = read_flat(line, line.text);
  last_ = line.text;
  blank_.reset();
  return end;
}

/// At the bounds, and in a line that repeats itself.
std::optional<End> LineReader::bounded(const Line& line) const {
  const std::size_t within = repetition_within(line.text);
  if (within != line.text.npos) return End{line.begin + within, true, Drop::repetition};
  if (line.begin + line.text.size() <= kTextBytesMax) return std::nullopt;
  if (line.begin > 0) return End{line.begin, true, Drop::none};
  std::size_t at = kTextBytesMax;
  while (at > 0 && (static_cast<unsigned char>(text_[at]) & 0xC0) == 0x80) --at;
  return End{at, true, Drop::none};
}

std::optional<End> LineReader::repeated(const Line& line, std::string_view whole) {
  // Nested elements end one behind the other: `</div>` again and again.
  said_.push_back(only_closes(whole, language_) ? std::string_view("}") : trimmed(whole));
  said_ends_.push_back(line.begin + line.text.size());
  const auto [group, times] = repeating_lines(said_);
  if (group == 0) return std::nullopt;
  const std::size_t first_end = said_ends_[said_.size() - 1 - group * (times - 1)];
  return End{first_end, line.ended, Drop::repetition};
}

/// The line that the cursor stands in.
std::optional<End> LineReader::read_first(const Line& line) {
  const std::string_view before_it = around_.line.before;
  full_ = std::string(before_it) + std::string(line.text);
  last_ = full_;
  // What the person has begun is meant: only what follows it may repeat itself.
  if (is_blank(before_it)) read_above();
  if (is_blank(full_)) return std::nullopt;
  if (const auto end = repeated(line, full_)) return end;
  if (is_blank(before_it)) {
    if (const auto end = stands_below(line, full_)) return end;
    return read_flat(line, full_);
  }
  if (!is_blank(line.text) && is_telling(full_) && repeats_below(full_))
    return End{0, line.ended, Drop::repeats_below};
  indent_ = header_columns(full_, around_);
  // Bases and initialisers stand deeper than what they belong to.
  if (language_.blocks == Blocks::braces && trimmed(full_).starts_with(':'))
    indent_ = std::min(indent_, columns(last_line_above(around_)));
  begun_ = !is_whole_behind(full_);
  branches_ = has_branches(full_, language_);
  if (is_namespace(full_, language_)) return after(line);
  labels_ = !is_label(full_, language_);
  count(full_);
  begun_string_ = strings_.is_open();
  if (!labels_ && trimmed_right(full_).ends_with(':')) block_ = true;
  if (depth_ > 0 || block_ || strings_.is_open()) {
    mode_ = Mode::inside;
    return std::nullopt;
  }
  depth_ = 0;
  const bool closed = is_blank(line.text) && full_.find("*/") != full_.npos;
  if (trimmed(full_).starts_with("/*") && !closed) {
    mode_ = Mode::announced;
    return std::nullopt;
  }
  // Behind a whole statement another one begins, and behind the head of a section its keys.
  if (is_blank(line.text) || is_section(full_, language_)) return std::nullopt;
  mode_ = announces(full_, language_) && !language_.prose ? Mode::announced : Mode::statement;
  if (mode_ != Mode::statement || !ends_behind(full_)) return std::nullopt;
  // Behind the last one of a list no comma may stand. One that is typed, or all of the line, is
  // meant to be followed.
  const bool is_last = !below_.empty() && is_one_of(trimmed(below_).front(), ")]}");
  End end = after(line);
  if (language_.last_comma || !is_last || !line.text.ends_with(',')) return end;
  end.at = std::clamp(around_.typed.size(), end.at - 1, end.at);
  if (!is_blank(line.text.substr(0, end.at))) return end;
  mode_ = Mode::begin;
  return std::nullopt;
}

/// A line that begins in a string of several lines.
std::optional<End> LineReader::read_string(const Line& line) {
  count(line.text);
  begun_string_ = begun_string_ && strings_.is_open();
  if (mode_ != Mode::inside || depth_ > 0 || block_ || strings_.is_open()) return std::nullopt;
  if (ends_behind(line.text)) return after(line);
  mode_ = Mode::statement;
  return std::nullopt;
}

/// Behind a comment: the rest of it. Behind a decorator or an attribute: what it is about.
std::optional<End> LineReader::read_announced(const Line& line) {
  const std::string_view text = line.text;
  if (is_line_comment(full_, language_)) {
    if (!blank_ && columns(text) >= indent_ && is_line_comment(text, language_))
      return std::nullopt;
    // One of its bytes may still become the whole mark.
    const bool may_become = !line.ended && language_.comment.starts_with(trimmed(text));
    return End{line.begin, !may_become, Drop::none};
  }
  const bool comment = code_of(last_, language_).empty() || is_one_of(trimmed(last_).front(), "/*");
  if (blank_ || columns(text) < indent_) return End{line.begin, line.ended, Drop::none};
  if (announces(text, language_)) return std::nullopt;
  if (columns(text) > indent_ || (comment && line.ended && !is_definition(text, language_)))
    return End{line.begin, line.ended, Drop::none};
  mode_ = Mode::statement;
  return open_or_end(line);
}

/// Behind a line of a statement: what it has opened, or its end.
std::optional<End> LineReader::open_or_end(const Line& line) {
  count(line.text);
  mode_ = depth_ > 0 || block_ || strings_.is_open() ? Mode::inside : Mode::statement;
  return std::nullopt;
}

std::optional<End> LineReader::read_statement(const Line& line) {
  if (!goes_on_in(line.text)) return before(line, Drop::none);
  return open_or_end(line);
}

/// Until what was opened is closed, or the indentation falls back to the statement's own.
std::optional<End> LineReader::read_inside(const Line& line) {
  if (columns(line.text) > indent_ || (labels_ && is_label(line.text, language_)))
    return close(line, line.text);
  const bool bracket = is_one_of(trimmed(line.text).front(), ")]}");
  if (bracket && depth_ <= 0) return before(line, Drop::block_end);
  const bool next_entry = is_list_entry(full_, language_);
  if (bracket || (continues_block(line.text, language_) && !next_entry))
    return close(line, line.text);
  if (only_closes(line.text, language_)) return after(line);
  if (depth_ <= 0 && language_.blocks == Blocks::braces && trimmed(line.text).starts_with('{'))
    return close(line, line.text);
  return before(line, Drop::block_end);
}

/// Counts a line of a statement, which may close it.
std::optional<End> LineReader::close(const Line& line, std::string_view whole) {
  const bool was_open = depth_ > 0;
  count(whole);
  if (depth_ > 0 || block_ || strings_.is_open() || !was_open) return std::nullopt;
  if (announces(full_, language_) && full_.find('@') != full_.npos) {
    mode_ = Mode::announced;
    return std::nullopt;
  }
  if (ends_behind(whole)) return after(line);
  mode_ = Mode::statement;
  return std::nullopt;
}

/// Until a line that is less deep, or a blank line behind something complete.
std::optional<End> LineReader::read_flat(const Line& line, std::string_view whole) {
  const std::size_t depth = columns(whole);
  if (mode_ != Mode::flat) {
    if (repeats_below(whole)) return End{0, line.ended, Drop::repeats_below};
    mode_ = Mode::flat;
    indent_ = depth;
    defines_ = is_definition(whole, language_);
  } else if (depth_ <= 0 && depth < indent_ && is_branch_of_above(whole, indent_, around_)) {
    indent_ = depth;
    mode_ = Mode::inside;
  } else if (depth_ <= 0 && depth < indent_ && !is_label(whole, language_)) {
    const bool goes_on_below = !below_.empty() && columns(below_) >= indent_;
    if (goes_on_below || !only_closes(whole, language_)) return before(line, Drop::block_end);
    return after(line);
  } else if (depth_ <= 0 && depth == indent_) {
    if (const auto end = read_level(line, whole)) return end;
  } else {
    has_body_ = true;
  }
  count(whole);
  if (mode_ == Mode::inside) return std::nullopt;
  if (depth_ < 0) return after(line);
  const bool closes = only_closes(whole, language_) && depth_ == 0 && depth == indent_;
  if (defines_ && has_body_ && closes) return after(line);
  return std::nullopt;
}

/// A line as deep as the first one, where nothing is open.
std::optional<End> LineReader::read_level(const Line& line, std::string_view whole) {
  const bool goes_on = only_closes(whole, language_) || continues_block(whole, language_) ||
                       announces(last_, language_);
  if (announces(last_, language_) && !has_body_ && is_definition(whole, language_)) defines_ = true;
  if (goes_on) return std::nullopt;
  if (blank_) return End{*blank_, before(line, Drop::none).complete, Drop::none};
  if (!is_definition(whole, language_)) return std::nullopt;
  if (defines_ && has_body_) return before(line, Drop::none);
  defines_ = true;
  has_body_ = false;
  return std::nullopt;
}

void LineReader::count(std::string_view whole) {
  const bool in_string = strings_.is_open();
  whole = strings_.feed(whole);
  if (in_string && is_blank(whole)) return;
  const std::ptrdiff_t net = net_of(whole, language_);
  const std::string_view code = code_of(whole, language_);
  const bool opens = opens_block(whole, language_);
  const bool by_bracket = !code.empty() && is_one_of(code.back(), "([{");
  depth_ += net;
  elements_ += net_elements(whole);
  // `} else {` opens as much as it closes.
  if (opens && by_bracket) depth_ = std::max<std::ptrdiff_t>(depth_, 1);
  if (opens && !by_bracket && (mode_ != Mode::flat)) block_ = true;
}

/// In a block that the text has opened a line may well stand that stands behind the block too. What
/// says little counts where it stands as deep, `i += 1`, and is no item of a list. A decorator may
/// be that of another function.
bool LineReader::repeats_below(std::string_view line) const {
  const std::string_view text = trimmed(line);
  if (below_.empty() || text != trimmed(below_) || only_closes(line, language_)) return false;
  if (begins_alike(text)) return false;
  const bool fence = language_.prose && mode_ != Mode::begin && text.starts_with("```");
  if (!is_telling(line) && !fence &&
      (columns(line) != columns(below_) || !is_short_statement(text) || language_.prose))
    return false;
  return mode_ == Mode::begin || columns(line) <= indent_ || columns(below_) > indent_;
}

/// Lines that stand below, however little they say. In a string of several lines only its end is
/// told, where the cursor's line has begun it: that of the text's own is another one.
std::optional<End> LineReader::stands_below(const Line& line, std::string_view whole) const {
  const Standing again = standing_again(whole, text_.substr(line.next), line.ended, around_);
  if (again == Standing::no) return std::nullopt;
  if (strings_.is_open() && !begun_string_) return std::nullopt;
  return End{line.begin, again == Standing::yes, Drop::repeats_below};
}

/// `end` or `</div>` for something that is closed below.
bool LineReader::closes_like_below(std::string_view line) const {
  if (below_.empty() || trimmed(line) != trimmed(below_) || columns(line) != columns(below_))
    return false;
  if (is_one_of(trimmed(line).front(), ")]}") || !only_closes(line, language_)) return false;
  return mode_ == Mode::inside ? columns(line) <= indent_ : columns(line) < indent_;
}

/// A line that is not all there may still become another one: `e` may become `else`.
End LineReader::before(const Line& line, Drop why) const {
  return {line.begin, line.ended || has_begun(line.text), why};
}

End LineReader::after(const Line& line) {
  return {line.begin + line.text.size(), line.ended, Drop::none};
}

} // namespace inkling::shape
