#include "context/secret_names.hpp"

#include "context/secret_bytes.hpp"
#include "context/secret_places.hpp"

#include <algorithm>
#include <iterator>

namespace inkling::context {
namespace {

/// Calls that make a string of one: the name stands before them.
constexpr std::string_view kWrappers[] = {
    "from",   "new",          "Some",   "Ok",       "string",    "String",     "string_view",
    "str",    "of",           "bytes",  "toString", "Just",      "valueOf",    "text",
    "Text",   "SecretString", "byte",   "GetBytes", "b64decode", "fromBase64", "hash",
    "sha256", "crypt",        "encode", "encrypt",
};
/// `let token = String::from(…)`: calls around calls, at most so many.
constexpr int kCallsMax = 3;

bool is_name(char c) {
  return is_word(c) || c == '-' || c == '$';
}

std::string_view last_name(std::string_view text) {
  std::size_t begin = text.size();
  while (begin > 0 && is_name(text[begin - 1])) --begin;
  return text.substr(begin);
}

/// `"value": `, `default =`, `value=`.
std::string_view without_operator(std::string_view left) {
  while (!left.empty() && (is_any_of("=:\"'", left.back()) || is_blank(left.back())))
    left.remove_suffix(1);
  return left;
}

/// Of "stripe.api.key" the last two: a key is named by what it opens.
std::string_view last_path(std::string_view text) {
  const std::string_view name = last_name(text);
  const bool key = name == "key" || name == "keys";
  if (!key || name.size() == text.size() || text[text.size() - name.size() - 1] != '.') return name;
  const auto owner = last_name(text.substr(0, text.size() - name.size() - 1));
  return text.substr(text.size() - name.size() - 1 - owner.size());
}

/// r"", b"", L"", $"": no name.
std::string_view without_literal_prefix(std::string_view left) {
  const std::string_view name = last_name(left);
  if (!left.empty() && left.back() == '@') left.remove_suffix(1);
  const bool prefix =
      !name.empty() && name.size() <= 2 &&
      std::all_of(name.begin(), name.end(), [](char c) { return is_any_of("fFrRbBuUL$", c); });
  if (prefix) left.remove_suffix(name.size());
  return left;
}

/// What names the place of a value, whatever it is: its own name stands before.
constexpr std::string_view kValueNames[] = {"value", "default", "string"};

bool is_value_name(std::string_view name) {
  return std::find(std::begin(kValueNames), std::end(kValueNames), name) != std::end(kValueNames);
}

/// The part of a declaration or of an entry that the value belongs to.
std::string_view region_of(std::string_view left) {
  const auto begin = left.find_last_of(",;{(");
  return begin == left.npos ? left : left.substr(begin + 1);
}

/// Of all names before an assignment: types and modifiers tell nothing. The last one may take the
/// suspicion back: secret.id = "…".
Suspicion suspicion_of_region(std::string_view region) {
  for (bool last = true; !region.empty();) {
    const std::string_view name = last_path(region);
    if (name.empty()) {
      region.remove_suffix(1);
      continue;
    }
    const Suspicion found = suspicion_of(name);
    if (found != Suspicion::none) return found;
    if (last && is_harmless_name(name)) return Suspicion::none;
    last = false;
    region.remove_suffix(name.size());
  }
  return Suspicion::none;
}

Suspicion suspicion_of_place(std::string_view left) {
  return is_place_of_secret(left) ? Suspicion::password : Suspicion::none;
}

Suspicion suspicion_of_left(std::string_view left, int calls);

/// passwords = ["…", …: up to the bracket that opens the list. What is in `password["…"]` and in
/// `f("…"` is no item; in `List.of("…"` it is.
bool opens_list(std::string_view left) {
  if (!left.ends_with('['))
    return left.ends_with('{') || left.ends_with("Of(") || left.ends_with(".of(") ||
           left.ends_with("asList(");
  left = without_blanks_at_end(left.substr(0, left.size() - 1));
  return !left.empty() && is_any_of("=:!(>", left.back());
}

/// Of an item behind others that are literals, too: the list's name.
Suspicion suspicion_of_item(std::string_view left) {
  while (left.ends_with(',')) {
    left = without_blanks_at_end(left.substr(0, left.size() - 1));
    if (left.empty() || !is_quote(left.back())) return Suspicion::none;
    const auto open = left.rfind(left.back(), left.size() - 2);
    if (left.size() < 2 || open == left.npos) return Suspicion::none;
    left = without_blanks_at_end(left.substr(0, open));
  }
  return opens_list(left) ? suspicion_of_left(left, 0) : Suspicion::none;
}

/// define('DB_PASSWORD', "…"): the argument before is a literal, or a constant.
Suspicion suspicion_of_argument(std::string_view left) {
  std::string_view before = without_blanks_at_end(left.substr(0, left.size() - 1));
  const bool literal = !before.empty() && is_quote(before.back());
  if (literal) before.remove_suffix(1);
  const std::string_view name = last_name(before);
  const bool tells = literal || std::none_of(name.begin(), name.end(), is_lower);
  const Suspicion found = tells ? suspicion_of(name) : Suspicion::none;
  if (found != Suspicion::none) return found;
  const Suspicion place = suspicion_of_place(left);
  return place == Suspicion::none && literal ? suspicion_of_item(left) : place;
}

/// `#define TOKEN "…"`, `ConvertTo-SecureString "…"`.
Suspicion suspicion_of_word(std::string_view left) {
  const Suspicion found = suspicion_of(last_name(left));
  return found == Suspicion::none ? suspicion_of_place(left) : found;
}

/// The last line that is not blank, from its end as much as is looked at.
std::string_view last_line(std::string_view text) {
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  const std::string_view end = text.substr(text.size() - std::min(text.size(), kLeftBytesMax));
  return end.substr(end.rfind('\n') + 1); // npos + 1 is 0
}

/// - name: DB_PASSWORD
///   value: …
/// and the same on one line.
Suspicion suspicion_of_entry(std::string_view before, std::string_view above) {
  if (std::any_of(before.begin(), before.end(), is_word))
    return suspicion_of_region(before.substr(before.find_last_of("{(<[") + 1)); // npos + 1: 0
  std::string_view line_before = last_line(above);
  if (line_before.ends_with("</key>")) line_before.remove_suffix(6);
  while (!line_before.empty() && !is_name(line_before.back())) line_before.remove_suffix(1);
  return suspicion_of(last_name(line_before));
}

bool is_in_callee(char c) {
  return is_name(c) || is_any_of(".:<>&*", c);
}

/// setPassword("…"), Token::new("…"), and token = String::from("…").
Suspicion suspicion_of_call(std::string_view call, int calls) {
  std::string_view left = without_blanks_at_end(call.substr(0, call.size() - 1));
  const std::string_view name = last_name(left);
  const bool wraps =
      std::find(std::begin(kWrappers), std::end(kWrappers), name) != std::end(kWrappers);
  if (!name.empty() && !wraps) {
    const Suspicion found = suspicion_of(name);
    return found == Suspicion::none ? suspicion_of_place(call) : found;
  }
  std::size_t begin = left.size();
  while (begin > 0 && is_in_callee(left[begin - 1])) --begin;
  const Suspicion own = suspicion_of_region(left.substr(begin));
  if (own != Suspicion::none || calls >= kCallsMax) return own;
  if (suspicion_of_place(call) != Suspicion::none) return Suspicion::password;
  left = without_blanks_at_end(left.substr(0, begin));
  if (left.ends_with("[]")) left.remove_suffix(2); // []byte("…")
  if (left.ends_with(" new")) left.remove_suffix(4);
  return suspicion_of_left(left, calls + 1);
}

/// password = prefix + "…": what is joined to the value does not name it.
Suspicion suspicion_of_sum(std::string_view left) {
  left = region_of(left);
  const auto equals = left.rfind('=');
  if (equals != left.npos) return suspicion_of_region(left.substr(0, equals));
  return left.ends_with('+') ? suspicion_of_region(left) : Suspicion::none;
}

/// In Go the key is what a function given to jwt.Parse returns, most often on the next line.
bool is_key_of_jwt(std::string_view left, std::string_view above) {
  constexpr std::string_view kParameter = "*jwt.Token)";
  constexpr std::size_t kAboveBytesMax = 256;
  if (!left.ends_with("return []byte(")) return false;
  above.remove_prefix(above.size() - std::min(above.size(), kAboveBytesMax));
  return left.find(kParameter) != left.npos || above.find(kParameter) != above.npos;
}

Suspicion suspicion_of_left(std::string_view left, int calls) {
  if (left.ends_with('\\')) left.remove_suffix(1); // of a quote within a literal
  left = without_blanks_at_end(left);
  if (left.empty()) return Suspicion::none;
  const char before = left.back();
  if (before == '(') return suspicion_of_call(left, calls);
  if (before == ',') return suspicion_of_argument(left);
  if (is_any_of("+.&", before)) return suspicion_of_sum(left);
  if (before == '[') {
    if (!opens_list(left)) return Suspicion::none;
    left = without_blanks_at_end(left.substr(0, left.size() - 1));
    if (left.ends_with("vec!")) left.remove_suffix(4);
    return suspicion_of_left(left, calls);
  }
  if (left.ends_with(" or"))
    left.remove_suffix(3);
  else if (is_word(before))
    return suspicion_of_word(left);
  else if (!is_any_of("=:{>?+|", before))
    return Suspicion::none;
  while (!left.empty() && (is_any_of("=:{>?+!~|)", left.back()) || is_blank(left.back())))
    left.remove_suffix(1);
  return suspicion_of_region(region_of(left));
}

} // namespace

/// Of a value on the next line. Where a line ends with "," the next one is another item.
Suspicion suspicion_of_line(std::string_view line) {
  return line.ends_with(',') ? Suspicion::none : suspicion_of_left(line, 0);
}

Suspicion suspicion_of_quoted(std::string_view left, std::string_view above) {
  left = without_blanks_at_end(without_literal_prefix(left));
  const bool begins_line = std::all_of(left.begin(), left.end(), is_blank);
  if (begins_line) return suspicion_of_line(last_line(above));
  if (is_key_of_jwt(left, above)) return Suspicion::password;
  const Suspicion found = suspicion_of_left(left, 0);
  if (found != Suspicion::none || !is_any_of("=:", left.back())) return found;
  left = without_operator(left);
  const std::string_view name = last_name(left);
  left.remove_suffix(name.size());
  return is_value_name(name) ? suspicion_of_entry(left, above) : Suspicion::none;
}

Suspicion suspicion_of_bare(std::string_view left, std::string_view above) {
  left = without_blanks_at_end(left);
  while (!left.empty() && (is_quote(left.back()) || is_any_of("])\\?:", left.back())))
    left.remove_suffix(1);
  const std::string_view name = last_path(left);
  left.remove_suffix(name.size());
  return is_value_name(name) ? suspicion_of_entry(left, above) : suspicion_of(name);
}

Suspicion suspicion_of_own_line(std::string_view above) {
  const std::string_view line = last_line(above);
  above.remove_suffix(above.size() - static_cast<std::size_t>(line.data() - above.data()));
  const auto colon = line.rfind(':');
  if (colon == line.npos) return Suspicion::none;
  std::string_view style = line.substr(colon + 1);
  style = without_blanks_at_end(style.substr(0, style.find(" #")));
  const auto is_style = [](char c) { return is_blank(c) || is_digit(c) || is_any_of("|>+-", c); };
  if (!std::all_of(style.begin(), style.end(), is_style)) return Suspicion::none;
  const std::string_view key = without_operator(line.substr(0, colon));
  const std::string_view before = key.substr(0, key.size() - last_name(key).size());
  const bool alone = before.find_first_not_of(" \t-\"'") == before.npos; // not `if token:`
  return alone ? suspicion_of_bare(key, above) : Suspicion::none;
}

} // namespace inkling::context
