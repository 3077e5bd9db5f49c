#include "config/workspace_file.hpp"

#include "config/toml_reader.hpp"

#include <algorithm>

namespace inkling::config {

WorkspaceFile read_workspace_file(const std::string& folder) {
  WorkspaceFile file{.folder = folder, .root = {}, .diagnostics = {}};
  const Origin origin{.layer = Layer::workspace_file,
                      .name = folder + '/' + std::string(kWorkspaceFile)};
  const auto text = read_file(origin.name, kWorkspaceFileBytesMax, /*follow_links=*/false);
  if (!text)
    file.diagnostics.push_back({Diagnostic::Kind::mistake, origin, {}, text.error().message});
  else if (*text)
    file.root = read_toml(**text, origin, file.diagnostics);
  return file;
}

void narrow(const WorkspaceFile& file, Narrowed& into) {
  into.diagnostics.insert(into.diagnostics.end(), file.diagnostics.begin(), file.diagnostics.end());
  into.sealed = into.sealed || std::any_of(file.diagnostics.begin(), file.diagnostics.end(), seals);
  if (file.root) narrow(*file.root, into);
}

} // namespace inkling::config
