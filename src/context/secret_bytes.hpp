#pragma once
// Classes of bytes, for the finders of secrets.hpp: ASCII only, and nothing of the locale's.

#include <array>
#include <cstddef>
#include <string_view>

namespace inkling::context {

constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
constexpr bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}
constexpr bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
constexpr bool is_letter(char c) {
  return is_lower(c) || is_upper(c);
}
constexpr bool is_word(char c) {
  return is_letter(c) || is_digit(c) || c == '_';
}
constexpr bool is_blank(char c) {
  return c == ' ' || c == '\t';
}
constexpr bool is_space(char c) {
  return is_blank(c) || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}
constexpr bool is_quote(char c) {
  return c == '"' || c == '\'' || c == '`';
}
constexpr char to_lower(char c) {
  return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c;
}

/// A class of bytes as a table.
using ByteSet = std::array<bool, 256>;

template<class Test>
constexpr ByteSet byte_set(Test test) {
  ByteSet set{};
  for (int byte = 0; byte < 256; ++byte)
    set[static_cast<std::size_t>(byte)] = test(static_cast<char>(byte));
  return set;
}

constexpr bool in(const ByteSet& set, char c) {
  return set[static_cast<unsigned char>(c)];
}

constexpr bool is_any_of(std::string_view set, char c) {
  return set.find(c) != set.npos;
}

inline std::string_view without_blanks_at_end(std::string_view text) {
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

} // namespace inkling::context
