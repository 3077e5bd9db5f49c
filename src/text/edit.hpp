#pragma once
// One change of a text, in bytes and in lines, as applied. What listeners need to follow a text without comparing it.

#include <cstddef>
#include <string>

namespace inkling::text {

/// Bytes [begin, begin + removed_bytes) of the text before became `inserted`.
struct Edit {
  std::size_t begin = 0;          ///< byte offset; the same before and after
  std::size_t removed_bytes = 0;
  std::string inserted;           ///< UTF-8
  std::size_t line = 0;           ///< 0-based line of `begin`, before the change
  std::size_t removed_lines = 0;  ///< line ends of the text before that lie in the removed bytes, counted as the
                                  ///< difference of line numbers: line_of(begin + removed_bytes) - line_of(begin)
  std::size_t inserted_lines = 0; ///< the same in the text after: line_of(begin + inserted.size()) - line_of(begin)
  bool whole = false;             ///< the change replaced the whole text (a didChange without range, or a reopen)
};

} // namespace inkling::text
