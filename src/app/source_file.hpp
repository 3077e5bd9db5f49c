#pragma once
// A source file on disk, as `complete` and `demo` need it: text, language, and the workspace it
// belongs to.

#include "base/result.hpp"

#include <string>
#include <string_view>

namespace inkling::app {

struct SourceFile {
  std::string path; ///< absolute
  std::string uri;
  std::string text;
  std::string language; ///< LSP languageId by the file's extension, else "plaintext"
  std::string folder;   ///< nearest parent with a .git, else the file's own folder
};

/// Error unavailable: it cannot be read; limit_exceeded: over `bytes_max`; invalid_params: not
/// UTF-8 text.
Result<SourceFile> read_source_file(std::string_view path, std::size_t bytes_max);

std::string language_of(std::string_view path);

} // namespace inkling::app
