#include "backend/http/http.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <charconv>
#include <netinet/in.h>
#include <sys/un.h>
#include <utility>

namespace inkling::http {
namespace {

constexpr std::size_t kUrlBytesMax = 2048;
constexpr std::size_t kHostBytesMax = 253; ///< RFC 1035 §2.3.4, without the last dot

Error expected(std::string what) {
  return make_error(Errc::invalid_params, "a backend's URL " + std::move(what));
}

char to_lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string to_lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = to_lower(c);
  return lower;
}

bool take_prefix(std::string_view& text, std::string_view lower_prefix) {
  if (to_lower(text.substr(0, lower_prefix.size())) != lower_prefix) return false;
  text.remove_prefix(lower_prefix.size());
  return true;
}

template<class Address>
std::optional<Address> to_address(int family, const std::string& text) {
  Address address{};
  if (::inet_pton(family, text.c_str(), &address) != 1) return std::nullopt;
  return address;
}

bool is_loopback(const in6_addr& address) {
  if (IN6_IS_ADDR_LOOPBACK(&address)) return true;
  return IN6_IS_ADDR_V4MAPPED(&address) && address.s6_addr[12] == 127;
}

bool is_name_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
}

/// `text` is what stands between "//" and the path.
Result<void> parse_authority(std::string_view text, Url& url) {
  if (text.find('@') != text.npos)
    return expected("must not hold a user name or password; keys have their own setting");
  std::string_view host = text.substr(0, text.find(':'));
  std::string_view after = text.substr(host.size());
  const bool bracketed = !text.empty() && text.front() == '[';
  if (bracketed) {
    const auto end = text.find(']');
    if (end == text.npos) return expected("lacks the ']' of its IPv6 address");
    host = text.substr(1, end - 1);
    after = text.substr(end + 1);
  }
  url.host = to_lower(host);
  const bool fits = bracketed ? to_address<in6_addr>(AF_INET6, url.host).has_value()
                              : !host.empty() && host.size() <= kHostBytesMax &&
                                    std::all_of(url.host.begin(), url.host.end(),
                                                [](char c) { return is_name_char(c); });
  if (!fits) return expected("must name a host: letters, digits, '.', '-' and '_', or [IPv6]");
  if (after.empty()) return {};
  const auto* const end = after.data() + after.size();
  const auto [stop, failed] = std::from_chars(after.data() + 1, end, url.port);
  if (after.front() != ':' || failed != std::errc{} || stop != end || url.port == 0)
    return expected("must have a port from 1 to 65535 behind ':', or none");
  return {};
}

/// Takes slashes off the end, so that a target can follow.
Result<void> parse_path(std::string_view text, Url& url) {
  if (text.find_first_of("?#") != text.npos)
    return expected("must not hold a query ('?') or a fragment ('#')");
  url.path = text.substr(0, text.find_last_not_of('/') + 1);
  return {};
}

Result<Url> parse_unix(std::string_view text) {
  Url url{.scheme = Url::Scheme::unix_socket, .host = "localhost"};
  if (text.substr(0, 3) == "///") text.remove_prefix(2);
  const auto path_start = std::min(text.find(":/"), text.size());
  url.socket_path = text.substr(0, path_start);
  // "unix://run/x.sock" names a host, by the rules of RFC 3986.
  if (text.empty() || text.front() != '/' || text.substr(0, 2) == "//")
    return expected("must name its socket by an absolute path: unix:/path/of.sock");
  if (url.socket_path.size() >= sizeof sockaddr_un::sun_path)
    return expected("names a socket path that is too long (at most " +
                    std::to_string(sizeof sockaddr_un::sun_path - 1) + " bytes)");
  const auto path = text.substr(std::min(path_start + 1, text.size()));
  if (auto parsed = parse_path(path, url); !parsed) return parsed.error();
  return url;
}

} // namespace

bool Url::is_local() const {
  if (scheme == Scheme::unix_socket || host == "localhost") return true;
  if (const auto v4 = to_address<in_addr>(AF_INET, host)) return ntohl(v4->s_addr) >> 24 == 127;
  const auto v6 = to_address<in6_addr>(AF_INET6, host);
  return v6 && is_loopback(*v6);
}

std::string Url::authority() const {
  const bool is_v6 = host.find(':') != host.npos;
  std::string text = is_v6 ? "[" + host + "]" : host;
  const bool usual = port == (scheme == Scheme::https ? 443 : 80);
  if (scheme != Scheme::unix_socket && !usual) text += ":" + std::to_string(port);
  return text;
}

Result<Url> parse_url(std::string_view text) {
  if (text.size() > kUrlBytesMax)
    return expected("has at most " + std::to_string(kUrlBytesMax) + " bytes");
  const auto is_plain = [](unsigned char c) { return c > ' ' && c < 0x7f; };
  if (!std::all_of(text.begin(), text.end(), is_plain))
    return expected("must be plain ASCII without spaces (write an international name as xn--…)");
  if (take_prefix(text, "unix:")) return parse_unix(text);
  Url url;
  if (take_prefix(text, "https://"))
    url = {.scheme = Url::Scheme::https, .port = 443};
  else if (!take_prefix(text, "http://"))
    return expected("must begin with http://, https:// or unix:/");
  const auto path_start = std::min(text.find_first_of("/?#"), text.size());
  if (auto parsed = parse_authority(text.substr(0, path_start), url); !parsed)
    return parsed.error();
  if (auto parsed = parse_path(text.substr(path_start), url); !parsed) return parsed.error();
  return url;
}

} // namespace inkling::http
