#include "backend/http/request_text.hpp"

#include "base/assert.hpp"

#include <algorithm>

namespace inkling::http {
namespace {

/// Room for the lines that every request has.
constexpr std::size_t kFixedBytes = 160;

bool is_token(std::string_view text) {
  const auto is_token_char = [](unsigned char c) {
    return c > ' ' && c < 0x7f &&
           std::string_view("\"(),/:;<=>?@[\\]{}").find(char(c)) == std::string_view::npos;
  };
  return !text.empty() && std::all_of(text.begin(), text.end(), is_token_char);
}

bool is_target(std::string_view text) {
  const auto is_visible = [](unsigned char c) { return c > ' ' && c < 0x7f; };
  return !text.empty() && text.front() == '/' && std::all_of(text.begin(), text.end(), is_visible);
}

bool is_value(std::string_view text) {
  const auto is_legal = [](unsigned char c) { return (c >= ' ' && c != 0x7f) || c == '\t'; };
  return std::all_of(text.begin(), text.end(), is_legal);
}

Result<void> check(const Request& request) {
  INKLING_ASSERT(request.method != "HEAD"); // its responses end where others only begin
  if (!is_token(request.method))
    return make_error(Errc::invalid_params, "the method is not a word");
  if (!is_target(request.target))
    return make_error(Errc::invalid_params, "the target is not an absolute path in plain ASCII");
  for (const auto& [name, value] : request.headers)
    if (!is_token(name) || !is_value(value))
      return make_error(Errc::invalid_params, "a header of the request has a control character");
  return {};
}

void add(std::string& text, std::string_view name, std::string_view value) {
  text.append(name).append(": ").append(value).append("\r\n");
}

} // namespace

Result<std::string> serialize(const Request& request, const Url& url) {
  if (auto checked = check(request); !checked) return checked.error();
  std::size_t size = kFixedBytes + request.target.size() + url.host.size() + request.body.size();
  for (const auto& [name, value] : request.headers) size += name.size() + value.size() + 4;
  std::string text;
  text.reserve(size);
  text.append(request.method).append(" ").append(request.target).append(" HTTP/1.1\r\n");
  add(text, "Host", url.authority());
  add(text, "User-Agent", "inkling/" INKLING_VERSION);
  // What comes compressed is refused: text of a few kilobytes gains nothing, and nothing can
  // unfold.
  add(text, "Accept-Encoding", "identity");
  for (const auto& [name, value] : request.headers) add(text, name, value);
  const bool means_none = request.body.empty() && request.method == "GET"; // RFC 9110 §8.6
  if (!means_none) add(text, "Content-Length", std::to_string(request.body.size()));
  return text.append("\r\n").append(request.body);
}

} // namespace inkling::http
