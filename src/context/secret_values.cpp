// Values of telling names: what stands in quotes, or bare behind "=", ":" or ">". Whether a value
// is worth a look is asked before the name left of it is read, which is dearer.

#include "context/secret_bytes.hpp"
#include "context/secret_finders.hpp"
#include "context/secret_flags.hpp"
#include "context/secret_names.hpp"
#include "context/secret_shell.hpp"

#include <algorithm>
#include <iterator>

namespace inkling::context {
namespace {

/// Of a value without quotes.
constexpr std::size_t kBareBytesMax = 1024;
/// Between a name and its value.
constexpr std::size_t kBlanksMax = 16;
/// Of a line, left and right of a value, in which a command or a file of settings is looked for.
constexpr std::size_t kBesideBytesMax = 256;
/// An Authorization header tells by itself what follows.
constexpr std::string_view kSchemes[] = {"bearer ", "basic ", "token ", "apikey "};
constexpr std::string_view kFirstsOfSchemes = "bBtTaA";
constexpr std::size_t kCredentialsBytesMin = 12;

constexpr ByteSet kStops = byte_set([](char c) { return is_quote(c) || is_any_of("=:>-", c); });
constexpr ByteSet kEndsBare =
    byte_set([](char c) { return is_space(c) || is_quote(c) || is_any_of(";,()<>{}[]|&\\", c); });

std::size_t length_of_scheme(std::string_view value) {
  if (value.empty() || !is_any_of(kFirstsOfSchemes, value[0])) return 0;
  for (const std::string_view scheme : kSchemes) {
    const bool same =
        value.size() > scheme.size() && std::equal(scheme.begin(), scheme.end(), value.begin(),
                                                   [](char a, char b) { return a == to_lower(b); });
    if (same) return scheme.size();
  }
  return 0;
}

/// Part of a line.
struct Value {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool has_digit = false;
};

class Finder {
public:
  Finder(std::string_view text, Line line, std::vector<SecretSpan>& found)
      : text_(text), line_(text.substr(line.begin, line.end - line.begin)), offset_(line.begin),
        found_(found) {}

  void run() {
    for (std::size_t at = 0;; ++at) {
      while (at < line_.size() && !in(kStops, line_[at])) ++at;
      if (at == line_.size()) break;
      if (is_quote(line_[at]))
        look_at_quoted(at);
      else if (line_[at] == '-')
        look_at_flag(at);
      else
        look_at_bare(at);
    }
    look_at_last();
    look_at_whole();
  }

private:
  std::string_view left_of(std::size_t at) const {
    const std::size_t begin = at - std::min(at, kLeftBytesMax);
    return line_.substr(begin, at - begin);
  }

  std::string_view above() const { return text_.substr(0, offset_); }

  std::string_view view(const Value& value) const {
    return line_.substr(value.begin, value.end - value.begin);
  }

  static bool is_worth_a_look(const Value& value, std::size_t bytes_max) {
    const std::size_t size = value.end - value.begin;
    return value.has_digit && size >= kValueBytesMin && size <= bytes_max;
  }

  void look_at_quoted(std::size_t quote) {
    const std::size_t scheme = length_of_scheme(line_.substr(quote + 1));
    const Value value = quoted_value(quote, quote + 1 + scheme);
    if (!is_worth_a_look(value, kValueBytesMax)) return;
    if (is_any_of("])>.,;", line_[value.begin])) return; // the quote closes what is before it
    if (scheme > 0) return add_credentials(value);
    Suspicion suspicion = suspicion_of_quoted(left_of(quote), above());
    if (suspicion == Suspicion::none && quote > 0 && is_blank(line_[quote - 1]))
      suspicion = suspicion_of_echoed(left_of(quote), line_.substr(value.end, kBesideBytesMax));
    if (suspicion == Suspicion::none && quote > 0 && line_[quote - 1] == '=' &&
        is_put_into_store(left_of(quote - 1)))
      suspicion = Suspicion::password;
    if (suspicion == Suspicion::none) return;
    if (looks_secret(view(value), suspicion))
      add(value, "named-value");
    else
      look_between_fields(value, suspicion);
  }

  /// f"{x}…", `${x}…`: what stands before, between and behind the fields.
  void look_between_fields(const Value& value, Suspicion suspicion) {
    for (std::size_t at = value.begin; at < value.end;) {
      const std::size_t open = std::min(line_.find('{', at), value.end);
      const std::size_t close = std::min(line_.find('}', open), value.end);
      if (open == value.end && at == value.begin) return; // no field
      Value piece{at, open, false};
      if (piece.end > piece.begin && is_any_of("$#", line_[piece.end - 1])) --piece.end;
      if (looks_secret(view(piece), suspicion)) add(piece, "named-value");
      at = close + 1;
    }
  }

