#pragma once
// What may be done with one document's text. Decided by the session when the document opens, and
// again when the configuration or the ignore rules change.

#include <cstdint>

namespace inkling::context {

enum class Access : std::uint8_t {
  none,     ///< secrets: nothing of it is learned, offered or sent
  disabled, ///< the person wants no completions here; it may be learned from
  local,    ///< only backends inside this process see it (ignored by git, outside of the workspace)
  anywhere, ///< the configured backend may see it
};

} // namespace inkling::context
