#pragma once
// A text as lines: what the recognisers of this folder read. Line ends are "\n" in it, whatever the
// file had, so a line here is the line of the same number in an editor.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace inkling::context {

class TextLines {
public:
  TextLines() = default;
  explicit TextLines(std::string text);

  const std::string& text() const { return text_; }
  std::size_t count() const { return begins_.size(); }
  /// Without its line end. Requires line < count().
  std::string_view line(std::size_t line) const;
  /// Lines [begin, end), each with its line end; clamped.
  std::string_view lines(std::size_t begin, std::size_t end) const;
  /// Offset of a line's first byte; the text's size for line >= count().
  std::size_t begin_of(std::size_t line) const;

private:
  std::string text_;
  std::vector<std::size_t> begins_;
};

/// Columns of blanks at the begin, a tab being four; nothing of a blank line.
std::size_t indent_of(std::string_view line);
bool is_blank_line(std::string_view line);
std::string_view trimmed(std::string_view line);

} // namespace inkling::context
