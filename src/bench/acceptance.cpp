#include "bench/acceptance.hpp"

#include <algorithm>
#include <cctype>

namespace inkling::harness {
namespace {

bool is_word_byte(char byte) {
  return std::isalnum(static_cast<unsigned char>(byte)) != 0 || byte == '_' || (byte & 0x80) != 0;
}

/// Blanks, then letters and digits, or what is neither, up to the next blank.
std::size_t first_word_bytes(std::string_view text) {
  const std::size_t begin = std::min(text.find_first_not_of(" \t\n"), text.size());
  if (begin == text.size()) return begin;
  const bool letters = is_word_byte(text[begin]);
  std::size_t end = begin;
  while (end < text.size() && is_word_byte(text[end]) == letters &&
         std::string_view(" \t\n").find(text[end]) == std::string_view::npos)
    ++end;
  return end;
}

} // namespace

std::optional<Acceptance> take_offer(const std::vector<Keystroke>& keys, std::string_view known,
                                     std::size_t key, std::string_view answer, AcceptBy by) {
  const Keystroke& now = keys.at(key);
  const std::size_t bytes = by == AcceptBy::whole ? answer.size() : first_word_bytes(answer);
  if (!now.place || bytes == 0) return std::nullopt;
  const std::size_t place = *now.place + bytes;
  for (std::size_t last = key + 1; last < keys.size() && !keys[last].moved; ++last) {
    if (keys[last].place != place) continue;
    Keystroke taken = keys[last];
    taken.range = {now.cursor, now.cursor};
    taken.text = known.substr(*now.place, bytes);
    taken.back = false;
    return Acceptance{last, std::move(taken)};
  }
  return std::nullopt;
}

} // namespace inkling::harness
