#pragma once
// What a key press at a place would send: the way of a real one, from an editor's didOpen over the
// session's decision, the engine's prompt and the backend's provider to the bytes of the request,
// with a client at its end that keeps them instead of a connection. It is what a daemon sends that
// has just been started and has this one document open, once it knows what goes with it of others.

#include "app/source_file.hpp"
#include "backend/http/http.hpp"
#include "base/result.hpp"
#include "config/layers.hpp"
#include "context/prompt_text.hpp"
#include "text/position.hpp"

#include <cstddef>
#include <string>

namespace inkling::app {

struct Asked {
  text::Position position = {}; ///< in bytes
  bool invoked = false;         ///< by hand, not by typing
};

struct WouldSend {
  http::Url url = {};         ///< of the backend
  http::Request request = {}; ///< a key in it is "****"
  std::string head = {};      ///< of the request as the client writes it, without the empty line
  context::PromptText prompt = {};
  std::size_t secrets_masked = 0;   ///< in prefix, suffix and snippets
  std::size_t estimated_tokens = 0; ///< of the prompt; as budgets count them
};

/// Error: why nothing would be sent, in words for a person. `folder`: the workspace. Reads the
/// workspace's files, its configuration and git's rules; resolves no key.
Result<WouldSend> would_send(config::Layers& layers, const SourceFile& file,
                             const std::string& folder, const Asked& asked);

} // namespace inkling::app
