#pragma once
// What of elsewhere goes with remote prompts: notes on the loop, gathers on the worker, and says so
// when a document's list has changed. Neither knows nor decides who sees it; the engine puts it
// into prompts.
//
//   Neighbourhood neighbours({.worker = worker, .now = now, .scanner = …, .on_gathered = …});
//   neighbours.set_budget(budget);        // a remote backend is configured
//
// A list changes rarely, because each change costs the server what it has read already: when
// another document is shown or the cursor went far; when it came to another function or a source
// was edited, at most every ten seconds. One gathering a session is under way at a time, and the
// newest wish wins.
//
// Privacy. A list holds text of open documents of the same session that may leave, and of files
// below its workspace folders that a document of that name would be allowed to leave (sources.hpp);
// an open document wins over its file. Where that changes, the lists concerned are withdrawn inside
// the very call, and what the worker has under way is dropped. Secrets are masked before text comes
// back to the loop.
//
// Loop thread only. While it is off it notes and indexes nothing.

#include "base/ids.hpp"
#include "context/document_observer.hpp"
#include "context/neighbours/shared.hpp"
#include "context/prompt.hpp"
#include "context/secrets.hpp"

#include <map>
#include <memory>

namespace inkling::context {

class SessionNeighbours;

class Neighbourhood final : public WorkspaceObserver {
public:
  using Ports = NeighbourhoodPorts;

  explicit Neighbourhood(Ports ports);
  ~Neighbourhood() override;

  /// Of prompts; with no tokens for snippets it is off. `scanner` masks; null: off.
  void set_budget(const Budget& budget, std::shared_ptr<const SecretScanner> scanner);

  void on_open(const OpenDocument& document, const text::Rope& text) override;
  void on_change(DocumentId document, const text::Rope& text,
                 std::span<const text::Edit> edits) override;
  void on_close(DocumentId document) override;
  void on_visit(DocumentId document, std::size_t offset) override;
  void on_access(DocumentId document, bool may_leave) override;

  void set_policy(SessionId session, std::shared_ptr<const DocumentPolicy> policy) override;
  void set_exclusions(SessionId session, std::shared_ptr<const Exclusions> exclusions) override;
  void set_folders(SessionId session, std::span<const std::string> folders) override;
  void on_files_changed(std::span<const std::string> paths) override;
  void on_session_closed(SessionId session) override;

  const NeighbourhoodStats& stats() const;

private:
  std::shared_ptr<SessionNeighbours> session_of(DocumentId document) const;
  SessionNeighbours& session(SessionId id);

  std::unique_ptr<NeighbourhoodShared> shared_; ///< what all sessions use
  std::map<DocumentId, SessionId> documents_;
  std::map<SessionId, std::shared_ptr<SessionNeighbours>> sessions_;
};

} // namespace inkling::context
