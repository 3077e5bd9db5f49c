#include "context/secret_looks.hpp"

#include "context/secret_bytes.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

namespace inkling::context {
namespace {

/// Bytes of a name that are looked at, from its end.
constexpr std::size_t kNameBytesMax = 64;

constexpr std::string_view kPasswordParts[] = {
    "password", "passwords",  "passwd",   "pwd",       "pwds",    "pw",  "pwds",       "pass",
    "passcode", "passphrase", "userpass", "storepass", "keypass", "psk", "requirepass"};
constexpr std::string_view kTokenParts[] = {
    "secret",   "secrets",   "token",      "tokens",    "credential",  "credentials",
    "creds",    "auth",      "bearer",     "authtoken", "accesstoken", "authorization",
    "apikey",   "apikeys",   "accesskey",  "secretkey", "privatekey",  "apisecret",
    "apitoken", "sessionid", "jsessionid", "phpsessid",
};
/// What a key opens: `key` alone names a place in a map.
constexpr std::string_view kKeysOf[] = {
    "api",     "access",   "private", "secret",  "encryption", "enc",    "signing",      "auth",
    "account", "master",   "shared",  "storage", "service",    "app",    "subscription", "deploy",
    "admin",   "consumer", "aes",     "hmac",    "webhook",    "client", "server",       "crypto",
    "license", "security", "jwt",     "role",    "write",
};
/// Last parts of names whose values describe a secret and are none.
constexpr std::string_view kHarmlessEnds[] = {
    "hash",     "sha",      "sha1",    "sha256",   "sha512",      "md5",      "digest",
    "checksum", "id",       "ids",     "name",     "names",       "type",     "kind",
    "url",      "uri",      "path",    "file",     "filename",    "dir",      "length",
    "len",      "size",     "count",   "index",    "field",       "header",   "prefix",
    "suffix",   "regex",    "pattern", "ttl",      "expiry",      "expires",  "at",
    "endpoint", "label",    "version", "format",   "param",       "class",    "ref",
    "arn",      "provider", "policy",  "selector", "placeholder", "hint",     "message",
    "msg",      "error",    "title",   "text",     "algorithm",   "alg",      "method",
    "strategy", "scheme",   "mode",    "public",   "lifetime",    "timeout",  "fingerprint",
    "date",     "host",     "user",    "username", "issuer",      "audience", "scope",
    "status",   "state",    "port",
};

/// In lower case. Whoever writes these means that something is to be put in.
constexpr std::string_view kPlaceholders[] = {
    "example",
    "changeme",
    "change-me",
    "change_me",
    "placeholder",
    "dummy",
    "your",
    "xxxx",
    "****",
    "....",
    "redacted",
    "replace",
    "insert",
    "process.env",
    "environ",
    "getenv",
    "inkling_masked_value",
};
/// In lower case. In a value without a shape of its own these mean that nobody guards it,
constexpr std::string_view kFixtures[] = {
    "test", "fake", "mock", "todo", "sample", "123456", "abcdef", "foobar", "deadbeef", "qwerty",
};
/// and so do these where they are half of it: "Secret123!", but not "prod-secret-9fK2xQ".
constexpr std::string_view kFixtureHalves[] = {"password", "secret"};
/// Of templates, format strings and regular expressions.
constexpr std::string_view kTemplateParts[] = {"${",   "{{",   "}}",   "$(",  "#{",  "<%",  "(?",
                                               "[a-z", "[A-Z", "[0-9", "\\d", "\\w", "\\s", "://"};
/// Of values that say themselves that they are public.
constexpr std::string_view kPublicStarts[] = {
    "sha1-", "sha256-", "sha384-", "sha512-", "sha1:",       "sha256:",     "sha512:",     "md5:",
    "data:", "urn:",    "arn:",    "ssh-",    "AAAAB3NzaC1", "AAAAC3NzaC1", "AAAAE2VjZHNh"};

template<std::size_t Size>
bool holds(const std::string_view (&list)[Size], std::string_view word) {
  return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

template<std::size_t Size>
bool contains_any(std::string_view text, const std::string_view (&list)[Size]) {
  return std::any_of(std::begin(list), std::end(list),
                     [text](std::string_view part) { return text.find(part) != text.npos; });
}

std::string lower_case(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(), to_lower);
  return lower;
}

/// "dbPassword", "DB_PASSWORD" and "db-password2" become db, password.
std::vector<std::string> parts_of(std::string_view name) {
  std::vector<std::string> parts;
  bool begins = true;
  for (std::size_t at = 0; at < name.size(); ++at) {
    const char c = name[at];
    if (!is_letter(c) && !(is_digit(c) && !begins)) {
      begins = true;
      continue;
    }
    const bool hump = at > 0 && is_upper(c) &&
                      (is_lower(name[at - 1]) ||
                       (is_upper(name[at - 1]) && at + 1 < name.size() && is_lower(name[at + 1])));
    if (begins || hump) parts.emplace_back();
    parts.back() += to_lower(c);
    begins = false;
  }
  return parts;
}

std::string_view without_digits(std::string_view part) {
  while (!part.empty() && is_digit(part.back())) part.remove_suffix(1);
  return part;
}

bool ends_like_password(std::string_view part) {
  return part.ends_with("password") || part.ends_with("passwd") || part.ends_with("pwd");
}

bool ends_like_token(std::string_view part) {
  return part.ends_with("secret") || part.ends_with("token") || part.ends_with("apikey");
}

/// STRIPE_KEY: a constant of that form is a setting, whoever's key it is.
bool is_key_setting(std::string_view name, const std::vector<std::string>& parts) {
  constexpr std::string_view kHarmless[] = {"public", "primary", "foreign", "cache", "sort",
                                            "hash",   "index",   "session", "map",   "partition"};
  return parts.size() > 1 && name.ends_with("_KEY") &&
         std::none_of(name.begin(), name.end(), is_lower) &&
         !holds(kHarmless, parts[parts.size() - 2]);
}

/// How a value is made up. "Separators" are those of words: - _ . / : and blanks.
struct Makeup {
  std::size_t bytes = 0;
  std::size_t size = 0; ///< letters and digits
  std::size_t digits = 0;
  std::size_t lowers = 0;
  std::size_t uppers = 0;
  std::size_t symbols = 0;    ///< neither of these, nor separators
  std::size_t switches = 0;   ///< from letter to digit or back
  std::size_t humps = 0;      ///< from lower to upper case, or from several upper to lower
  std::size_t in_words = 0;   ///< letters of runs that could be words
  std::size_t consonants = 0; ///< the longest run of them
};

bool is_separator(char c) {
  return is_any_of("-_./: ", c);
}

void count_words(std::string_view value, Makeup& makeup) {
  constexpr std::size_t kWordMin = 4; // with its capital
  for (std::size_t at = 0; at < value.size();) {
    std::size_t end = at;
    if (is_upper(value[end])) ++end;
    while (end < value.size() && is_lower(value[end])) ++end;
    if (end - at < kWordMin) {
      end = at;
      while (end < value.size() && is_upper(value[end])) ++end;
    }
    if (end - at >= kWordMin) makeup.in_words += end - at;
    at = std::max(end, at + 1);
  }
}

Makeup makeup_of(std::string_view value) {
  Makeup makeup;
  std::size_t consonants = 0;
  for (std::size_t at = 0; at < value.size(); ++at) {
    const char c = value[at];
    consonants = is_letter(c) && !is_any_of("aeiouy", to_lower(c)) ? consonants + 1 : 0;
    makeup.consonants = std::max(makeup.consonants, consonants);
    const char before = at == 0 ? ' ' : value[at - 1];
    makeup.digits += is_digit(c);
    makeup.lowers += is_lower(c);
    makeup.uppers += is_upper(c);
    makeup.symbols += !is_letter(c) && !is_digit(c) && !is_separator(c);
    makeup.switches += (is_digit(c) && is_letter(before)) || (is_letter(c) && is_digit(before));
    const bool several = at > 1 && is_upper(value[at - 2]) && is_upper(before);
    makeup.humps += (is_upper(c) && is_lower(before)) || (is_lower(c) && several);
  }
  makeup.bytes = value.size();
  makeup.size = makeup.digits + makeup.lowers + makeup.uppers;
  count_words(value, makeup);
  return makeup;
}

/// Nobody can say "tskcod4pkoftfqdzzuty", and no name of 16 letters changes to digits so often.
bool is_unspeakable(const Makeup& value) {
  constexpr std::size_t kSizeMin = 16;
  constexpr std::size_t kConsonantsMin = 5;
  if (value.size < kSizeMin || value.size != value.bytes) return false;
  return (value.switches >= 1 && value.consonants >= kConsonantsMin) || value.switches >= 3;
}

/// As Django draws its keys, of letters, digits and symbols.
bool is_salad(const Makeup& value) {
  constexpr std::size_t kBytesMin = 32;
  return value.bytes >= kBytesMin && value.symbols >= 6 && value.switches >= 2;
}

/// What is drawn at random changes between letters and digits, and between cases, far more often
/// than names do, and holds hardly any words: of 20 characters of base 62, 5 and 5 changes.
bool looks_random(const Makeup& value) {
  constexpr std::size_t kSizeMin = 8;
  if (value.size < kSizeMin) return false;
  const bool switches = value.switches >= 4 && value.switches * 7 >= value.size;
  const std::size_t changes = value.switches + value.humps;
  const bool mixes =
      changes >= 4 && changes * 4 >= value.size && value.in_words * 5 <= value.size * 3;
  return switches || mixes || is_unspeakable(value) || is_salad(value);
}

/// "vikeka9307": a word and a number are a password to people; names have few digits, and joints.
bool is_word_and_number(const Makeup& value) {
  constexpr std::size_t kSizeMin = 8;
  return value.bytes == value.size && value.bytes >= kSizeMin && value.digits >= 2 &&
         value.digits <= 6 && value.switches == 1 && value.lowers + value.uppers >= 4;
}

/// "velvet-tiger-39": words and a number, of which none tells of a secret, as names do.
bool is_passphrase(std::string_view value) {
  std::size_t words = 0;
  bool digits = false;
  for (std::size_t at = 0; at <= value.size();) {
    const std::size_t end = std::min(value.find('-', at), value.size());
    const std::string_view part = value.substr(at, end - at);
    const auto is_all = [part](bool (*test)(char)) {
      return part.size() >= 2 &&
             std::all_of(part.begin(), part.end(), [test](char c) { return test(c); });
    };
    digits = is_all(is_digit);
    if (!digits && (!is_all(is_lower) || suspicion_of(part) != Suspicion::none)) return false;
    words += !digits && part.size() >= 4;
    at = end + 1;
  }
  return digits && words >= 2;
}

bool is_address(std::string_view value) {
  const auto at = value.find('@');
  return at != value.npos && at > 0 && value.find('.', at) != value.npos &&
         std::all_of(value.begin(), value.end(),
                     [](char c) { return is_word(c) || is_any_of("-.+@", c); });
}

/// {name}, {0} and the like, anywhere.
bool has_field(std::string_view value) {
  for (auto open = value.find('{'); open != value.npos; open = value.find('{', open + 1)) {
    std::size_t end = open + 1;
    while (end < value.size() && (is_word(value[end]) || value[end] == '.')) ++end;
    if (end < value.size() && value[end] == '}') return true;
  }
  return false;
}

/// %s, %d or %v, not with letters behind it, and %(name)s.
bool has_verb(std::string_view value) {
  for (auto at = value.find('%'); at != value.npos; at = value.find('%', at + 1)) {
    if (value.substr(at).starts_with("%(")) {
      const auto name_end = std::find_if_not(value.begin() + static_cast<std::ptrdiff_t>(at) + 2,
                                             value.end(), is_word);
      if (name_end != value.end() && *name_end == ')') return true;
    }
    const bool verb = at + 1 < value.size() && is_any_of("sdv", value[at + 1]);
    if (verb && (at + 2 == value.size() || !is_word(value[at + 2]))) return true;
  }
  return false;
}

/// Whether one of the words is in it, other than within a longer word.
template<std::size_t Size>
bool has_word(std::string_view value, const std::string_view (&words)[Size],
              std::size_t bytes_min) {
  const std::string lower = lower_case(value);
  return std::any_of(std::begin(words), std::end(words), [&](std::string_view word) {
    if (word.size() < bytes_min) return false;
    for (auto at = lower.find(word); at != lower.npos; at = lower.find(word, at + 1)) {
      const bool hump = at > 0 && is_upper(value[at]) && is_lower(value[at - 1]);
      if (at == 0 || !is_letter(value[at - 1]) || hump) return true;
    }
    return false;
  });
}

/// $NAME, %NAME%, <name>, [name].
bool is_variable(std::string_view value) {
  if (value.size() < 2) return false;
  const char open = value.front();
  const char close = value.back();
  if ((open == '<' && close == '>') || (open == '[' && close == ']')) return true;
  const bool dollar = open == '$';
  if (!dollar && !(open == '%' && close == '%')) return false;
  const std::string_view name = value.substr(1, value.size() - (dollar ? 1 : 2));
  return std::all_of(name.begin(), name.end(), is_word);
}

bool has_few_letters(std::string_view value) {
  constexpr std::size_t kDifferentMin = 5;
  std::string letters(value);
  std::sort(letters.begin(), letters.end());
  const auto end = std::unique(letters.begin(), letters.end());
  return static_cast<std::size_t>(end - letters.begin()) < kDifferentMin;
}

/// 0xDEADBEEF is a number; 32 digits and more are no number of any language.
bool is_hex_number(std::string_view value) {
  constexpr std::size_t kDigitsMax = 31;
  const bool hex = value.starts_with("0x") || value.starts_with("0X");
  return hex && value.size() <= 2 + kDigitsMax &&
         value.find_first_not_of("0123456789abcdefABCDEF_'uUlL", 2) == value.npos;
}

} // namespace

Suspicion suspicion_of(std::string_view name) {
  if (name.size() > kNameBytesMax) name.remove_prefix(name.size() - kNameBytesMax);
  const std::vector<std::string> parts = parts_of(name);
  if (parts.empty() || holds(kHarmlessEnds, parts.back())) return Suspicion::none;
  Suspicion found = is_key_setting(name, parts) ? Suspicion::token : Suspicion::none;
  for (std::size_t at = 0; at < parts.size(); ++at) {
    const std::string_view part = without_digits(parts[at]);
    if (holds(kPasswordParts, part) || ends_like_password(part)) return Suspicion::password;
    const bool opens = part == "key" || part == "keys" || part == "salt"; // signing_salt
    const bool key = opens && at > 0 && holds(kKeysOf, parts[at - 1]);
    if (key || holds(kTokenParts, part) || ends_like_token(part)) found = Suspicion::token;
  }
  return found;
}

bool is_harmless_name(std::string_view name) {
  if (name.size() > kNameBytesMax) name.remove_prefix(name.size() - kNameBytesMax);
  const std::vector<std::string> parts = parts_of(name);
  return !parts.empty() && holds(kHarmlessEnds, parts.back());
}

bool is_placeholder(std::string_view value) {
  if (is_variable(value) || has_verb(value) || has_field(value) ||
      contains_any(value, kTemplateParts))
    return true;
  return contains_any(lower_case(value), kPlaceholders) || has_few_letters(value);
}

bool is_fixture(std::string_view value) {
  return is_placeholder(value) || has_word(value, kFixtures, 0) ||
         has_word(value, kFixtureHalves, value.size() / 2);
}

bool looks_secret(std::string_view value, Suspicion suspicion) {
  if (value.size() < kValueBytesMin || value.size() > kValueBytesMax) return false;
  if (suspicion == Suspicion::none || std::any_of(value.begin(), value.end(), is_space))
    return false;
  const Makeup makeup = makeup_of(value);
  const bool person = suspicion == Suspicion::password && makeup.digits > 0 &&
                      makeup.lowers + makeup.uppers > 0 &&
                      (makeup.symbols > 0 || (makeup.lowers > 0 && makeup.uppers > 0) ||
                       is_word_and_number(makeup) || is_passphrase(value));
  if (!person && !looks_random(makeup)) return false;
  const bool is_public =
      std::any_of(std::begin(kPublicStarts), std::end(kPublicStarts),
                  [value](std::string_view start) { return value.starts_with(start); });
  return !is_public && !is_hex_number(value) && !is_address(value) && !is_fixture(value);
}

} // namespace inkling::context
