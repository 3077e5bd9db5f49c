#include "context/neighbours/chunks.hpp"

#include "context/neighbours/definitions.hpp"

#include <algorithm>
#include <vector>

namespace inkling::context {
namespace {

constexpr std::size_t kLinesUp = 25;
/// Of a signature that is written over several lines.
constexpr std::size_t kSignatureLinesMax = 4;

/// Something begins here: a line at the left margin behind a blank one.
bool is_top(const TextLines& text, std::size_t line) {
  if (line == 0) return true;
  const std::string_view one = text.line(line);
  const char first = one.empty() ? ' ' : one.front();
  const bool margin = first != ' ' && first != '\t' && first != '}' && first != ')' && first != '{';
  return margin && is_blank_line(text.line(line - 1));
}

long balance_of(std::string_view line) {
  const auto count = [&](char c) { return std::count(line.begin(), line.end(), c); };
  return static_cast<long>(count('(') - count(')'));
}

std::size_t end_of_signature(const TextLines& text, std::size_t line) {
  long open = balance_of(text.line(line));
  std::size_t end = line + 1;
  while (open > 0 && end < text.count() && end - line < kSignatureLinesMax)
    open += balance_of(text.line(end++));
  return end;
}

} // namespace

LineRange chunk_around(const TextLines& text, std::size_t line) {
  if (text.count() == 0) return {};
  line = std::min(line, text.count() - 1);
  std::size_t begin = line;
  while (begin > 0 && line - begin < kLinesUp && !is_top(text, begin)) --begin;
  const std::size_t most = std::min(text.count(), begin + kChunkLinesMax);
  std::size_t end = std::min(most, line + 1);
  while (end < most && !is_top(text, end)) ++end;
  while (end > begin + 1 && is_blank_line(text.line(end - 1))) --end;
  return {begin, end};
}

LineRange chunk_of_definition(const TextLines& text, std::size_t line) {
  return {begin_of_definition(text, line), end_of_definition(text, line, kDefinitionLinesMax)};
}

std::string outline_of(Language language, const TextLines& text, const IdentifierSet& wanted) {
  struct Entry {
    LineRange range;
    double relevance;
  };
  std::vector<Entry> entries;
  for_each_definition(language, text, [&](std::size_t line, std::string_view) {
    const LineRange range{line, end_of_signature(text, line)};
    const IdentifierSet names = identifiers_of(text.lines(range.begin, range.end));
    entries.push_back({range, similarity(names, wanted)});
  });
  if (entries.size() > kChunkLinesMax) {
    std::stable_sort(entries.begin(), entries.end(), [](const Entry& left, const Entry& right) {
      return left.relevance > right.relevance;
    });
    entries.resize(kChunkLinesMax);
    std::sort(entries.begin(), entries.end(), [](const Entry& left, const Entry& right) {
      return left.range.begin < right.range.begin;
    });
  }
  std::string outline;
  std::size_t lines = 0;
  for (const Entry& entry : entries) {
    lines += entry.range.end - entry.range.begin;
    if (lines > kChunkLinesMax) break;
    outline += text.lines(entry.range.begin, entry.range.end);
  }
  return outline;
}

} // namespace inkling::context
