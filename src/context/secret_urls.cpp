// Passwords in URLs, by the "@" that stands behind them: it is rarer than what stands before.

#include "context/secret_bytes.hpp"
#include "context/secret_finders.hpp"
#include "context/secret_looks.hpp"

#include <algorithm>

namespace inkling::context {
namespace {

/// User and password; what is longer is none.
constexpr std::size_t kUserInfoBytesMax = 1024;
/// Of a host as much tells what it is.
constexpr std::size_t kHostBytesMax = 64;

constexpr ByteSet kEndsAuthority =
    byte_set([](char c) { return is_space(c) || is_quote(c) || is_any_of("/?#<>\\", c); });

/// Short passwords have few letters, whatever they are.
bool is_known(std::string_view password) {
  constexpr std::size_t kShort = 8;
  if (password.empty() || password == "pass" || password == "pwd") return true;
  if (password.size() >= kShort) return is_fixture(password);
  return is_any_of("$<{%", password[0]) || password.find_first_not_of("x*.") == password.npos;
}

/// me:…@tcp(db:3306)/shop, as Go's drivers want it.
bool is_go_address(std::string_view host) {
  return host.starts_with("tcp(") || host.starts_with("unix(");
}

/// db:5432/shop: with a port, so that it is no e-mail's.
bool is_address_with_port(std::string_view host) {
  std::size_t colon = 0;
  while (colon < host.size() && (is_word(host[colon]) || is_any_of(".-", host[colon]))) ++colon;
  return colon > 0 && colon + 1 < host.size() && host[colon] == ':' && is_digit(host[colon + 1]);
}

/// Without a scheme before: "me:…@tcp(…)", "me:…@db:5432/shop", "me/…@db:1521/shop" of Oracle.
void look_without_scheme(std::string_view text, Line user_info, std::vector<SecretSpan>& found) {
  const std::string_view host = text.substr(user_info.end + 1, kHostBytesMax);
  const bool go = is_go_address(host);
  if (!go && !is_address_with_port(host)) return;
  std::size_t begin = user_info.begin;
  const auto is_in_address = [](char c) { return !is_space(c) && !is_quote(c); };
  for (std::size_t bytes = 0; go && begin > 0 && is_in_address(text[begin - 1]); ++bytes) {
    if (bytes == kHostBytesMax) return;
    --begin; // a driver's password may have "/" and "#"
  }
  const std::size_t colon = text.substr(0, user_info.end).find(':', begin);
  const bool oracle = begin > 1 && text[begin - 1] == '/' && is_word(text[begin - 2]);
  const std::size_t password = colon != text.npos ? colon + 1 : oracle ? begin : user_info.end;
  const std::string_view value = text.substr(password, user_info.end - password);
  if (go ? !value.empty() && !is_known(value) : looks_secret(value, Suspicion::password))
    found.push_back({password, user_info.end, "url-password"});
}

/// Up to the "@" on which the host follows. None: user_info.begin == at.
void look_at(std::string_view text, Line user_info, std::vector<SecretSpan>& found) {
  const std::size_t begin = user_info.begin;
  const bool is_url = begin > 3 && text.substr(begin - 3, 3) == "://" && is_word(text[begin - 4]);
  if (!is_url) return look_without_scheme(text, user_info, found);
  const std::size_t user_end = text.substr(0, user_info.end).find(':', begin);
  if (user_end == text.npos) { // https://token@host
    if (looks_secret(text.substr(begin, user_info.end - begin), Suspicion::token))
      found.push_back({begin, user_info.end, "url-token"});
    return;
  }
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
