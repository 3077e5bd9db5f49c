#pragma once
// Whoever learns from open documents (the embedded model; later, the neighbours of remote prompts)
// hears of each change here, on the loop thread, with an immutable snapshot. Implementations only
// take notes: work is done when asked, or on the worker.

#include "base/ids.hpp"
#include "context/exclusions.hpp"
#include "text/edit.hpp"
#include "text/rope.hpp"

#include <cstddef>
#include <memory>
#include <span>
#include <string>

namespace inkling::context {

struct OpenDocument {
  SessionId session;
  DocumentId document;
  std::string uri;  ///< as the client wrote it
  std::string path; ///< absolute file path for file: URIs, else empty
  std::string language;
  bool excluded = false;  ///< secrets and the like: nothing of it may be learned or offered
  bool may_leave = false; ///< its text may be sent to a backend outside this process
};

class DocumentObserver {
public:
  virtual ~DocumentObserver() = default;
  virtual void on_open(const OpenDocument& document, const text::Rope& text) = 0;
  /// `edits` in the order applied; `text` is the text after all of them.
  virtual void on_change(DocumentId document, const text::Rope& text,
                         std::span<const text::Edit> edits) = 0;
  virtual void on_close(DocumentId document) = 0;
  /// The person is at this byte of it: a request was made there. Before it is answered.
  virtual void on_visit(DocumentId, std::size_t /*offset*/) {}
  /// Its text may be sent from now on, or no longer.
  virtual void on_access(DocumentId, bool /*may_leave*/) {}
};

/// Whoever learns from the files of workspace folders, too.
class WorkspaceObserver : public DocumentObserver {
public:
  /// The rules of a session, whenever they have changed: what of its files may leave follows from
  /// them (document_policy.hpp). Before they are told, nothing may. Comes before what is told of
  /// documents because of it.
  virtual void set_policy(SessionId /*session*/, std::shared_ptr<const DocumentPolicy> /*policy*/) {
  }
  /// Files that must not be learned from, besides secrets and what git ignores; replaces what was
  /// said before. Comes before the folders that it is about.
  virtual void set_exclusions(SessionId session, std::shared_ptr<const Exclusions> exclusions) = 0;
  /// The folders of a session (absolute paths), replacing those named before.
  virtual void set_folders(SessionId session, std::span<const std::string> folders) = 0;
  /// Files that changed, appeared or went away on disk (absolute paths).
  virtual void on_files_changed(std::span<const std::string> paths) = 0;
  virtual void on_session_closed(SessionId session) = 0;
};

} // namespace inkling::context
