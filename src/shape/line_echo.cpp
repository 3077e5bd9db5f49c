#include "shape/line_echo.hpp"

#include "shape/brackets.hpp"
#include "shape/in_text.hpp"
#include "shape/lines.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace inkling::shape {
namespace {

/// A head of so many bytes is no chance, whatever it consists of.
constexpr std::size_t kLongHeadBytes = 12;
/// Words that a person begins: so many bytes of one say enough by themselves, and among words.
constexpr std::size_t kBegunBytesMin = 2;
constexpr std::size_t kBegunInTextBytesMin = 4;

/// What the first byte of may well be all that is typed: a model begins it again from its start.
constexpr std::array<std::string_view, 32> kKeywords = {
    "if",     "for",    "from",   "func",  "function", "fn",     "import", "int",
    "in",     "is",     "class",  "const", "case",     "catch",  "def",    "do",
    "else",   "elif",   "export", "let",   "return",   "struct", "switch", "static",
    "string", "public", "print",  "try",   "type",     "while",  "with",   "var"};

bool is_blank_byte(char c) {
  return c == ' ' || c == '\t';
}
bool is_letter(char c) {
  return is_word_byte(c) && (c < '0' || c > '9');
}

bool is_keyword(std::string_view word) {
  return std::find(kKeywords.begin(), kKeywords.end(), word) != kKeywords.end();
}

/// Where a text begins again, and what it is compared with.
struct Place {
  std::string_view before; ///< left of the cursor, on its line
  std::string_view head;   ///< the same without the blanks around it
  std::string_view rest;   ///< the text without the blanks at its front
  std::string_view line;   ///< the first line of that
  bool ended = false;      ///< by a line end
};

bool in_text(const Surroundings& around) {
  return around.language.prose || is_in_text(around.above + around.line.before, around.language);
}

/// `-`, `#`, `//`, `1.`: what items and comments begin with. Half of what begins a comment, `/` in
/// front of `/ why`, is none: the text writes the other half.
bool is_marker(std::string_view head, const Language& language) {
  if (language.comment.size() > head.size() && language.comment.starts_with(head)) return false;
  if (head.find_first_not_of("-*+>#/!|;%") == head.npos) return true;
  return head.ends_with('.') && head.find_first_not_of("0123456789") == head.size() - 1;
}

/// Whether what a repeated opener opens is closed where the line ends. Another call in the first
/// one goes on behind it: `a, b), c)` of `max(^` + `max(a, b), c)`.
bool ends_with_call(std::string_view line, std::size_t opener, bool strictly,
                    const Language& language) {
  std::size_t depth = 0;
  for (std::size_t at = opener; at < line.size(); ++at) {
    if (const std::size_t end = string_end(line, at, language)) {
      at = end;
      continue;
    }
    if (std::string_view("([{").find(line[at]) != std::string_view::npos) ++depth;
    if (std::string_view(")]}").find(line[at]) == std::string_view::npos) continue;
    if (--depth > 0) continue;
    const std::string_view behind = trimmed(line.substr(at + 1));
    if (behind.starts_with(',')) return false;
    return !strictly || behind.find_first_not_of(";:{ ") == behind.npos;
  }
  return true;
}

/// Whether what opens a bracket is written again, and does not stand in itself.
bool opens_again(const Place& place, std::string_view part, bool strictly,
                 const Surroundings& around) {
  const Language& language = around.language;
  if (net_of(part, language) <= 0) return true;
  Balance balance;
  balance.feed(place.line, language);
  if (balance.surplus > 0) return false;
  const std::size_t opener = part.find_last_of("([{");
  const bool closed = !around.line.after.empty() && is_closer(around.line.after.front());
  return ends_with_call(place.line, opener, strictly && closed, language);
}

/// Whether a head that says little cannot be meant twice: `return `, `x = `, `foo(`, `// `.
bool stands_once(const Place& place, const Surroundings& around) {
  const std::string_view head = place.head;
  const std::string_view behind = place.rest.substr(head.size());
  if (is_marker(head, around.language)) {
    // `|` directly in front of `| b` becomes `||`, and `#` in front of `# Title` `##`. In prose
    // only what begins an item cannot stand twice.
    const bool prose = around.language.prose;
    const bool item = prose && std::string_view("-*+").find(head) != head.npos;
    const bool half = head.size() == 1 || (!prose && head.find_first_not_of("|>+") == head.npos);
    const bool joins = half && !item && !is_blank_byte(place.before.back());
    return !joins && behind.size() > 1 && is_blank_byte(behind.front()) && !is_blank(behind);
  }
  if (std::none_of(head.begin(), head.end(), is_letter)) return false;
  const bool words = std::all_of(head.begin(), head.end(),
                                 [](char c) { return is_word_byte(c) || is_blank_byte(c); });
  const bool name = head.find_first_of(" \t") == head.npos && is_word_byte(head.back());
  // `Foo ^` + `Foo::bar() {`: another name begins alike.
  const bool ends =
      behind.empty() || is_space(behind.front()) || (behind.front() == '(' && is_keyword(head));
  if (name && (!is_blank_byte(place.before.back()) || !ends || head == "long" || head == "not"))
    return false;
  const bool tag = head.starts_with('<') && head.ends_with('>');
  return (words || name || tag || is_quote(head.back()) ||
          std::string_view("=([{:").find(head.back()) != std::string_view::npos) &&
         !in_text(around);
}

/// Whether the text begins with all that stands on the line.
bool repeats_head(const Place& place, const Surroundings& around) {
  const std::string_view head = place.head;
  if (!place.rest.starts_with(head)) return false;
  const bool goes_on = is_word_byte(head.back()) && place.rest.size() > head.size() &&
                       is_word_byte(place.rest[head.size()]);
  const bool several = head.find_first_of(" \t") != head.npos;
  if (goes_on && !several) return false;
  const bool telling = head.size() >= 4 && (head.size() >= kLongHeadBytes || several) &&
                       std::any_of(head.begin(), head.end(), is_letter);
  return (telling || stands_once(place, around)) && opens_again(place, head, !telling, around);
}

/// The name that the line ends with: `self.na` of `x = self.na`, `std::`, `comp`.
std::string_view name_at_end(std::string_view before) {
  std::size_t begin = before.size();
  while (begin > 0) {
    const std::string_view left = before.substr(0, begin);
    const bool joins = left.ends_with("::") || left.ends_with("->");
    if (!joins && !is_word_byte(left.back()) && left.back() != '.') break;
    begin -= joins ? 2 : 1;
  }
  while (begin < before.size() && !is_letter(before[begin])) ++begin;
  return before.substr(begin);
}

bool has_word(std::string_view text, std::string_view word) {
  for (std::size_t at = text.find(word); at != text.npos; at = text.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    const bool begins = at == 0 || !is_word_byte(text[at - 1]);
    if (begins && (end == text.size() || !is_word_byte(text[end]))) return true;
  }
  return false;
}

bool in_sight(std::string_view word, const Surroundings& around) {
  return has_word(around.above, word) || has_word(around.below, word) ||
         has_word(around.line.before, word) || has_word(around.line.after, word);
}

/// Whether the text writes a word from its start that the person has begun: `comp^` + `compute`.
/// What both are together is a word that nobody writes, unless the file does.
bool repeats_word(std::string_view begun, const Place& place, const Surroundings& around) {
  const std::string_view word = first_word(place.rest);
  if (!word.starts_with(begun) || in_sight(std::string(begun) + std::string(word), around))
    return false;
  const std::size_t left = place.before.size() - begun.size();
  // A colour, or an escape: `#ff`, `\n`.
  if (left > 0 && (place.before[left - 1] == '#' || place.before[left - 1] == '\\')) return false;
  if (begun.size() >= kBegunInTextBytesMin) return true;
  if (in_text(around)) return false;
  if (begun.size() >= kBegunBytesMin) return true;
  return in_sight(word, around) ? word != begun : is_keyword(word);
}

/// Bytes of the end of the line that the text begins with: a name, or a call.
std::size_t repeated_end(const Place& place, const Surroundings& around) {
  const bool opens = place.before.ends_with('(') || place.before.ends_with('[');
  const std::string_view name =
      name_at_end(opens ? place.before.substr(0, place.before.size() - 1) : place.before);
  if (name.empty()) return 0;
  if (!place.rest.starts_with(name)) {
    const std::string_view member = last_word(name); // that a person types: `na` of `self.na`
    return !opens && member.size() < name.size() && !member.empty() &&
                   repeats_word(member, place, around)
               ? member.size()
               : 0;
  }
  if (opens) {
    const std::string_view call = place.before.substr(place.before.size() - name.size() - 1);
    const bool again = is_word_byte(name.back()) && place.rest.starts_with(call) &&
                       opens_again(place, call, true, around) && !in_text(around);
    return again ? call.size() : 0;
  }
  if (first_word(name).size() == name.size())
    return repeats_word(name, place, around) ? name.size() : 0;
  return around.language.prose ? 0 : name.size();
}

/// A string that was opened and is written again with its quotes: `"^"` + `"abc"`. What closes an
/// empty one has no letter behind it.
std::size_t repeated_quotes(const Place& place, const Surroundings& around) {
  const char quote = place.before.back();
  if (!is_quote(quote) || around.language.prose || place.rest.front() != quote) return 0;
  const auto count = std::count(place.before.begin(), place.before.end(), quote);
  const std::size_t run = place.before.size() - (place.before.find_last_not_of(quote) + 1);
  const bool same = place.rest.find_first_not_of(quote) == run;
  return count % 2 != 0 && same && is_letter(place.rest[run]) ? run : 0;
}

} // namespace

LineEcho line_echo(std::string_view text, const Surroundings& around) {
  const std::string_view before = around.line.before;
  Place place{before, trimmed(before), text, {}};
  while (!place.rest.empty() && is_blank_byte(place.rest.front())) place.rest.remove_prefix(1);
  if (place.head.empty() || place.rest.empty() || is_line_end(place.rest.front())) return {};
  const std::size_t blanks = text.size() - place.rest.size();
  const Line line = line_at(place.rest, 0);
  place.line = line.text;
  place.ended = line.ended;
  if (!repeats_head(place, around)) {
    // A name goes on directly behind itself.
    if (blanks > 0) return {};
    const std::size_t quotes = repeated_quotes(place, around);
    const std::size_t bytes = quotes > 0 ? quotes : repeated_end(place, around);
    return {bytes, bytes > 0 && !line.ended};
  }
  // A blank that is typed is not written again.
  std::size_t end = blanks + place.head.size();
  const bool blank_typed = is_blank_byte(before.back());
  while (blank_typed && end < text.size() && is_blank_byte(text[end])) ++end;
  return {end, !line.ended && net_of(place.head, around.language) > 0};
}

} // namespace inkling::shape
