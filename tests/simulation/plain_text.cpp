#include "plain_text.hpp"

#include <algorithm>
#include <cctype>

namespace inkling::simulation {
namespace {

bool splits_line_end(std::string_view text, std::size_t offset) {
  return offset > 0 && offset < text.size() && text[offset - 1] == '\r' && text[offset] == '\n';
}

bool is_place(std::string_view text, std::size_t offset) {
  return is_boundary(text, offset) && !splits_line_end(text, offset);
}

} // namespace

std::size_t cursor_place(std::string_view text, std::size_t offset) {
  offset = std::min(offset, text.size());
  while (!is_place(text, offset)) --offset;
  return offset;
}

std::size_t place_before(std::string_view text, std::size_t offset) {
  return offset == 0 ? 0 : cursor_place(text, offset - 1);
}

std::size_t place_after(std::string_view text, std::size_t offset) {
  if (offset >= text.size()) return text.size();
  ++offset;
  while (!is_place(text, offset)) ++offset;
  return offset;
}

std::size_t line_begin(std::string_view text, std::size_t offset) {
  const std::size_t found = text.substr(0, offset).find_last_of("\r\n");
  return found == text.npos ? 0 : found + 1;
}

std::size_t line_end(std::string_view text, std::size_t offset) {
  return std::min(text.find_first_of("\r\n", offset), text.size());
}

bool is_utf8(std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    const auto lead = static_cast<unsigned char>(bytes[at]);
    std::size_t length = 0;
    if (lead < 0x80)
      length = 1;
    else if (lead >= 0xC2 && lead < 0xE0)
      length = 2;
    else if (lead >= 0xE0 && lead < 0xF0)
      length = 3;
    else if (lead >= 0xF0 && lead < 0xF5)
      length = 4;
    if (length == 0 || at + length > bytes.size()) return false;
    for (std::size_t tail = 1; tail < length; ++tail)
      if ((static_cast<unsigned char>(bytes[at + tail]) & 0xC0) != 0x80) return false;
    at += length;
  }
  return true;
}

bool is_subsequence(std::string_view part, std::string_view whole) {
  std::size_t matched = 0;
  for (const char c : whole)
    if (matched < part.size() && part[matched] == c) ++matched;
  return matched == part.size();
}

bool is_word_byte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || c == '_' || std::isalnum(byte) != 0;
}

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == text.npos;
}

void apply(std::string& text, const Splice& splice) {
  text.replace(splice.begin, splice.removed, splice.inserted);
}

Splice inverse(std::string_view before, const Splice& splice) {
  return {splice.begin, splice.inserted.size(),
          std::string(before.substr(splice.begin, splice.removed))};
}

std::size_t moved(std::size_t offset, const Splice& splice) {
  const std::size_t removed_end = splice.begin + splice.removed;
  if (offset < splice.begin) return offset;
  if (offset <= removed_end) return splice.begin + splice.inserted.size();
  return offset - splice.removed + splice.inserted.size();
}

std::string line_ending_of(const std::string& text) {
  const std::size_t at = text.find_first_of("\r\n");
  if (at == std::string::npos || text[at] == '\n') return "\n";
  return text.compare(at, 2, "\r\n") == 0 ? "\r\n" : "\r";
}

std::string plain(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n') continue;
    out += text[at] == '\r' ? '\n' : text[at];
  }
  return out;
}

} // namespace inkling::simulation
