#pragma once
// Paths and the folders they lie in, by their names alone.

#include <optional>
#include <string>

namespace inkling::context {

/// The way from a folder down to a path; none where it is not below it. Both absolute, without "."
/// and "..".
inline std::optional<std::string> below(const std::string& folder, const std::string& path) {
  const std::size_t head = folder.ends_with('/') ? folder.size() : folder.size() + 1;
  if (path.size() <= head || !path.starts_with(folder) || path[head - 1] != '/')
    return std::nullopt;
  return path.substr(head);
}

} // namespace inkling::context
