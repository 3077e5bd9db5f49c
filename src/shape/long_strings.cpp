#include "shape/long_strings.hpp"

#include "shape/lines.hpp"

#include <algorithm>

namespace inkling::shape {
namespace {

constexpr std::string_view kFence = "```";
/// [lex.string]: of R"delimiter(…)delimiter".
constexpr std::size_t kDelimiterBytesMax = 16;

/// Whether a string of several lines may begin with a byte, or right before it.
bool may_open(char c) {
  return c == '"' || c == '\'' || c == '`' || c == '$' || c == '<';
}

/// Where a string begins that the line does not end, and what will.
struct Opening {
  std::size_t at = std::string_view::npos;
  std::string until;
};

/// R"sql( of C++.
Opening raw_string_in(std::string_view line) {
  const std::size_t at = line.rfind("R\"");
  if (at == line.npos) return {};
  const std::size_t paren = line.find('(', at);
  if (paren == line.npos || paren - at - 2 > kDelimiterBytesMax) return {};
  std::string until = ")" + std::string(line.substr(at + 2, paren - at - 2)) + "\"";
  if (line.find(until, paren) != line.npos) return {};
  return {at, std::move(until)};
}

/// r#" of Rust.
Opening hashed_string_in(std::string_view line) {
  const std::size_t at = line.rfind("r#");
  if (at == line.npos) return {};
  const std::size_t quote = line.find_first_not_of('#', at + 1);
  if (quote == line.npos || line[quote] != '"') return {};
  std::string until = "\"" + std::string(quote - at - 1, '#');
  if (line.find(until, quote + 1) != line.npos) return {};
  return {at, std::move(until)};
}

Opening quoted_string_in(std::string_view line, std::string_view quotes) {
  if (count_of(quotes, line) % 2 == 0) return {};
  return {line.rfind(quotes), std::string(quotes)};
}

Opening opening_in(std::string_view line, const Language& language) {
  if (language.blocks == Blocks::braces) {
    for (Opening opening : {raw_string_in(line), hashed_string_in(line)})
      if (opening.at != line.npos) return opening;
  }
  for (const std::string_view quotes : {"\"\"\"", "'''", "`", "$$"}) {
    if (quotes == "`" && language.blocks != Blocks::braces) continue;
    if (quotes == "$$" && !language.terminated) continue;
    if (Opening opening = quoted_string_in(line, quotes); opening.at != line.npos) return opening;
  }
  return {};
}

} // namespace

std::string_view LongStrings::feed(std::string_view line) {
  if (language_.prose) {
    if (!trimmed(line).starts_with(kFence)) return is_open() ? std::string_view() : line;
    until_ = is_open() ? "" : kFence;
    return line;
  }
  if (is_open()) line = behind_end(line);
  if (is_open()) return {};
  if (std::none_of(line.begin(), line.end(), may_open)) return line;
  if (opens_here_document(line)) return line;
  Opening opening = opening_in(line, language_);
  if (opening.at == line.npos) return line;
  until_ = std::move(opening.until);
  until_line_ = false;
  return trimmed_right(line.substr(0, opening.at));
}

/// What stands behind the end of the open one; it stays open where the line does not end it.
std::string_view LongStrings::behind_end(std::string_view line) {
  std::size_t at = line.find(until_);
  if (until_line_) {
    const std::string_view text = trimmed(line);
    if (first_word(text) != until_) return {};
    at = line.find(until_);
  }
  if (at == line.npos) return {};
  line.remove_prefix(at + until_.size());
  until_.clear();
  return line;
}

/// <<EOF, <<~SQL, <<-'EOT', and PHP's <<<EOT: a capital directly behind it, and nothing like a
/// number in front: `1 <<N` shifts.
bool LongStrings::opens_here_document(std::string_view line) {
  const bool here = language_.comment == "#" && language_.blocks != Blocks::colon;
  const std::size_t at = line.find(here ? "<<" : "<<<");
  if (at == line.npos || (at > 0 && is_word_byte(line[at - 1]))) return false;
  std::string_view name = line.substr(at);
  name.remove_prefix(std::min(name.find_first_not_of("<~-\\"), name.size()));
  if (name.starts_with('\'') || name.starts_with('"')) name.remove_prefix(1);
  const std::string_view word = first_word(name);
  if (word.empty() || word.front() < 'A' || word.front() > 'Z') return false;
  until_ = word;
  until_line_ = true;
  return true;
}

} // namespace inkling::shape
