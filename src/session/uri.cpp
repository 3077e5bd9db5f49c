#include "session/uri.hpp"

#include <algorithm>
#include <charconv>
#include <filesystem>

namespace inkling::session {
namespace {

bool is_unreserved(char c) {
  const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  const bool digit = c >= '0' && c <= '9';
  return letter || digit || std::string_view("-._~/").find(c) != std::string_view::npos;
}

char to_lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Takes ASCII text off the front, without regard to case; `lower` is in lower case.
bool skip(std::string_view& uri, std::string_view lower) {
  const auto head = uri.substr(0, lower.size());
  if (!std::equal(head.begin(), head.end(), lower.begin(), lower.end(),
                  [](char a, char b) { return to_lower(a) == b; }))
    return false;
  uri.remove_prefix(lower.size());
  return true;
}

} // namespace

std::string decode_percent(std::string_view uri) {
  std::string out;
  out.reserve(uri.size());
  for (std::size_t at = 0; at < uri.size(); ++at) {
    unsigned value = 0;
    if (uri[at] == '%' && at + 2 < uri.size()) {
      const char* digits = uri.data() + at + 1;
      const auto [end, error] = std::from_chars(digits, digits + 2, value, 16);
      if (error == std::errc{} && end == digits + 2) {
        out += static_cast<char>(value);
        at += 2;
        continue;
      }
    }
    out += uri[at];
  }
  return out;
}

std::string path_of_uri(std::string_view uri) {
  if (!skip(uri, "file:")) return {};
  // Without a host at all (RFC 8089 §2): what Java writes.
  if (skip(uri, "//") && !uri.starts_with('/')) skip(uri, "localhost");
  if (!uri.starts_with('/')) return {};
  uri = uri.substr(0, uri.find_first_of("?#"));
  std::string path = decode_percent(uri);
  // A NUL can be in no path; what follows it would be lost in every system call.
  if (path.find('\0') != path.npos) return {};
  path = std::filesystem::path(path).lexically_normal().string();
  if (path.size() > 1 && path.ends_with('/')) path.pop_back();
  return path;
}

std::string uri_of_path(std::string_view path) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string uri = "file://";
  for (const char c : path) {
    if (is_unreserved(c)) {
      uri += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    uri += '%';
    uri += kHex[byte >> 4];
    uri += kHex[byte & 15];
  }
  return uri;
}

} // namespace inkling::session
