#include "context/secret_shell.hpp"

#include "context/secret_bytes.hpp"
#include "context/secret_names.hpp"

#include <algorithm>
#include <iterator>

namespace inkling::context {
namespace {

/// What reads a secret from its standard input.
constexpr std::string_view kReaders[] = {"password-stdin", "with-token", "chpasswd", "sudo -S"};
/// What puts name=value into a store of secrets.
constexpr std::string_view kStores[] = {"vault kv put ", "vault kv patch ", "vault write ",
                                        "--from-literal="};

constexpr ByteSet kEndsWord =
    byte_set([](char c) { return is_space(c) || is_quote(c) || is_any_of(";|&<>()", c); });

template<std::size_t Size>
bool contains_any(std::string_view text, const std::string_view (&list)[Size]) {
  return std::any_of(std::begin(list), std::end(list),
                     [text](std::string_view part) { return text.find(part) != text.npos; });
}

std::size_t behind_blanks(std::string_view line, std::size_t at) {
  while (at < line.size() && is_blank(line[at])) ++at;
  return at;
}

Line word_at(std::string_view line, std::size_t at) {
  const std::size_t begin = behind_blanks(line, at);
  std::size_t end = begin;
  while (end < line.size() && !in(kEndsWord, line[end])) ++end;
  return {begin, end};
}

std::string_view last_word(std::string_view text) {
  std::size_t begin = text.size();
  while (begin > 0 && !is_blank(text[begin - 1]) && !is_any_of("(|;&`", text[begin - 1])) --begin;
  return text.substr(begin);
}

/// What stands before `echo -n` and `printf '%s\n'`, where that is what `left` ends with.
std::optional<std::string_view> before_echo(std::string_view left) {
  constexpr int kWordsMax = 4;
  for (int words = 0; words < kWordsMax; ++words) {
    left = without_blanks_at_end(left);
    const std::string_view word = last_word(left);
    left.remove_suffix(word.size());
    if (word == "echo" || word == "printf") return left;
    const bool format = word.find('%') != word.npos && word.size() <= 8;
    if (!word.starts_with('-') && !format) break;
  }
  return std::nullopt;
}

/// From before "|" backwards: the argument of an echo, without quotes.
Line piped_into(std::string_view line, std::size_t at) {
  const auto pipe = line.substr(0, at).rfind('|');
  if (pipe == line.npos) return {};
  const std::string_view left = without_blanks_at_end(line.substr(0, pipe));
  const std::string_view word = last_word(left);
  const bool bare = std::none_of(word.begin(), word.end(), is_quote);
  if (!bare || !before_echo(left.substr(0, left.size() - word.size()))) return {};
  return {left.size() - word.size(), left.size()};
}

/// htpasswd -b file me …, htpasswd -nb me …
Line of_htpasswd(std::string_view line, std::size_t at) {
  Line word = word_at(line, at);
  const std::string_view flags = line.substr(at, word.end - at);
  if (flags.find('b') == flags.npos) return {};
  int before = flags.find('n') == flags.npos ? 2 : 1;
  for (word = word_at(line, word.end); word.end > word.begin; word = word_at(line, word.end))
    if (line[word.begin] != '-' && before-- == 0) return word;
  const bool quoted = word.begin < line.size() && is_quote(line[word.begin]);
  return before == 0 && quoted ? word_at(line, word.begin + 1) : Line{};
}

} // namespace

Suspicion suspicion_of_echoed(std::string_view left, std::string_view rest) {
  const auto before = before_echo(left);
  if (!before) return Suspicion::none;
  if (contains_any(rest, kReaders)) return Suspicion::password;
  std::string_view name = *before;
  const bool substituted = name.ends_with("$(") || name.ends_with('`');
  while (!name.empty() && is_any_of("$(`\"", name.back())) name.remove_suffix(1);
  if (!substituted || !name.ends_with('=')) return Suspicion::none;
  return suspicion_of_bare(name.substr(0, name.size() - 1), {});
}

Line echoed_at(std::string_view line, std::size_t at) {
  if (at < line.size() && line[at] == '"') ++at;
  if (line.substr(at).starts_with("$("))
    at += 2;
  else if (line.substr(at).starts_with('`'))
    ++at;
  else
    return {};
  Line word = word_at(line, at);
  while (word.end > word.begin && !before_echo(line.substr(at, word.begin - at)))
    word = word_at(line, word.end);
  const auto bytes = line.substr(word.begin, word.end - word.begin);
  return bytes.starts_with('-') ? word_at(line, word.end) : word;
}

Line told_by_flag(std::string_view line, std::size_t at) {
  const std::string_view flag = line.substr(at);
  const std::string_view before = line.substr(0, at);
  const bool reads = flag.starts_with("--password-stdin") || flag.starts_with("--with-token") ||
                     (flag.starts_with("-S") && before.ends_with("sudo "));
  if (reads) return piped_into(line, at);
  const bool short_flag = flag.size() > 2 && is_any_of("bncBmC", flag[1]);
  return short_flag && before.ends_with("htpasswd ") ? of_htpasswd(line, at) : Line{};
}

Line behind_net_user(std::string_view line, std::size_t colon) {
  const std::string_view before = line.substr(0, colon);
  if (!before.ends_with("/user") || before.find("net use ") == before.npos) return {};
  const Line last = word_at(line, word_at(line, colon + 1).end);
  if (last.end > last.begin && line[last.begin] != '/') return last;
  const std::string_view left = without_blanks_at_end(before.substr(0, before.size() - 5));
  return {left.size() - last_word(left).size(), left.size()};
}

bool is_put_into_store(std::string_view left) {
  return !left.empty() && is_word(left.back()) && contains_any(left, kStores);
}

} // namespace inkling::context
