#pragma once
// One change of a text, in bytes and in lines, as applied. What listeners need to follow a text
// without comparing it.

#include <cstddef>
#include <string>

namespace inkling::text {

/// Bytes [begin, begin + removed_bytes) of the text before became `inserted`.
///
/// The text after has line_count - removed_lines + inserted_lines lines, with one exception: a \n
/// that comes to stand right behind a \r in front of `begin` makes one line end of the two, so that
/// there is one line fewer and `begin` itself lies on line - 1. (Nothing can be inserted between \r
/// and \n: no position lies there.)
struct Edit {
  /// Byte offset; the same before and after.
  std::size_t begin = 0;
  std::size_t removed_bytes = 0;
  /// UTF-8.
  std::string inserted;
  /// 0-based line of `begin`, before the change.
  std::size_t line = 0;
  /// In the text before: line_of(begin + removed_bytes) - line_of(begin).
  std::size_t removed_lines = 0;
  /// In the text after: line_of(begin + inserted.size()) - line_of(begin).
  std::size_t inserted_lines = 0;
  /// The change replaced the whole text (a didChange without range, or a reopen).
  bool whole = false;

  friend bool operator==(const Edit&, const Edit&) = default;
};

} // namespace inkling::text
