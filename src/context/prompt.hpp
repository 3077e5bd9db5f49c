#pragma once
// What a backend is asked: a snapshot of the text, the place in it, and the window around the
// place.
//
// A Prompt shares the document's rope, so making one copies no text. Local backends read the rope;
// for others it is written down (prompt_text.hpp).

#include "base/ids.hpp"
#include "context/snippet.hpp"
#include "text/rope.hpp"

#include <cstddef>
#include <cstdint>
#include <string>

namespace inkling::context {

struct Prompt {
  SessionId session;
  DocumentId document;
  std::string language;         ///< LSP languageId, as the editor named it; may be empty
  text::Rope text;              ///< the whole text as it would be asked about
  std::size_t offset = 0;       ///< byte offset of the cursor
  std::size_t window_begin = 0; ///< first byte of the prefix that may be sent
  std::size_t window_end = 0;   ///< one past the last byte of the suffix that may be sent
  std::string path = {}; ///< within its workspace folder, else the bare file name; may be empty
  bool invoked = false;  ///< the person asked for it: answer with less confidence too
  std::size_t max_tokens = SIZE_MAX;   ///< no more than so many, if the backend would write more
  std::string repository = {};         ///< the workspace folder's name; may be empty
  Snippets snippets = {};              ///< of elsewhere; all of them may be sent
  std::size_t snippets_max = SIZE_MAX; ///< no more than so many, the first ones
  bool prefill = false;                ///< only to be read: nothing of the answer is used
  std::size_t candidates = 1;          ///< so many different texts are wanted, where it can
};

/// Text before and after the cursor, and of elsewhere, that a prompt may carry.
struct Budget {
  std::size_t prefix_bytes_max = 8192;
  std::size_t suffix_bytes_max = 2048;
  std::size_t snippets_tokens_max = 1500; ///< estimated (tokens.hpp)
};

/// Sets the window: at most the budget, at least half of it where there is so much text. Its bounds
/// are line starts that move in steps, the begin's counted from the begin of the text and the end's
/// from its end, so that hundreds of keys leave them where they are.
void set_window(Prompt& prompt, const Budget& budget);

} // namespace inkling::context
