#include "wire/frame_header.hpp"

#include <algorithm>
#include <charconv>
#include <limits>

namespace inkling::wire {
namespace {

constexpr std::uint64_t kContentLengthMax = std::numeric_limits<std::int64_t>::max();

Error lost(const char* why) {
  return make_error(Errc::parse_error, why);
}

char to_lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Compares ASCII text without regard to case; `lower` is in lower case.
bool matches(std::string_view text, std::string_view lower) {
  return std::equal(text.begin(), text.end(), lower.begin(), lower.end(),
                    [](char a, char b) { return to_lower(a) == b; });
}

std::string_view trim(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// tchar of RFC 7230 §3.2.6.
bool is_token_char(char c) {
  if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) return true;
  return c != '\0' && std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

bool is_token(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), is_token_char);
}

/// Cuts `rest` before its next semicolon outside quotes, and returns what was before it.
std::string_view take_parameter(std::string_view& rest) {
  bool quoted = false;
  std::size_t end = 0;
  for (; end < rest.size() && (quoted || rest[end] != ';'); ++end)
    if (rest[end] == '"') quoted = !quoted;
  const auto parameter = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return trim(parameter);
}

std::string_view unquote(std::string_view value) {
  if (value.size() < 2 || value.front() != '"' || value.back() != '"') return value;
  return value.substr(1, value.size() - 2);
}

/// "application/vscode-jsonrpc; charset=utf-8". Old clients say utf8, and LSP asks to take it.
bool names_other_charset(std::string_view content_type) {
  take_parameter(content_type); // the media type itself
  while (!content_type.empty()) {
    const auto parameter = take_parameter(content_type);
    const auto equals = parameter.find('=');
    if (equals == parameter.npos || !matches(trim(parameter.substr(0, equals)), "charset"))
      continue;
    const auto charset = unquote(trim(parameter.substr(equals + 1)));
    if (!matches(charset, "utf-8") && !matches(charset, "utf8")) return true;
  }
  return false;
}

} // namespace

std::optional<Error> FrameHeader::add_line(std::string_view line) {
  const auto colon = line.find(':');
  if (colon == line.npos) return lost("header line without a colon");
  // RFC 7230 lets nothing stand before the colon because proxies disagreed about it; there are none
  // here.
  const auto name = trim(line.substr(0, colon));
  if (!is_token(name)) return lost("header name is not a token");
  const auto value = trim(line.substr(colon + 1));
  if (matches(name, "content-length")) return set_content_length(value);
  if (matches(name, "content-type") && names_other_charset(value)) charset_is_utf8_ = false;
  return std::nullopt;
}

std::optional<Error> FrameHeader::set_content_length(std::string_view value) {
  std::uint64_t length = 0;
  const char* const end = value.data() + value.size();
  const auto parsed = std::from_chars(value.data(), end, length);
  if (parsed.ec == std::errc::invalid_argument || parsed.ptr != end)
    return lost("Content-Length is not a decimal number");
  if (parsed.ec == std::errc::result_out_of_range || length > kContentLengthMax)
    return lost("Content-Length is too large to count");
  if (content_length_ && *content_length_ != length)
    return lost("Content-Length is given twice with different values");
  content_length_ = length;
  return std::nullopt;
}

} // namespace inkling::wire
