#pragma once
// The .inkling.toml of a workspace folder: whoever wrote the code may have written it, so it may
// only narrow.

#include "config/narrow.hpp"
#include "config/node.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace inkling::config {

inline constexpr std::string_view kWorkspaceFile = ".inkling.toml";
/// A larger one is not read, and counts as one with mistakes.
inline constexpr std::size_t kWorkspaceFileBytesMax = 64 << 10;

struct WorkspaceFile {
  std::string folder;
  std::optional<Node> root; ///< none: there is none, or it cannot be read
  Diagnostics diagnostics;  ///< of reading
};

/// A symbolic link is not followed, so nothing from elsewhere is read.
WorkspaceFile read_workspace_file(const std::string& folder);

void narrow(const WorkspaceFile& file, Narrowed& into);

} // namespace inkling::config
