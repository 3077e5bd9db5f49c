#include "shape/in_text.hpp"

#include "shape/brackets.hpp"
#include "shape/lines.hpp"
#include "shape/long_strings.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace inkling::shape {
namespace {

/// Bytes that comments and strings begin with.
constexpr std::string_view kMayBegin = "/-\"'`";

/// Whether a line of YAML stands in a text (`|`, `>`) that a line above has begun.
bool in_block_scalar(std::string_view above, std::string_view line) {
  // On a blank line that is not indented yet the text may go on.
  std::size_t depth = is_blank(line) && columns(line) == 0 ? std::string_view::npos : columns(line);
  const std::vector<Line> lines = lines_of(above);
  for (auto it = lines.rbegin(); it != lines.rend() && depth > 0; ++it) {
    if (is_blank(it->text) || columns(it->text) >= depth) continue;
    const std::string_view text = trimmed_right(it->text);
    const std::size_t mark = text.find_last_of(" \t");
    const std::string_view last = mark == text.npos ? text : text.substr(mark + 1);
    if (!last.empty() && (last.front() == '|' || last.front() == '>')) return true;
    depth = columns(it->text);
  }
  return false;
}

/// Whether a comment of several lines is open at the end of a text: `/*` in a string begins none
/// (`"src/*.cpp"`), nor where # comments.
bool in_block_comment(std::string_view text, const Language& language) {
  if (language.blocks != Blocks::braces || language.comment == "#") return false;
  for (std::size_t at = text.find_first_of(kMayBegin); at != text.npos;
       at = text.find_first_of(kMayBegin, at + 1)) {
    if (text.substr(at).starts_with("/*")) {
      at = text.find("*/", at + 2);
      if (at == text.npos) return true;
      ++at;
    } else if (const std::size_t end = string_end(text, at, language)) {
      at = end;
    } else if (begins_comment(text, at, language)) {
      at += line_at(text.substr(at), 0).text.size();
    }
  }
  return false;
}

/// `[[` and `[==[` of Lua, and what markup shows as it is written: what ends the one that a line
/// leaves open; empty where it leaves none.
std::string long_text_in(std::string_view line, const Language& language) {
  if (language.blocks == Blocks::markup) {
    for (const std::string_view name : {"pre", "textarea"}) {
      const std::size_t tag = line.rfind("<" + std::string(name));
      if (tag == line.npos || first_word(line.substr(tag + 1)) != name) continue;
      std::string end = "</" + std::string(name) + ">";
      if (line.find(end, tag) == line.npos) return end;
    }
    return {};
  }
  if (language.blocks != Blocks::keywords || language.comment != "--") return {};
  for (std::size_t at = line.find('['); at != line.npos; at = line.find('[', at + 1)) {
    const std::size_t second = line.find_first_not_of('=', at + 1);
    if (second == line.npos || line[second] != '[') continue;
    std::string end = "]" + std::string(second - at - 1, '=') + "]";
    at = line.find(end, second);
    if (at == line.npos) return end;
  }
  return {};
}

/// Reads line by line what the next line begins in.
class InsideReader {
public:
  explicit InsideReader(const Language& language) : language_(language) { begin_code(); }

  Inside now() const { return now_; }

  void feed(std::string_view line) {
    if (now_ != Inside::code) line = behind_end(line);
    if (now_ != Inside::code) return;
    read_code(line);
    if (!is_blank(line)) opened_ = opens_block(line, language_);
  }

private:
  void begin_code() {
    now_ = Inside::code;
    until_.clear();
    strings_.emplace(language_);
  }

  /// Where what is open ends: the rest of the line is code again.
  std::string_view behind_end(std::string_view line) {
    if (until_.empty()) {
      line = strings_->feed(line);
      if (!strings_->is_open()) now_ = Inside::code;
      return line;
    }
    const std::size_t at = line.find(until_);
    if (at == line.npos) return line;
    line.remove_prefix(at + until_.size());
    begin_code();
    return line;
  }

  void read_code(std::string_view line) {
    until_ = long_text_in(line, language_);
    if (!until_.empty()) {
      now_ = Inside::string;
      return;
    }
    const std::string_view code = line.substr(0, comment_in(line, language_));
    const std::string_view part = strings_->feed(code);
    // A comment that begins before a string hides it: the apostrophe in `/* it's`.
    if (in_block_comment(part, language_)) {
      begin_code();
      now_ = Inside::comment;
      until_ = "*/";
    } else if (strings_->is_open()) {
      const bool docstring = language_.blocks == Blocks::colon && opened_ && is_blank(part);
      now_ = docstring ? Inside::comment : Inside::string;
    }
  }

  const Language language_;
  Inside now_ = Inside::code;
  std::optional<LongStrings> strings_;
  std::string until_;   ///< what ends the open one; empty: strings_ knows
  bool opened_ = false; ///< the last line opens a block
};

} // namespace

std::vector<Inside> insides_of(std::string_view above, std::string_view text,
                               const Language& language) {
  InsideReader reader(language);
  const std::size_t begin = above.find_last_of("\r\n") + 1;
  for (std::size_t at = 0; at < begin;) {
    const Line line = line_at(above, at);
    reader.feed(line.text);
    at = line.next;
  }
  std::vector<Inside> insides;
  const std::string rest = std::string(above.substr(begin)) + std::string(text);
  for (const Line& line : lines_of(rest)) {
    insides.push_back(reader.now());
    reader.feed(line.text);
  }
  return insides;
}

bool is_in_text(std::string_view text, const Language& language) {
  const std::size_t begin = text.find_last_of("\r\n") + 1;
  const std::string_view line = text.substr(begin);
  const std::string_view start = trimmed(line);
  if (start.starts_with('*') || start.starts_with("/*") || start.find("<!--") != start.npos)
    return true;
  if (!language.comment.empty() && line.find(language.comment) != line.npos) return true;
  if (in_block_comment(text, language)) return true;
  if (language.dash_lists && in_block_scalar(text.substr(0, begin), line)) return true;
  LongStrings strings(language);
  for (const Line& one : lines_of(text)) strings.feed(one.text);
  if (strings.is_open()) return true;
  const auto is_odd = [line](char quote) {
    return std::count(line.begin(), line.end(), quote) % 2 != 0;
  };
  return is_odd('"') || is_odd('`') || (language.quote_strings && is_odd('\''));
}

} // namespace inkling::shape
