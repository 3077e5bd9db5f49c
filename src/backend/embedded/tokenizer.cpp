#include "backend/embedded/tokenizer.hpp"

#include <array>
#include <utility>

namespace inkling::backend {
namespace {

constexpr std::size_t kTabColumns = 4;
constexpr std::size_t kIndentStepMax = 4; ///< columns

enum class ByteClass : std::uint8_t { word, blank, mark };

constexpr auto kClasses = [] {
  std::array<ByteClass, 256> classes{};
  for (std::size_t byte = 0; byte < classes.size(); ++byte) {
    const bool letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
    const bool digit = byte >= '0' && byte <= '9';
    const bool word = letter || digit || byte == '_' || byte == '$' || byte >= 0x80;
    classes[byte] = word                          ? ByteClass::word
                    : byte <= ' ' || byte == 0x7f ? ByteClass::blank
                                                  : ByteClass::mark;
  }
  return classes;
}();

ByteClass class_of(char c) {
  return kClasses[static_cast<unsigned char>(c)];
}

Space space_of(std::string_view blanks) {
  if (blanks.empty()) return Space::none;
  if (blanks.size() == 1) return blanks[0] == '\t' ? Space::tab : Space::one;
  return blanks.find('\t') != blanks.npos ? Space::tab : Space::several;
}

std::size_t columns_of(std::string_view blanks) {
  std::size_t columns = 0;
  for (const char c : blanks) columns += c == '\t' ? kTabColumns - columns % kTabColumns : 1;
  return columns;
}

TokenId line_start_of(std::size_t columns, std::size_t before) {
  if (columns == before) return kLineSame;
  if (columns > before) return kLineDeeper;
  return before - columns <= kIndentStepMax ? kLineShallower : kLineFarOut;
}

} // namespace

bool is_word_byte(char c) {
  return class_of(c) == ByteClass::word;
}
bool is_blank_byte(char c) {
  return class_of(c) == ByteClass::blank;
}

void Tokenizer::add_line(std::string_view line) {
  out_.emplace_back(line_start_at(line, false));
  std::size_t end = line.size();
  if (end > kLineBytesMax) {
    end = kLineBytesMax;
    while (end > 0 && is_word_byte(line[end])) --end; // no half word, and no half code point
  }
  add_words(line.substr(0, end));
}

void Tokenizer::add_open_line(std::string_view line) {
  out_.emplace_back(line_start_at(line, true));
  add_words(line);
}

TokenId Tokenizer::line_start_at(std::string_view line, bool open) {
  std::size_t begin = 0;
  while (begin < line.size() && is_blank_byte(line[begin])) ++begin;
  if (begin == line.size() && !open) {
    if (++blanks_ >= kLineLookBack) indent_ = 0;
    return kLineBlank;
  }
  const std::size_t columns = columns_of(line.substr(0, begin));
  blanks_ = 0;
  return line_start_of(columns, std::exchange(indent_, columns));
}

void Tokenizer::add_words(std::string_view line) {
  std::size_t at = 0;
  while (at < line.size() && is_blank_byte(line[at])) ++at;
  std::size_t blank_begin = at; // indentation belongs to the line start
  while (at < line.size()) {
    const std::size_t begin = at;
    const ByteClass kind = class_of(line[at++]);
    if (kind == ByteClass::blank) continue;
    if (kind == ByteClass::word) {
      while (at < line.size() && is_word_byte(line[at])) ++at;
    }
    const std::string_view word = line.substr(begin, at - begin);
    const TokenId id = word.size() > kWordBytesMax ? kLongWord : vocabulary_.intern(word);
    out_.emplace_back(id, space_of(line.substr(blank_begin, begin - blank_begin)));
    blank_begin = at;
  }
}

} // namespace inkling::backend
