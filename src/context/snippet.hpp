#pragma once
// A piece of text from elsewhere that helps with the place at the cursor: of a neighbouring file,
// or of another place in the same one.

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace inkling::context {

struct Snippet {
  std::string path;       ///< as a Prompt's: within its workspace folder
  std::string text;       ///< whole lines, UTF-8, "\n" line ends, secrets masked
  std::size_t tokens = 0; ///< what it probably costs a prompt, its path included

  friend bool operator==(const Snippet&, const Snippet&) = default;
};

/// In the order in which a prompt has them, what changes least first. Null: none.
using Snippets = std::shared_ptr<const std::vector<Snippet>>;

} // namespace inkling::context
