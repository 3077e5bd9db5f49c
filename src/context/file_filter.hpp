#pragma once
// Which files are source code that may be indexed, by name and by first bytes. Ignore rules are
// context/git_ignore.hpp's.

#include <string_view>

namespace inkling::context {

/// True for source code and configuration by its name (main.rs, Makefile), false for secrets,
/// locks, minified and generated files. Looks at the last component of the path only, but for
/// secret folders.
bool is_source_path(std::string_view path);

/// Folders that hold what others wrote or tools made, whatever the ignore rules say: .git,
/// node_modules, …
bool is_skipped_folder(std::string_view name);

/// A NUL in the first 8 KiB, or not UTF-8 throughout: what is offered must be text.
bool is_binary(std::string_view content);

} // namespace inkling::context
