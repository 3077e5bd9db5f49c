#pragma once
// What a text imports, as far as it may be a file of the same workspace: #include "…",
// import … from './x', from a.b import c, use crate::a, Go packages, Java classes.

#include "context/neighbours/language.hpp"
#include "context/neighbours/text_lines.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace inkling::context {

struct Import {
  /// What the file's path without its extension ends with ("a/b"); absolute where it was named
  /// relative to the importing file.
  std::string stem;
  std::string extension = {}; ///< with its dot; empty: any
  bool package = false;       ///< `stem` is a folder, and all files in it are meant (Go)

  friend bool operator==(const Import&, const Import&) = default;
};

/// In the order written, each once, at most 64, of the first 400 lines. `path`: of the text's file,
/// absolute.
std::vector<Import> imports_in(Language language, const TextLines& text, std::string_view path);

} // namespace inkling::context
