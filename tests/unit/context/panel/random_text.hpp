#pragma once
// Characters drawn at random, the same for a seed on every machine: std::uniform_int_distribution
// is not.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace panel {

inline constexpr std::string_view kDigits = "0123456789";
inline constexpr std::string_view kHex = "0123456789abcdef";
inline constexpr std::string_view kLower36 = "abcdefghijklmnopqrstuvwxyz0123456789";
inline constexpr std::string_view kUpper32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
inline constexpr std::string_view kBase62 =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
inline constexpr std::string_view kBase64 =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
inline constexpr std::string_view kUrlSafe =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

class RandomText {
public:
  explicit RandomText(std::uint64_t seed) : state_(seed) {}

  /// SplitMix64.
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    return z ^ (z >> 31);
  }
  std::size_t below(std::size_t bound) { return static_cast<std::size_t>(next() % bound); }
  std::string of(std::string_view letters, std::size_t count) {
    std::string text;
    while (text.size() < count) text += letters[below(letters.size())];
    return text;
  }
  template<class List>
  auto one_of(const List& list) {
    return list[below(std::size(list))];
  }

private:
  std::uint64_t state_;
};

/// `frame` with each "{}" replaced.
inline std::string fill(std::string_view frame, std::string_view value) {
  std::string text;
  for (std::size_t at = 0;;) {
    const auto place = frame.find("{}", at);
    text += frame.substr(at, place - at);
    if (place == frame.npos) return text;
    text += value;
    at = place + 2;
  }
}

} // namespace panel
