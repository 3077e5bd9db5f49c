#include "context/neighbours/identifiers.hpp"

#include <algorithm>
#include <array>

namespace inkling::context {
namespace {

/// Sorted, for binary search.
constexpr std::array<std::string_view, 64> kKeywords = {
    "and",      "async", "auto",      "await",     "bool",    "break",   "case",      "catch",
    "char",     "class", "const",     "continue",  "def",     "default", "double",    "elif",
    "else",     "end",   "enum",      "export",    "false",   "final",   "float",     "for",
    "from",     "func",  "function",  "import",    "include", "int",     "interface", "let",
    "local",    "long",  "namespace", "new",       "nil",     "none",    "not",       "null",
    "override", "pass",  "private",   "protected", "public",  "return",  "self",      "size_t",
    "static",   "std",   "string",    "struct",    "super",   "switch",  "then",      "this",
    "throw",    "true",  "type",      "use",       "using",   "var",     "void",      "while",
};

static_assert(std::is_sorted(kKeywords.begin(), kKeywords.end()));

std::uint32_t hash_of(std::string_view word) { // FNV-1a
  std::uint32_t hash = 2166136261U;
  for (const char c : word) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  return hash;
}

} // namespace

bool is_telling(std::string_view word) {
  return word.size() > 2 && !std::binary_search(kKeywords.begin(), kKeywords.end(), word);
}

IdentifierSet identifiers_of(std::string_view text) {
  IdentifierSet set;
  for_each_word(text, [&](std::string_view word) {
    if (is_telling(word)) set.push_back(hash_of(word));
  });
  std::sort(set.begin(), set.end());
  set.erase(std::unique(set.begin(), set.end()), set.end());
  return set;
}

double similarity(const IdentifierSet& left, const IdentifierSet& right) {
  std::size_t both = 0;
  auto at = left.begin();
  auto other = right.begin();
  while (at != left.end() && other != right.end()) {
    if (*at == *other) ++both;
    const bool first = *at <= *other;
    const bool second = *other <= *at;
    if (first) ++at;
    if (second) ++other;
  }
  const std::size_t either = left.size() + right.size() - both;
  return either == 0 ? 0 : static_cast<double>(both) / static_cast<double>(either);
}

} // namespace inkling::context
