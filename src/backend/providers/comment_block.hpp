#pragma once
// Text of another file as a comment of the language at the cursor, for models that know no other
// way to be shown it:
//
//   # Path: src/b.py
//   # def b():
//
// Pure. Languages whose comments are blocks get one block, in which what would end it is broken up.

#include <string>
#include <string_view>

namespace inkling::backend {

/// Appends the block; its last line ends with a line end. `language`: LSP languageId; an unknown
/// one gets "//".
void append_comment_block(std::string& out, std::string_view language, std::string_view path,
                          std::string_view text);

} // namespace inkling::backend
