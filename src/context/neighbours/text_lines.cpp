#include "context/neighbours/text_lines.hpp"

#include "context/line_feeds.hpp"

#include <algorithm>
#include <utility>

namespace inkling::context {

TextLines::TextLines(std::string text) : text_(std::move(text)) {
  if (text_.starts_with(kByteOrderMark)) text_.erase(0, kByteOrderMark.size());
  use_line_feeds(text_);
  if (!text_.empty() && text_.back() != '\n') text_ += '\n';
  for (std::size_t at = 0; at < text_.size(); at = text_.find('\n', at) + 1) begins_.push_back(at);
}

std::size_t TextLines::begin_of(std::size_t line) const {
  return line < begins_.size() ? begins_[line] : text_.size();
}

std::string_view TextLines::line(std::size_t line) const {
  const std::size_t begin = begin_of(line);
  return std::string_view(text_).substr(begin, begin_of(line + 1) - begin - 1);
}

std::string_view TextLines::lines(std::size_t begin, std::size_t end) const {
  const std::size_t from = begin_of(begin);
  return std::string_view(text_).substr(from, std::max(from, begin_of(end)) - from);
}

std::size_t indent_of(std::string_view line) {
  std::size_t columns = 0;
  for (const char c : line) {
    if (c == ' ')
      ++columns;
    else if (c == '\t')
      columns += 4;
    else
      return columns;
  }
  return 0;
}

bool is_blank_line(std::string_view line) {
  return line.find_first_not_of(" \t") == line.npos;
}

std::string_view trimmed(std::string_view line) {
  const auto begin = line.find_first_not_of(" \t");
  if (begin == line.npos) return {};
  return line.substr(begin, line.find_last_not_of(" \t") - begin + 1);
}

} // namespace inkling::context