  /// Up to the closing quote or a blank, whichever comes first: while somebody types there may be
  /// no quote yet, and what has blanks is no key. A literal within a literal, \"…\", ends with the
  /// next backslash.
  Value quoted_value(std::size_t quote, std::size_t begin) const {
    const bool inner = quote > 0 && line_[quote - 1] == '\\';
    Value value{begin, begin, false};
    for (std::size_t& at = value.end; at < line_.size(); ++at) {
      const char c = line_[at];
      if (c == line_[quote] || is_space(c) || (inner && c == '\\')) break;
      value.has_digit = value.has_digit || is_digit(c);
      if (c == '\\' && at + 1 < line_.size()) ++at;
    }
    return value;
  }

  void look_at_bare(std::size_t stop) {
    std::size_t begin = stop + 1;
    if (line_[stop] == ':' && stop > 4 && line_[stop - 1] == 'r') look_at_net_user(stop);
    const std::size_t blanks_end = std::min(line_.size(), begin + kBlanksMax);
    while (begin < blanks_end && is_blank(line_[begin])) ++begin;
    if (line_[stop] == ':' && begin < line_.size() && line_[begin] == '-') ++begin; // ${NAME:-…}
    const std::size_t scheme = length_of_scheme(line_.substr(begin));
    const Value value = bare_value(begin + scheme);
    const bool opens = value.end < line_.size() && is_any_of("({[", line_[value.end]);
    const bool substitutes = begin == stop + 1 && begin < line_.size() &&
                             is_any_of("$`\"", line_[begin]) && line_[stop] == '=';
    if (substitutes) look_at_echoed(stop, begin);
    if (opens || !is_worth_a_look(value, kBareBytesMax)) return; // a call, or a template
    Suspicion suspicion = suspicion_of_bare(left_of(stop), above());
    const bool joined = line_[stop] == '=' && value.begin == stop + 1;
    if (suspicion == Suspicion::none && joined && is_put_into_store(left_of(stop)))
      suspicion = Suspicion::password;
    if (suspicion == Suspicion::none) return;
    if (scheme > 0) return add_credentials(value);
    if (suspicion == Suspicion::password && is_expression(stop, value))
      suspicion = Suspicion::token;
    if (looks_secret(view(value), suspicion)) add(value, "named-value");
  }

  /// The end, and the last digit, are the same from wherever in a value one asks.
  Value bare_value(std::size_t begin) {
    if (begin < bare_.begin || begin > bare_.end) {
      bare_ = {begin, begin, false};
      last_digit_ = 0;
      for (; bare_.end < line_.size() && !in(kEndsBare, line_[bare_.end]); ++bare_.end)
        if (is_digit(line_[bare_.end])) last_digit_ = bare_.end;
    }
    return {begin, bare_.end, last_digit_ >= begin};
  }

  void look_at_net_user(std::size_t colon) {
    const std::size_t first = colon - std::min(colon, kBesideBytesMax);
    const Line word = behind_net_user(line_.substr(first, 2 * kBesideBytesMax), colon - first);
    const Value value{first + word.begin, first + word.end, true};
    if (word.end > 0 && looks_secret(view(value), Suspicion::password)) add(value, "argument");
  }

  /// TOKEN=$(echo …): quoted, it is found by its quotes.
  void look_at_echoed(std::size_t stop, std::size_t begin) {
    const Line word = echoed_at(line_.substr(0, begin + kBesideBytesMax), begin);
    const Value value{word.begin, word.end, true};
    if (is_worth_a_look(value, kBareBytesMax) &&
        looks_secret(view(value), suspicion_of_bare(left_of(stop), above())))
      add(value, "named-value");
  }

  void look_at_flag(std::size_t dash) {
    const bool begins = dash > 0 && (is_blank(line_[dash - 1]) || is_quote(line_[dash - 1]));
    if (!begins) return;
    const std::size_t first = dash - std::min(dash, kBesideBytesMax);
    const std::string_view around = line_.substr(first);
    Line argument = value_of_flag(around, dash - first);
    if (argument.end == 0) argument = told_by_flag(around, dash - first);
    const auto bytes = around.substr(argument.begin, argument.end - argument.begin);
    if (looks_secret(bytes, Suspicion::password))
      add({first + argument.begin, first + argument.end}, "argument");
  }

