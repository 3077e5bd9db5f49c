#pragma once
// What a session wants gathered for one place: snapshots, so that the worker needs nothing of the
// loop's. And what comes of it.

#include "base/ids.hpp"
#include "base/limits.hpp"
#include "context/document_policy.hpp"
#include "context/exclusions.hpp"
#include "context/prompt.hpp"
#include "context/snippet.hpp"
#include "text/rope.hpp"

#include <cstddef>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace inkling::context {

/// A document that is open in the session, and may leave.
struct OpenText {
  DocumentId document;
  std::string path; ///< absolute; may be empty
  std::string language;
  text::Rope text;
};

/// A place where the person was, or changed something.
struct Region {
  DocumentId document;
  std::size_t line = 0;
  double recency = 0; ///< 1: just now, towards 0
};

struct Wish {
  OpenText around;        ///< the document that it is for
  std::size_t offset = 0; ///< of the cursor
  Budget budget;          ///< of its prompts
  std::vector<OpenText> others;
  std::vector<Region> regions;                           ///< of all of these
  std::vector<std::string> folders;                      ///< of the session
  std::shared_ptr<const DocumentPolicy> policy;          ///< null: nothing on disk may leave
  std::shared_ptr<const Exclusions> exclusions;          ///< may be null
  std::shared_ptr<const std::set<std::string>> off_disk; ///< paths not to be read: open, or barred
  Snippets last; ///< what was gathered for it before; may be null
  Limits limits;
};

/// A snippet, and where it is from.
struct Gathered {
  Snippet snippet;
  std::string path; ///< absolute; empty for a document without a file
  DocumentId document = {};
};

} // namespace inkling::context
