#pragma once
// Source text to tokens, line by line and for any language: words, single punctuation characters,
// and line starts.
//
// Knows nothing of strings and comments: the words in them are words. So a line's tokens depend
// only on the line and on the indentation of the last non-blank line among the kLineLookBack before
// it, and any run of lines can be tokenised alone and again: feed kLineLookBack lines before it
// first and drop what they gave, or only pass them.
//
//   Tokenizer tokenizer(vocabulary, tokens);      // appends to tokens
//   for (auto line : lines) tokenizer.add_line(line);
//
// Not thread-safe; one per run.

#include "backend/embedded/token.hpp"
#include "backend/embedded/vocabulary.hpp"

#include <cstddef>
#include <functional>
#include <string_view>
#include <vector>

namespace inkling::backend {

/// Blank lines after which indentation is forgotten.
inline constexpr std::size_t kLineLookBack = 8;
/// The rest of a longer line (bytes) is passed over: it is data, not code.
inline constexpr std::size_t kLineBytesMax = 512;
/// A longer word (bytes) becomes kLongWord.
inline constexpr std::size_t kWordBytesMax = 96;

/// Letters, digits, _ , $ and everything that is not ASCII.
bool is_word_byte(char c);
/// Spaces, tabs and other control characters.
bool is_blank_byte(char c);

class Tokenizer {
public:
  Tokenizer(Vocabulary& vocabulary, std::vector<Token>& out) : vocabulary_(vocabulary), out_(out) {}

  /// A whole line without its line end: its line start and its tokens.
  void add_line(std::string_view line);
  /// A whole line that is only looked at for its indentation: gives no tokens.
  void pass_line(std::string_view line) { (void)line_start_at(line, false); }
  /// The line being typed, up to the cursor: all blank, it is still indented and not a blank line.
  void add_open_line(std::string_view line);

private:
  TokenId line_start_at(std::string_view line, bool open);
  void add_words(std::string_view line);

  Vocabulary& vocabulary_;
  std::vector<Token>& out_;
  std::size_t indent_ = 0; ///< columns of the last non-blank line
  std::size_t blanks_ = 0; ///< blank lines since
};

/// Splits at \n, \r\n and \r, and calls visit(line) for each piece; what follows the last line end
/// is a line, too.
template<class Visit>
void for_each_line(std::string_view text, Visit&& visit) {
  while (true) {
    std::size_t end = 0; // find_first_of() is several times slower
    while (end < text.size() && text[end] != '\n' && text[end] != '\r') ++end;
    visit(text.substr(0, end));
    if (end == text.size()) return;
    const bool pair = text[end] == '\r' && end + 1 < text.size() && text[end + 1] == '\n';
    text.remove_prefix(end + (pair ? 2 : 1));
  }
}

} // namespace inkling::backend
