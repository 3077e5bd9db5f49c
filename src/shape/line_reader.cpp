#include "shape/line_reader.hpp"

#include "shape/brackets.hpp"
#include "shape/repetition.hpp"

#include <algorithm>
#include <utility>

namespace inkling::shape {
namespace {

/// Lines above that count where the text goes on with what they repeat.
constexpr std::size_t kLinesAboveMax = kGroupLinesMax * (kRepeatsMax - 1);

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

std::size_t count_of(std::string_view part, std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != text.npos; at = text.find(part, at + part.size()))
    ++count;
  return count;
}

} // namespace

LineReader::LineReader(std::string_view text, const Surroundings& around)
    : text_(text), around_(around), language_(around.language), below_(next_line_below(around)) {
  // From the cursor upwards: no more than can matter.
  std::string_view above = around.above;
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
  if (!in_string_ && mode_ != Mode::begin &&
      (repeats_below(line.text) || closes_like_below(line.text)))
    return before(line, Drop::repeats_below);
  std::optional<End> end;
  if (in_string_)
    count(line.text);
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
  const std::size_t group = repeating_lines(said_);
  if (group == 0) return std::nullopt;
  const std::size_t first_end = said_ends_[said_.size() - 1 - group * (kRepeatsMax - 1)];
  return End{first_end, line.ended, Drop::repetition};
}

/// The line that the cursor stands in.
std::optional<End> LineReader::read_first(const Line& line) {
  const std::string_view before_it = around_.line.before;
  full_ = std::string(before_it) + std::string(line.text);
  last_ = full_;
  if (is_blank(full_)) return std::nullopt;
  // What the person has begun is meant, however often it stands above: only what follows it may
  // repeat itself.
  if (!is_blank(before_it)) {
    said_.clear();
    said_ends_.clear();
  }
  if (const auto end = repeated(line, full_)) return end;
  if (is_blank(before_it)) return read_flat(line, full_);
  if (!is_blank(line.text) && repeats_below(full_)) return End{0, line.ended, Drop::repeats_below};
  indent_ = columns(full_);
  count(full_);
  if (depth_ > 0 || block_ || in_string_) {
    mode_ = Mode::inside;
    return std::nullopt;
  }
  depth_ = 0;
  // Behind a whole statement another one begins.
  if (is_blank(line.text)) return std::nullopt;
  mode_ = Mode::statement;
  if (is_whole_behind(full_)) return after(line);
  return std::nullopt;
}

std::optional<End> LineReader::read_statement(const Line& line) {
  if (!goes_on_in(line.text)) return before(line, Drop::none);
  count(line.text);
  if (depth_ > 0 || block_ || in_string_) mode_ = Mode::inside;
  return std::nullopt;
}

/// Until what was opened is closed, or the indentation falls back to the statement's own.
std::optional<End> LineReader::read_inside(const Line& line) {
  if (columns(line.text) > indent_ || is_label(line.text, language_)) return close(line, line.text);
  const bool bracket = is_one_of(trimmed(line.text).front(), ")]}");
  if (bracket && depth_ <= 0) return before(line, Drop::block_end);
  if (bracket || continues_block(line.text, language_)) return close(line, line.text);
  if (only_closes(line.text, language_)) return after(line);
  if (depth_ <= 0 && language_.blocks == Blocks::braces && trimmed(line.text).starts_with('{'))
    return close(line, line.text);
  return before(line, Drop::block_end);
}

/// Counts a line of a statement, which may close it.
std::optional<End> LineReader::close(const Line& line, std::string_view whole) {
  const bool was_open = depth_ > 0;
  count(whole);
  if (depth_ > 0 || block_ || in_string_ || !was_open) return std::nullopt;
  if (is_whole_behind(whole)) return after(line);
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
  if (depth_ < 0) return after(line);
  const bool closes = only_closes(whole, language_) && depth_ == 0 && depth == indent_;
  if (defines_ && has_body_ && closes) return after(line);
  return std::nullopt;
}

/// A line as deep as the first one, where nothing is open.
std::optional<End> LineReader::read_level(const Line& line, std::string_view whole) {
  const bool goes_on = only_closes(whole, language_) || continues_block(whole, language_) ||
                       announces(last_, language_);
  if (goes_on) return std::nullopt;
  if (blank_) return End{*blank_, before(line, Drop::none).complete, Drop::none};
  if (!is_definition(whole, language_)) return std::nullopt;
  if (defines_ && has_body_) return before(line, Drop::none);
  defines_ = true;
  has_body_ = false;
  return std::nullopt;
}

void LineReader::count(std::string_view whole) {
  const bool in_string = in_string_;
  watch_strings(whole);
  if (in_string) return;
  const std::ptrdiff_t net = net_of(whole, language_);
  const std::string_view code = code_of(whole, language_);
  const bool opens = opens_block(whole, language_);
  const bool by_bracket = !code.empty() && is_one_of(code.back(), "([{");
  depth_ += net;
  // `} else {` opens as much as it closes.
  if (opens && by_bracket) depth_ = std::max<std::ptrdiff_t>(depth_, 1);
  if (opens && !by_bracket && (mode_ != Mode::flat)) block_ = true;
}

/// Strings of several lines, and fenced code in prose: what stands in them says nothing.
void LineReader::watch_strings(std::string_view whole) {
  if (language_.prose) {
    if (trimmed(whole).starts_with("```")) in_string_ = !in_string_;
    return;
  }
  for (const std::string_view quotes : {"\"\"\"", "'''"})
    if (count_of(quotes, whole) % 2 != 0) in_string_ = !in_string_;
  const bool templates = language_.blocks == Blocks::braces;
  if (templates && count_of("`", whole) % 2 != 0) in_string_ = !in_string_;
}

/// Whether a statement goes on in this line, which is deeper than it: `.then(…)`, `&& more`.
bool LineReader::goes_on_in(std::string_view line) const {
  const std::string_view text = trimmed(line);
  const std::string_view code = code_of(last_, language_);
  const bool deeper = columns(line) > indent_;
  if (!deeper)
    return text.starts_with('{') && language_.blocks == Blocks::braces && code.ends_with(')');
  if (!code.empty() && is_one_of(code.back(), "\\=+,&|?:.*-<")) return true;
  return is_one_of(text.front(), ".?&|+:") || text.starts_with("<<");
}

/// Whether nothing of the next line can belong to this one.
bool LineReader::is_whole_behind(std::string_view line) const {
  if (language_.prose || language_.blocks == Blocks::rules) return true;
  const std::string_view code = code_of(line, language_);
  if (code.empty() || is_one_of(code.back(), ";}")) return true;
  return language_.blocks == Blocks::colon && !is_one_of(code.back(), "\\,");
}

/// In a block that the text has opened a line may well stand that stands behind the block too.
bool LineReader::repeats_below(std::string_view line) const {
  if (!is_telling(line) || trimmed(line) != trimmed(below_)) return false;
  if (only_closes(line, language_)) return false;
  return mode_ == Mode::begin || columns(line) <= indent_ || columns(below_) > indent_;
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
  const std::string_view text = trimmed(line.text);
  const std::size_t word = first_word(text).size();
  const bool known = word > 0 && (word < text.size() || mode_ == Mode::statement);
  return {line.begin, line.ended || known, why};
}

End LineReader::after(const Line& line) {
  return {line.begin + line.text.size(), line.ended, Drop::none};
}

} // namespace inkling::shape
