#pragma once
// The names in a piece of code, as a set: how much two pieces are about the same things.

#include <cstdint>
#include <string_view>
#include <vector>

namespace inkling::context {

/// Hashes of names, sorted, each once.
using IdentifierSet = std::vector<std::uint32_t>;

/// Words that are neither keywords of the usual languages nor shorter than three letters.
bool is_telling(std::string_view word);

/// Calls visit(word) for each run of letters, digits and underscores that begins with no digit.
template<class Visit>
void for_each_word(std::string_view text, Visit&& visit) {
  const auto is_word = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (c >= '0' && c <= '9') ||
           static_cast<unsigned char>(c) >= 0x80;
  };
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!is_word(text[at])) continue;
    const std::size_t begin = at;
    while (at < text.size() && is_word(text[at])) ++at;
    if (text[begin] < '0' || text[begin] > '9') visit(text.substr(begin, at - begin));
  }
}

IdentifierSet identifiers_of(std::string_view text);

/// What both have, over what either has: 0 to 1.
double similarity(const IdentifierSet& left, const IdentifierSet& right);

} // namespace inkling::context
