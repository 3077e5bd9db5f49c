#include "backend/embedded/query.hpp"

#include "backend/embedded/document_index.hpp"
#include "backend/embedded/tokenizer.hpp"

#include <algorithm>
#include <string_view>

namespace inkling::backend {
namespace {

constexpr std::size_t kPrefixBytesMax = 2048;    ///< of the cursor's line
constexpr std::size_t kAboveBytesMax = 16 << 10; ///< of the lines above it

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_blank_byte(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank_byte(text.back())) text.remove_suffix(1);
  return text;
}

std::string_view last_word(std::string_view line) {
  std::size_t begin = line.size();
  while (begin > 0 && is_word_byte(line[begin - 1])) --begin;
  return line.substr(begin);
}

/// Keeps the newest tokens: at most kContextTokensMax, and none before the kContextLines-th line
/// start from the end.
void take_newest(const std::vector<Token>& tokens, std::vector<TokenId>& context) {
  std::size_t begin = tokens.size();
  std::size_t line_starts = 0;
  while (begin > 0 && tokens.size() - begin < kContextTokensMax && line_starts < kContextLines) {
    if (is_line_start(tokens[--begin].id())) ++line_starts;
  }
  context.clear();
  for (; begin < tokens.size(); ++begin) context.push_back(tokens[begin].id());
}

} // namespace

bool make_query(const text::Rope& text, std::size_t offset, Vocabulary& vocabulary, Query& query) {
  query.line = text.line_of(offset);
  const std::size_t line_begin = text.line_begin(query.line);
  if (offset - line_begin > kPrefixBytesMax) return false;
  const std::size_t first = query.line - std::min(query.line, kContextLines + kLineLookBack);
  std::size_t begin = text.line_begin(first);
  const bool whole = line_begin - begin <= kAboveBytesMax;
  if (!whole) begin = text.floor_boundary(line_begin - kAboveBytesMax);

  const std::string around = text.slice(begin, offset);
  const std::string_view line = std::string_view(around).substr(line_begin - begin);
  query.partial = last_word(line);
  std::vector<Token> tokens;
  tokens.reserve(around.size() / 2 + 2);
  if (whole && first == 0) tokens.emplace_back(kFileStart);
  Tokenizer tokenizer(vocabulary, tokens);
  if (line_begin > begin) {
    const std::size_t above_end = text.line_end(query.line - 1) - begin;
    const std::size_t context_begin = query.line - std::min(query.line, kContextLines - 1);
    std::size_t number = whole ? first : context_begin;
    for_each_line(std::string_view(around).substr(0, above_end), [&](std::string_view above) {
      if (number++ < context_begin)
        tokenizer.pass_line(above);
      else
        tokenizer.add_line(above);
    });
  }
  tokenizer.add_open_line(line.substr(0, line.size() - query.partial.size()));
  take_newest(tokens, query.context);

  query.at_line_start = trimmed(line).empty();
  query.spaced = !query.at_line_start && query.partial.empty() && is_blank_byte(line.back());
  const std::size_t line_end = std::min(text.line_end(query.line), offset + kPrefixBytesMax);
  query.right = trimmed(text.slice(offset, text.floor_boundary(line_end)));
  return query.partial.size() <= kWordBytesMax;
}

} // namespace inkling::backend
