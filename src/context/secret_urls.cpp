// Passwords in URLs, by the "@" that stands behind them: it is rarer than what stands before.

#include "context/secret_bytes.hpp"
#include "context/secret_finders.hpp"
#include "context/secret_looks.hpp"

#include <algorithm>

namespace inkling::context {
namespace {

/// User and password; what is longer is none.
constexpr std::size_t kUserInfoBytesMax = 1024;

constexpr ByteSet kEndsAuthority =
    byte_set([](char c) { return is_space(c) || is_quote(c) || is_any_of("/?#<>\\", c); });

/// Short passwords have few letters, whatever they are.
bool is_known(std::string_view password) {
  constexpr std::size_t kShort = 8;
  if (password.empty() || password == "pass" || password == "pwd") return true;
  if (password.size() >= kShort) return is_fixture(password);
  return is_any_of("$<{%", password[0]) || password.find_first_not_of("x*.") == password.npos;
}

/// Up to the "@" on which the host follows. None: user_info.begin == at.
void look_at(std::string_view text, Line user_info, std::vector<SecretSpan>& found) {
  const std::size_t begin = user_info.begin;
  const bool is_url = begin > 3 && text.substr(begin - 3, 3) == "://" && is_word(text[begin - 4]);
  const std::size_t user_end = text.substr(0, user_info.end).find(':', begin);
  if (!is_url || user_end == text.npos) return;
  const std::string_view password = text.substr(user_end + 1, user_info.end - user_end - 1);
  if (!is_known(password)) found.push_back({user_end + 1, user_info.end, "url-password"});
}

} // namespace

void find_url_passwords(std::string_view text, std::vector<SecretSpan>& found) {
  Line before; // of the "@" before: what it has looked back over is not looked at again
  for (auto at = text.find('@'); at != text.npos; at = text.find('@', at + 1)) {
    std::size_t begin = at;
    while (begin > before.end && !in(kEndsAuthority, text[begin - 1])) --begin;
    if (begin == before.end) begin = before.begin;
    before = {begin, at};
    if (at - begin <= kUserInfoBytesMax) look_at(text, before, found);
  }
}

} // namespace inkling::context