  /// `ENV API_TOKEN …`, `login me password …`: the last word of a line, behind the name.
  void look_at_last() {
    std::size_t end = line_.size();
    while (end > 0 && (is_space(line_[end - 1]) || line_[end - 1] == ';')) --end;
    Value value{end, end, false};
    while (value.begin > 0 && !in(kEndsBare, line_[value.begin - 1])) {
      --value.begin;
      value.has_digit = value.has_digit || is_digit(line_[value.begin]);
    }
    if (!is_worth_a_look(value, kBareBytesMax) || value.begin < 2) return;
    const std::string_view left = without_blanks_at_end(left_of(value.begin));
    const auto equals = view(value).find('=');
    const bool is_assignment = equals < view(value).size() - 2;
    const bool follows = is_blank(line_[value.begin - 1]) && line_[value.begin] != '-' &&
                         !is_assignment && !left.empty() && is_word(left.back());
    if (follows && looks_secret(view(value), suspicion_of_bare(left, {})))
      add(value, "named-value");
  }

  /// YAML may put a value on the next line, alone: `password:`, `password: |-`.
  void look_at_whole() {
    const char last = line_.back(); // most lines of code end with what no such value does
    if (!is_blank(line_[0]) || (in(kEndsBare, last) && !is_space(last))) return;
    Value value{1, 0, true};
    while (value.begin < line_.size() && is_blank(line_[value.begin])) ++value.begin;
    const std::size_t limit = std::min(line_.size(), value.begin + kBareBytesMax);
    value.end = value.begin;
    while (value.end < limit && !in(kEndsBare, line_[value.end])) ++value.end;
    if (value.end - value.begin < kValueBytesMin) return;
    if (line_.find_first_not_of(" \t\r", value.end) != line_.npos) return;
    const Suspicion suspicion = suspicion_of_own_line(above());
    if (looks_secret(view(value), suspicion)) add(value, "named-value");
  }

  /// In code "base*2+x" is no password, but it could be one in a file of settings, in a command, in
  /// a connection string.
  bool is_expression(std::size_t stop, const Value& value) const {
    std::size_t end = stop;
    while (end > 0 && is_blank(line_[end - 1])) --end;
    std::size_t begin = end;
    while (begin > 0 && (is_word(line_[begin - 1]) || is_any_of(".-", line_[begin - 1]))) --begin;
    const std::size_t before_begin = begin - std::min(begin, kBesideBytesMax);
    const std::string_view before = line_.substr(before_begin, begin - before_begin);
    const std::string_view name = line_.substr(begin, end - begin);
    const std::string_view bytes = view(value);
    if (bytes.find_first_of("!@#$?~") != bytes.npos) return false;
    if (before.ends_with("${") || line_.substr(value.end).starts_with("</")) return false;
    const bool first = before.find_first_not_of(" \t-#/") == before.npos;
    const bool alone = first && line_.find_first_not_of(" \t\r", value.end) == line_.npos;
    if (line_[stop] == ':') return !alone;
    if (value.begin > stop + 1 || end < stop) return !alone || !is_no_operand(bytes);
    const bool is_variable = std::none_of(name.begin(), name.end(), is_lower);
    return !(is_variable || alone || is_among_settings(before) || name.starts_with('-'));
  }

  /// "vikeka9307", "Kiravo42%".
  static bool is_no_operand(std::string_view value) {
    return is_any_of("%*^&+", value.back()) || std::none_of(value.begin(), value.end(), [](char c) {
             return !is_lower(c) && !is_digit(c);
           });
  }

  /// "Server=db;Password=…", ?user=me&password=…, web1 ansible_user=me ansible_ssh_pass=…
  static bool is_among_settings(std::string_view before) {
    const bool words = before.ends_with(' ') && before.find('=') != before.npos &&
                       before.find_first_of("(,;{") == before.npos;
    return words || before.ends_with('&') || before.find("://") != before.npos ||
           is_in_literal(before);
  }

  static bool is_in_literal(std::string_view before) {
    return std::count(before.begin(), before.end(), '"') % 2 == 1 ||
           std::count(before.begin(), before.end(), '\'') % 2 == 1;
  }

  void add_credentials(const Value& value) {
    const std::string_view bytes = view(value);
    if (bytes.size() >= kCredentialsBytesMin && !is_fixture(bytes)) add(value, "authorization");
  }

  void add(const Value& value, std::string_view kind) {
    found_.push_back({offset_ + value.begin, offset_ + value.end, kind});
  }

  std::string_view text_;
  std::string_view line_;
  std::size_t offset_; ///< of the line
  std::vector<SecretSpan>& found_;
  Value bare_{1, 0}; ///< the last one: none yet
  std::size_t last_digit_ = 0;
};

} // namespace

void find_values(std::string_view text, Line line, std::vector<SecretSpan>& found) {
  Finder(text, line, found).run();
}

} // namespace inkling::context
