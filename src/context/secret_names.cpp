#include "context/secret_names.hpp"

#include "context/secret_bytes.hpp"

#include <algorithm>
#include <iterator>

namespace inkling::context {
namespace {

/// Calls that make a string of one: the name stands before them.
constexpr std::string_view kWrappers[] = {
    "from", "new",   "Some",     "Ok",   "string",  "String", "string_view", "str",
    "of",   "bytes", "toString", "Just", "valueOf", "text",   "Text",        "SecretString",
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

/// The part of a declaration or of an entry that the value belongs to.
std::string_view region_of(std::string_view left) {
  const auto begin = left.find_last_of(",;{(");
  return begin == left.npos ? left : left.substr(begin + 1);
}

/// Of all names before an assignment: types and modifiers tell nothing. The last one may take the
/// suspicion back: secret.id = "…".
Suspicion suspicion_of_region(std::string_view region) {
  for (bool last = true; !region.empty();) {
    const std::string_view name = last_name(region);
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

/// define('DB_PASSWORD', "…"): the argument before is a literal.
Suspicion suspicion_of_argument_before(std::string_view left) {
  left = without_blanks_at_end(left);
  if (left.empty() || !is_quote(left.back())) return Suspicion::none;
  left.remove_suffix(1);
  return suspicion_of(last_name(left));
}

Suspicion suspicion_of_left(std::string_view left, int calls);

bool is_in_callee(char c) {
  return is_name(c) || is_any_of(".:<>&*", c);
}

/// setPassword("…"), Token::new("…"), and token = String::from("…").
Suspicion suspicion_of_call(std::string_view left, int calls) {
  left = without_blanks_at_end(left);
  const std::string_view name = last_name(left);
  const bool wraps =
      std::find(std::begin(kWrappers), std::end(kWrappers), name) != std::end(kWrappers);
  if (!name.empty() && !wraps) return suspicion_of(name);
  std::size_t begin = left.size();
  while (begin > 0 && is_in_callee(left[begin - 1])) --begin;
  const Suspicion own = suspicion_of_region(left.substr(begin));
  if (own != Suspicion::none || calls >= kCallsMax) return own;
  left = without_blanks_at_end(left.substr(0, begin));
  if (left.ends_with(" new")) left.remove_suffix(4);
  return suspicion_of_left(left, calls + 1);
}

Suspicion suspicion_of_left(std::string_view left, int calls) {
  if (left.ends_with('\\')) left.remove_suffix(1); // of a quote within a literal
  left = without_blanks_at_end(left);
  if (left.empty()) return Suspicion::none;
  const char before = left.back();
  if (before == '(') return suspicion_of_call(left.substr(0, left.size() - 1), calls);
  if (before == ',') return suspicion_of_argument_before(left.substr(0, left.size() - 1));
  if (is_word(before)) return suspicion_of(last_name(left)); // #define TOKEN "…"
  if (!is_any_of("=:{>?+", before)) return Suspicion::none;
  while (!left.empty() && (is_any_of("=:{>?+!~", left.back()) || is_blank(left.back())))
    left.remove_suffix(1);
  return suspicion_of_region(region_of(left));
}

} // namespace

Suspicion suspicion_of_quoted(std::string_view left) {
  return suspicion_of_left(without_literal_prefix(left), 0);
}

Suspicion suspicion_of_bare(std::string_view left) {
  left = without_blanks_at_end(left);
  while (!left.empty() && (is_quote(left.back()) || is_any_of("])\\?", left.back())))
    left.remove_suffix(1);
  return suspicion_of(last_name(left));
}

} // namespace inkling::context
