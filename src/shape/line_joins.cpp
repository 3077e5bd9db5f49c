// The part of line_reader.hpp that says which lines make one statement.

#include "shape/branches.hpp"
#include "shape/line_reader.hpp"

#include <algorithm>
#include <array>

namespace inkling::shape {
namespace {

bool is_one_of(char c, std::string_view set) {
  return set.find(c) != set.npos;
}

} // namespace

/// Whether a statement goes on in this line: `.then(…)`, `&& more`, `{` on a line of its own.
bool LineReader::goes_on_in(std::string_view line) const {
  if (blank_) return false;
  const std::string_view text = trimmed(line);
  const std::string_view code = code_of(last_, language_);
  if (code.ends_with('\\')) return true;
  // A paragraph, and a list, end at a blank line.
  if (language_.prose) return !text.starts_with('#') && !text.starts_with("```");
  if (is_list_entry(full_, language_)) return goes_on_in_entry(line);
  if (language_.terminated) return !code.ends_with(';');
  const char last = code.empty() ? ' ' : code.back();
  if (columns(line) <= indent_) return goes_on_beside(text, code);
  if (elements_ > 0 || is_one_of(last, "=+,&|?:.*-<")) return true;
  if (is_one_of(text.front(), ".?&|+:") || text.starts_with("<<")) return true;
  if (language_.blocks == Blocks::markup) return last != '>';
  return language_.blocks == Blocks::braces && !is_one_of(last, ";}");
}

/// The keys of an item of YAML, and of a list of words the next one.
bool LineReader::goes_on_in_entry(std::string_view line) const {
  if (columns(line) != indent_) return columns(line) > indent_;
  const auto has_key = [](std::string_view entry) { return entry.find(": ") != entry.npos; };
  return is_list_entry(line, language_) && !has_key(line) && !has_key(full_) &&
         !trimmed(line).ends_with(':');
}

/// The same of a line that stands no deeper than the statement.
bool LineReader::goes_on_beside(std::string_view text, std::string_view code) const {
  if (elements_ > 0 && (text.starts_with("</") || text.starts_with("/>") || text == ">"))
    return true;
  const bool braces = language_.blocks == Blocks::braces;
  if (!braces && language_.blocks != Blocks::keywords) return false;
  if (braces && branches_ && continues_block(text, language_)) return true;
  if (code.empty() || is_one_of(code.back(), ";}")) return false;
  if (braces && (text.front() == '{' || first_word(text) == "where")) return true;
  if (code.ends_with("&&") || code.ends_with("||") || code.ends_with(" =")) return true;
  if (text.size() > 1 && text.front() == '.' && is_word_byte(text[1])) return true;
  constexpr std::array<std::string_view, 9> kJoins = {"&&", "||", "?.", "->", "<< ",
                                                      "? ", ": ", "+ ", "| "};
  return std::any_of(kJoins.begin(), kJoins.end(),
                     [text](std::string_view join) { return text.starts_with(join); });
}

/// Whether nothing of the next line can belong to this one.
bool LineReader::is_whole_behind(std::string_view line) const {
  if (language_.prose) return trimmed(line).starts_with('#');
  if (is_list_entry(line, language_)) return false;
  const std::string_view code = code_of(line, language_);
  if (code.ends_with('\\')) return false;
  if (code.empty() || language_.blocks == Blocks::rules) return true;
  const char last = code.back();
  if (is_one_of(last, ";}")) return true;
  // An item of a list that was opened further above, but no selector of CSS.
  if (last == ',') return !language_.terminated && indent_ > 0 && is_list_item();
  if (language_.newline_ends) return !is_one_of(last, "=+&|?:.*-<([{");
  return language_.blocks == Blocks::colon || is_directive(line);
}

/// Where a line that ends with a comma goes on in no other, unless it stands deeper.
bool LineReader::is_list_item() const {
  return language_.blocks == Blocks::braces || language_.blocks == Blocks::colon;
}

bool LineReader::is_directive(std::string_view line) const {
  return language_.comment == "//" && trimmed(line).starts_with('#');
}

/// The same of the last line of a statement, which may have another branch: `else` stands below a
/// `}` only where it does elsewhere in the file, and below a branch of one line hardly ever.
bool LineReader::ends_behind(std::string_view line) const {
  if (!is_whole_behind(line)) return false;
  if (!branches_ || line == full_) return true;
  if (trimmed(line) != "}" || branches_below(around_.above) || branches_below(around_.below))
    return false;
  return !branches_below(text_.substr(0, static_cast<std::size_t>(line.data() - text_.data())));
}

} // namespace inkling::shape
