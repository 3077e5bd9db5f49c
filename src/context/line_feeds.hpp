#pragma once
// Line ends and marks as they leave the process, whatever a document or a file has.

#include <string>
#include <string_view>

namespace inkling::context {

inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// "\r\n" and "\r" become "\n".
inline void use_line_feeds(std::string& text) {
  if (text.find('\r') == text.npos) return;
  std::size_t to = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n') continue;
    text[to++] = text[at] == '\r' ? '\n' : text[at];
  }
  text.resize(to);
}

} // namespace inkling::context
