#include "app/typist.hpp"

#include "shape/placement.hpp"

#include <algorithm>

namespace inkling::app {
namespace {

/// Shorter texts are typed faster than judged.
constexpr std::size_t kTakenBytesMin = 3;

/// Length of the UTF-8 code point at the front.
std::size_t code_point_bytes(std::string_view text) {
  std::size_t length = 1;
  while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0) == 0x80)
    ++length;
  return length;
}

} // namespace

Typist::Key Typist::next(std::string_view shown) {
  const bool seen = !expected_.empty() && shown == expected_;
  Key key;
  if (seen && would_take(shown))
    key = {std::string(shown), true};
  else
    key = {one_key(), false};
  typed_ += key.text.size();
  // What is left of this suggestion after the key, if the key went along with it.
  expected_ =
      shown.starts_with(key.text) ? std::string(shown.substr(key.text.size())) : std::string();
  return key;
}

bool Typist::would_take(std::string_view shown) const {
  const std::string_view rest = std::string_view(target_).substr(typed_);
  if (shown.size() < kTakenBytesMin || !rest.starts_with(shown)) return false;
  const bool inside_word = shown.size() < rest.size() && shape::is_word_byte(rest[shown.size()]) &&
                           shape::is_word_byte(shown.back());
  return !inside_word;
}

std::string Typist::one_key() const {
  const std::string_view rest = std::string_view(target_).substr(typed_);
  std::size_t length = code_point_bytes(rest);
  if (rest.front() != '\r' && rest.front() != '\n') return std::string(rest.substr(0, length));
  if (rest.starts_with("\r\n")) length = 2;
  const std::size_t indented = rest.find_first_not_of(" \t", length);
  return std::string(rest.substr(0, std::min(indented, rest.size())));
}

} // namespace inkling::app
