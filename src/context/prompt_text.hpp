#pragma once
// A prompt as it leaves the process: what a provider puts into a request, and all that it may. The
// one way from an editor's text to the wire.
//
//   const PromptText text = write_down(prompt, scanner);
//   client.start(provider.make_request(text), …);

#include "base/ids.hpp"
#include "context/prompt.hpp"
#include "context/secrets.hpp"
#include "context/snippet.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace inkling::context {

/// UTF-8 without a byte order mark, line ends "\n", secrets masked, whatever the document has.
struct PromptText {
  DocumentId document;                ///< for servers that keep a place for each
  std::string repository = {};        ///< the workspace folder's name; may be empty
  std::string path = {};              ///< within the workspace folder; may be empty
  std::string language = {};          ///< LSP languageId; may be empty
  std::vector<Snippet> snippets = {}; ///< what changes least first
  std::string prefix = {};
  std::string suffix = {};
  std::size_t max_tokens = SIZE_MAX; ///< no more than so many
  std::size_t candidates = 1;        ///< so many different texts are wanted, where it can
};

PromptText write_down(const Prompt& prompt, const SecretScanner& scanner);

} // namespace inkling::context
